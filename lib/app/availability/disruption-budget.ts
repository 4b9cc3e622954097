import { knowValues } from '../../shape/known-names';
import { guardFactories } from '../../shape/factories';
import type { ApiObjectMetadata, ApiObjectProps } from 'cdk8s';
import { type Companion, companionMetadata } from '../base/companion';
import type { Report } from '../../messages/problem';
import { checkName, checkWholeNumber } from '../base/problem';
import { checkLabels } from '../base/labels';
import { dnsSubdomainFault } from '../../kubernetes/names';
import type { App } from '../base/app';
import type { Wire } from '../base/wire';

/** Which pods that are not ready can be evicted. */
export enum UnhealthyPodEviction {
  /** All of them: a broken pod never keeps a node from being drained. */
  ALWAYS_ALLOW = 'AlwaysAllow',
  /** Only while enough of the others are ready: a broken app blocks the drain of its nodes until somebody repairs it. */
  IF_HEALTHY_BUDGET = 'IfHealthyBudget',
}

knowValues('UnhealthyPodEviction', UnhealthyPodEviction);

/** What a budget says beside its number. */
export interface DisruptionBudgetOptions {
  /** Name of the PodDisruptionBudget. @default - the app's name */
  readonly name?: string;

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** @default UnhealthyPodEviction.ALWAYS_ALLOW */
  readonly unhealthyPods?: UnhealthyPodEviction;
}

/**
 * How many pods may be away at a time because somebody drains their nodes (PodDisruptionBudget). It does not hold rollouts, which
 * the update strategy paces. Can be changed at any time.
 */
export class DisruptionBudget {
  /** No budget: all pods may be evicted at once. */
  public static none(): DisruptionBudget {
    return new DisruptionBudget(undefined, 0, '', {});
  }

  /** At most so many pods away. With 0 no node that has a pod of the app can be drained. */
  public static maxUnavailable(pods: number, options: DisruptionBudgetOptions = {}): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', pods, '', options);
  }

  /** At most this share of the replicas away, 0 to 100, rounded up. */
  public static maxUnavailablePercent(percent: number, options: DisruptionBudgetOptions = {}): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', percent, '%', options);
  }

  /** At least so many pods ready, such as the quorum of a cluster. It must be below the replicas, or no node can be drained. */
  public static minAvailable(pods: number, options: DisruptionBudgetOptions = {}): DisruptionBudget {
    return new DisruptionBudget('minAvailable', pods, '', options);
  }

  /** At least this share of the replicas ready, 0 to 100, rounded up. */
  public static minAvailablePercent(percent: number, options: DisruptionBudgetOptions = {}): DisruptionBudget {
    return new DisruptionBudget('minAvailable', percent, '%', options);
  }

  private constructor(
    private readonly limit: 'maxUnavailable' | 'minAvailable' | undefined,
    private readonly count: number,
    private readonly unit: '' | '%',
    private readonly options: DisruptionBudgetOptions,
  ) {}

  /** @internal */
  public _render(): Wire | undefined {
    const { limit, count, unit } = this;
    const { unhealthyPods = UnhealthyPodEviction.ALWAYS_ALLOW } = this.options;
    return limit === undefined
      ? undefined
      : {
          [limit]: unit === '%' ? `${count}%` : count,
          // What Kubernetes does where nothing is said.
          unhealthyPodEvictionPolicy:
            unhealthyPods === UnhealthyPodEviction.IF_HEALTHY_BUDGET ? undefined : unhealthyPods,
        };
  }

  /** @internal */
  public _check(report: Report, prop: string): void {
    const [max, remedy] = this.unit === '%' ? [100, 'Give a percentage'] : [undefined, 'Give how many pods'];
    checkWholeNumber(report, { code: 'disruption-budget-invalid', prop, value: this.count, min: 0, max, remedy });
    const { name, labels } = this.options;
    if (name !== undefined) {
      const fault = dnsSubdomainFault(name);
      checkName(report, { code: 'object-name-invalid', prop: `${prop}.name`, value: name, fault });
    }
    checkLabels(report, labels, `${prop}.labels`);
  }

  /** What its object has of its own. @internal */
  public get _own(): Pick<DisruptionBudgetOptions, 'name' | 'labels'> {
    return this.options;
  }

  /** Whether no pod can ever be evicted while all are ready. @internal */
  public _blocksDrain(replicas: number): boolean {
    const { limit, count, unit } = this;
    const pods = unit === '%' ? Math.ceil((replicas * count) / 100) : count;
    return replicas > 0 && (limit === 'maxUnavailable' ? pods === 0 : limit === 'minAvailable' && pods >= replicas);
  }
}

guardFactories('DisruptionBudget', DisruptionBudget);

/** One pod at a time by default, where there is more than one, and not at the level privileged, which adds nothing. */
function resolveBudget(given: DisruptionBudget | undefined, { mostReplicas, addsDefaults }: App): DisruptionBudget {
  return given ?? (mostReplicas > 1 && addsDefaults ? DisruptionBudget.maxUnavailable(1) : DisruptionBudget.none());
}

export function checkDisruptionBudget(report: Report, given: DisruptionBudget | undefined): void {
  given?._check(report, 'disruptionBudget');
}

/** What is legal, and makes somebody's node hang. */
export function adviseDisruptionBudget(report: Report, given: DisruptionBudget | undefined, app: App): void {
  if (resolveBudget(given, app)._blocksDrain(app.identity.replicas)) {
    report({
      code: 'disruption-budget-blocks-drain',
      prop: 'disruptionBudget',
      message: `none of the ${app.identity.replicas} pods can be evicted, so no node that has one can be drained`,
    });
  }
}

export function disruptionBudget(given: DisruptionBudget | undefined, app: App): Companion | undefined {
  const budget = resolveBudget(given, app);
  const spec = budget._render();
  if (spec === undefined) {
    return undefined;
  }
  const { name = app.identity.name, labels } = budget._own;
  const manifest: ApiObjectProps = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: companionMetadata(app, name, labels && { labels }) as ApiObjectMetadata,
    spec: { ...spec, selector: { matchLabels: app.selectorLabels } },
  };
  return { id: 'DisruptionBudget', kind: 'PodDisruptionBudget', name, manifest };
}
