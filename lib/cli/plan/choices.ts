import { NEWEST, OLDEST } from '../../manifests/fields';
import { UserError } from '../../user-error';

/** One of a closed set of words, or an error that lists them. */
export function choose<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw new UserError(`${option} is '${value}'; it must be one of ${choices.join(', ')}`);
  }
  return choice;
}

/** `1.30` out of what people and clusters write: `1.30`, `v1.30.4`, `1.30+`. */
export function chooseVersion(option: string, value: string): string {
  const minor = /^v?1\.(\d+)([.+-].*)?$/.exec(value)?.[1];
  const [oldest, newest] = [OLDEST, NEWEST].map((version) => Number(version.slice(2))) as [number, number];
  if (minor === undefined || Number(minor) < oldest || Number(minor) > newest) {
    throw new UserError(`${option} is '${value}'; it must be a version from ${OLDEST} to ${NEWEST}, such as ${NEWEST}`);
  }
  return `1.${Number(minor)}`;
}
