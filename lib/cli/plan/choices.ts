import {
  isKubernetesVersion,
  type KubernetesVersion,
  minorVersion,
  NEWEST_KUBERNETES,
  OLDEST_KUBERNETES,
} from '../../kubernetes/versions';
import { UserError } from '../../messages/user-error';

/** One of a closed set of words, or an error that lists them. */
export function choose<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw new UserError(`${option} is '${value}'; it must be one of ${choices.join(', ')}`);
  }
  return choice;
}

/** `1.30` out of what people and clusters write: `1.30`, `v1.30.4`, `1.30+`. */
export function chooseVersion(option: string, value: string): KubernetesVersion {
  const version = minorVersion(value);
  if (version === undefined || !isKubernetesVersion(version)) {
    throw new UserError(
      `${option} is '${value}'; it must be a version from ${OLDEST_KUBERNETES} to ${NEWEST_KUBERNETES}, such as ${NEWEST_KUBERNETES}`,
    );
  }
  return version;
}
