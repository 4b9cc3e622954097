import type { EnvValue } from 'cdk8s-plus-27';
import { envNameFault } from '../../kubernetes/names';
import type { EnvFromSource } from './env-from';
import type { Report } from '../../messages/problem';
import { checkKey } from '../base/problem';
import { omitIfNone, type Wire } from '../base/wire';

/** The environment of a container. */
export interface EnvironmentProps {
  /**
   * Environment variables with fixed values. A value can refer to another variable as `$(NAME)`, also to one of `envValues`.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Environment variables whose values come from ConfigMaps, Secrets, fields and resources (`EnvVar`), in this order and before `env`,
   * so that `env` can refer to them. Fixed values can stand among them; a change of the order restarts the pods.
   *
   * @default - none
   */
  readonly envValues?: { readonly [name: string]: EnvValue };

  /** ConfigMaps and Secrets whose every key becomes a variable. @default - none */
  readonly envFrom?: EnvFromSource[];
}

export function checkEnvironment(report: Report, props: EnvironmentProps, prefix: string): void {
  for (const name of Object.keys(props.env ?? {})) {
    checkKey(report, { code: 'env-name-invalid', prop: `${prefix}env`, key: name, fault: envNameFault(name) });
    if (props.envValues?.[name] !== undefined) {
      report({
        code: 'env-name-duplicate',
        prop: `${prefix}env.${name}`,
        message: 'must not be in envValues too',
      });
    }
  }
  for (const name of Object.keys(props.envValues ?? {})) {
    checkKey(report, { code: 'env-name-invalid', prop: `${prefix}envValues`, key: name, fault: envNameFault(name) });
  }
  for (const [index, source] of (props.envFrom ?? []).entries()) {
    source._check(report, `${prefix}envFrom[${index}]`);
  }
}

export function renderEnvironment(props: EnvironmentProps): readonly Wire[] | undefined {
  return omitIfNone([
    ...Object.entries(props.envValues ?? {}).map(([name, value]) => ({ name, ...renderValue(value) })),
    ...Object.entries(props.env ?? {}).map(([name, value]) => ({ name, value })),
  ]);
}

/** cdk8s-plus keeps a value in the shape of the API, but for the divisor, which is wrapped. */
function renderValue({ value, valueFrom }: EnvValue): Wire {
  const resource = valueFrom?.resourceFieldRef;
  return {
    value,
    valueFrom:
      resource === undefined
        ? valueFrom
        : { resourceFieldRef: { ...resource, divisor: resource.divisor?.value ?? undefined } },
  };
}
