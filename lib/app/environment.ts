import { type EnvValue, k8s } from 'cdk8s-plus-27';
import { envNameFault } from '../kubernetes/names';
import { nameProblem, type Problem } from './problem';

/** The environment of a container. */
export interface EnvironmentProps {
  /**
   * Environment variables with fixed values. A value can refer to another variable as `$(NAME)`, also to one of `envValues`.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Environment variables whose values come from ConfigMaps, Secrets, fields and resources, in this order and before `env`, so that
   * `env` can refer to them.
   *
   * @default - none
   */
  readonly envValues?: { readonly [name: string]: EnvValue };
}

export function* checkEnvironment(props: EnvironmentProps, prefix: string): Iterable<Problem> {
  for (const [name, value] of Object.entries(props.env ?? {})) {
    yield* nameProblem('env-name-invalid', `${prefix}env`, name, envNameFault(name), 'Correct the name');
    if (typeof value !== 'string') {
      yield {
        code: 'env-value-invalid',
        prop: `${prefix}env.${name}`,
        value,
        message: 'must be text',
        remedy: 'Put it in quotes',
      };
    }
    if (props.envValues?.[name] !== undefined) {
      yield {
        code: 'env-name-duplicate',
        prop: `${prefix}env.${name}`,
        value,
        message: 'must not stand in envValues too',
        remedy: 'Keep one of the two',
      };
    }
  }
  for (const name of Object.keys(props.envValues ?? {})) {
    yield* nameProblem('env-name-invalid', `${prefix}envValues`, name, envNameFault(name), 'Correct the name');
  }
}

export function renderEnvironment(props: EnvironmentProps): k8s.EnvVar[] | undefined {
  const variables: k8s.EnvVar[] = [
    ...Object.entries(props.envValues ?? {}).map(([name, { value, valueFrom }]) => ({
      name,
      value: value as string | undefined,
      valueFrom: valueFrom as k8s.EnvVarSource | undefined,
    })),
    ...Object.entries(props.env ?? {}).map(([name, value]) => ({ name, value })),
  ];
  return variables.length === 0 ? undefined : variables;
}
