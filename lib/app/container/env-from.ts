import { guardFactories } from '../../shape/factories';
import { dnsSubdomainFault, envNameFault } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import type { Wire } from '../base/wire';

/** How all keys of an object become environment variables. */
export interface EnvFromOptions {
  /** What stands before each key. @default - nothing */
  readonly prefix?: string;
  /** Whether the pod starts without the object. @default false */
  readonly optional?: boolean;
}

/** All keys of a ConfigMap or Secret as environment variables. Keys of later ones win, and `env` wins over all. */
export class EnvFromSource {
  /** Each key of a ConfigMap in the app's namespace. */
  public static configMap(name: string, options: EnvFromOptions = {}): EnvFromSource {
    return new EnvFromSource('configMapRef', name, options);
  }

  /** Each key of a Secret in the app's namespace. */
  public static secret(name: string, options: EnvFromOptions = {}): EnvFromSource {
    return new EnvFromSource('secretRef', name, options);
  }

  private constructor(
    private readonly field: 'configMapRef' | 'secretRef',
    private readonly name: string,
    private readonly options: EnvFromOptions,
  ) {}

  /** @internal */
  public _check(report: Report, prop: string): void {
    checkName(report, { code: 'source-name-invalid', prop, value: this.name, fault: dnsSubdomainFault(this.name) });
    const { prefix } = this.options;
    if (prefix !== undefined && prefix !== '') {
      checkName(report, {
        code: 'env-name-invalid',
        prop: `${prop}.prefix`,
        value: prefix,
        fault: envNameFault(prefix),
        remedy: 'Correct the prefix',
      });
    }
  }

  /** @internal */
  public _render(): Wire {
    const { prefix, optional } = this.options;
    return { prefix, [this.field]: { name: this.name, optional } };
  }
}

guardFactories('EnvFromSource', EnvFromSource);
