import { showValue } from '../../messages/show-value';
import { UserError } from '../../messages/user-error';
import { isInside } from '../folder/contained';

/** One rule for an option: what is wrong with it, as a sentence without a full stop, and what to write instead. */
export interface OptionRule {
  readonly option: string;
  readonly value: string | undefined;
  readonly isGood: (value: string) => boolean;
  readonly message: string;
  readonly remedy: string;
}

/** @throws UserError with all that is wrong; an option that is left out is good */
export function checkOptions(factory: string, rules: readonly OptionRule[]): void {
  const faults = rules.flatMap(({ option, value, isGood, message, remedy }) =>
    value === undefined || isGood(value)
      ? []
      : [`${factory}: \`${option}\` = ${showValue(value)}: ${message}. ${remedy}.`],
  );
  if (faults.length > 0) throw new UserError(faults.join('\n'));
}

/** A name that objects begin with. Those of clusters and charts come behind it, so it is short. */
export function nameRule(value: string): OptionRule {
  return {
    option: 'name',
    value,
    isGood: (name) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name),
    message: 'must be lower-case letters, digits and hyphens, and begin and end with a letter or digit',
    remedy: "Write the name of the program, such as 'shop'",
  };
}

export function pathRule(value: string | undefined): OptionRule {
  return {
    option: 'path',
    value,
    isGood: (path) => path === '.' || isInside(path),
    message: 'must be a folder inside the repository',
    remedy: "Write the folder of the output as it stands in git, such as 'dist'",
  };
}

/** @param pattern what the tool takes */
export function urlRule(option: string, value: string, pattern: RegExp, remedy: string): OptionRule {
  return {
    option,
    value,
    isGood: (url) => pattern.test(url),
    message: 'is no address of a git repository here',
    remedy,
  };
}

/** A length of time as Go reads it. */
export function durationRule(option: string, value: string | undefined): OptionRule {
  return {
    option,
    value,
    isGood: (text) => /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/.test(text) && /[1-9]/.test(text),
    message: 'must be a length of time',
    remedy: "Write it as '10m' or '1h30m'",
  };
}
