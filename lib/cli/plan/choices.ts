import {
  isKubernetesVersion,
  type KubernetesVersion,
  minorVersion,
  NEWEST_KUBERNETES,
  OLDEST_KUBERNETES,
} from '../../kubernetes/versions';
import { MOST_MAX_SIZE } from '../../sources/budget';
import { UserError } from '../../messages/user-error';
import type { AcknowledgeRequest } from './acknowledgements';

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

/** What is said of accepted dangers: options of the command, or properties of the plugin. */
export interface AcknowledgeOptions {
  readonly acknowledge?: string;
  readonly acknowledgeTarget?: string;
  readonly acknowledgeDays?: string;
}

/** Those options checked. `named` is how the user knows an option. */
export function chooseAcknowledged(
  { acknowledge, acknowledgeTarget, acknowledgeDays }: AcknowledgeOptions,
  named: (option: keyof AcknowledgeOptions) => string,
): { readonly acknowledge?: AcknowledgeRequest } {
  if (acknowledge === undefined) {
    if (acknowledgeTarget === undefined && acknowledgeDays === undefined) return {};
    const option = named(acknowledgeTarget === undefined ? 'acknowledgeDays' : 'acknowledgeTarget');
    throw new UserError(`${option} needs ${named('acknowledge')}, which names the file`);
  }
  if (acknowledgeDays !== undefined && !/^[1-9]\d{0,4}$/.test(acknowledgeDays)) {
    throw new UserError(
      `${named('acknowledgeDays')} is '${acknowledgeDays}'; it must be a number of days from 1 to 99999`,
    );
  }
  return {
    acknowledge: {
      file: acknowledge,
      ...(acknowledgeTarget === undefined ? {} : { target: acknowledgeTarget }),
      ...(acknowledgeDays === undefined ? {} : { days: Number(acknowledgeDays) }),
    },
  };
}

const UNITS: Readonly<Partial<Record<string, number>>> = {
  '': 1,
  k: 1000,
  M: 1000 ** 2,
  G: 1000 ** 3,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/** A number of bytes, as Kubernetes writes it: `64Mi`, `100M`. */
export function chooseSize(option: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(value) ?? [];
  const size = Number(digits) * (UNITS[unit] ?? 0);
  if (!(size >= 1 && size <= MOST_MAX_SIZE)) {
    throw new UserError(`${option} is '${value}'; it must be a size up to ${MOST_MAX_SIZE / 2 ** 20}Mi, such as 128Mi`);
  }
  return size;
}
