import { guardFactories } from '../shape/factories';
import type { Report } from '../messages/problem';
import { checkWholeNumber } from './base/problem';
import type { Wire } from './base/wire';

/** Which pods a rollout replaces, and how many at a time. */
export interface RollingUpdateOptions {
  /** Only pods with this ordinal or a higher one are replaced (counted from the first ordinal). @default 0 */
  readonly partition?: number;
  /**
   * How many pods may be away at a time. Kubernetes 1.37 and later; an older one would drop it silently.
   *
   * @default 1
   */
  readonly maxUnavailable?: number;
  /** The same as a percentage of the replicas, 1 to 100, rounded up. @default - `maxUnavailable` */
  readonly maxUnavailablePercent?: number;
}

/** What happens to the pods when their template changes. Can be changed at any time. */
export class UpdateStrategy {
  /** Replace the pods one after the other, the highest ordinal first, each when the one before is ready. */
  public static rollingUpdate(options: RollingUpdateOptions = {}): UpdateStrategy {
    return new UpdateStrategy('RollingUpdate', options);
  }

  /** Replace a pod only when somebody deletes it. */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy('OnDelete', {});
  }

  private constructor(
    private readonly type: string,
    private readonly options: RollingUpdateOptions,
  ) {}

  /** @internal */
  public _render(): Wire {
    const { partition, maxUnavailable, maxUnavailablePercent } = this.options;
    const limit = maxUnavailablePercent === undefined ? maxUnavailable : `${maxUnavailablePercent}%`;
    const rollingUpdate =
      partition === undefined && limit === undefined ? undefined : { partition, maxUnavailable: limit };
    return { type: this.type, rollingUpdate };
  }

  /** @internal */
  public _check(report: Report, prop: string): void {
    const { partition, maxUnavailable, maxUnavailablePercent } = this.options;
    const code = 'update-strategy-invalid';
    checkWholeNumber(report, {
      code,
      prop: `${prop}.partition`,
      value: partition,
      min: 0,
      remedy: 'Give the lowest ordinal to replace',
    });
    checkWholeNumber(report, {
      code,
      prop: `${prop}.maxUnavailable`,
      value: maxUnavailable,
      min: 1,
      remedy: 'Give how many pods may be unavailable',
    });
    checkWholeNumber(report, {
      code,
      prop: `${prop}.maxUnavailablePercent`,
      value: maxUnavailablePercent,
      min: 1,
      max: 100,
      remedy: 'Give a percentage',
    });
    if (maxUnavailable !== undefined && maxUnavailablePercent !== undefined) {
      report({
        code,
        prop: `${prop}.maxUnavailablePercent`,
        value: maxUnavailablePercent,
        message: 'must not be given beside maxUnavailable',
        remedy: 'Keep one of the two',
      });
    }
  }
}

guardFactories('UpdateStrategy', UpdateStrategy);
