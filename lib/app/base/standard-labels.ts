import type { Report } from '../../messages/problem';
import { checkAgainstSelector, checkLabels } from './labels';

type Pairs = { readonly [key: string]: string };

/**
 * The labels by which people and tools find what belongs together. They are on every object and on the pods, but not in selectors and
 * not on claims, so each can change at any time; a change restarts the pods.
 * Source: kubernetes.io/docs/concepts/overview/working-with-objects/common-labels.
 */
export interface StandardLabels {
  /** `app.kubernetes.io/name`: the name of the software. @default - the app's name */
  readonly name?: string;
  /** `app.kubernetes.io/instance`: which of several installations, such as `wiki-staging`. @default - none */
  readonly instance?: string;
  /** `app.kubernetes.io/version`: the version of the software. @default - none */
  readonly version?: string;
  /** `app.kubernetes.io/component`: its part in the whole, such as `database`. @default - none */
  readonly component?: string;
  /** `app.kubernetes.io/part-of`: the whole that it is a part of, such as `intranet`. @default - none */
  readonly partOf?: string;
  /** `app.kubernetes.io/managed-by`: the tool that runs it. @default - none */
  readonly managedBy?: string;
}

const KEYS = {
  name: 'app.kubernetes.io/name',
  instance: 'app.kubernetes.io/instance',
  version: 'app.kubernetes.io/version',
  component: 'app.kubernetes.io/component',
  partOf: 'app.kubernetes.io/part-of',
  managedBy: 'app.kubernetes.io/managed-by',
} as const satisfies Record<keyof StandardLabels, string>;

/** As they stand on objects. What the selector says of a key holds: pods must have the labels that they are found by. */
export function renderStandardLabels(given: StandardLabels | undefined, appName: string, selectorLabels: Pairs): Pairs {
  if (given === undefined) return {};
  const values: StandardLabels = { name: appName, ...given };
  return Object.fromEntries(
    Object.entries(KEYS).flatMap(([prop, key]) => {
      const value = selectorLabels[key] ?? values[prop as keyof StandardLabels];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

export function checkStandardLabels(report: Report, given: StandardLabels = {}, selectorLabels: Pairs): void {
  for (const [prop, key] of Object.entries(KEYS)) {
    const value = given[prop as keyof StandardLabels];
    if (value === undefined) continue;
    const selected = selectorLabels[key];
    if (selected === undefined || selected === value) checkLabels(report, { [key]: value }, 'standardLabels');
    else checkAgainstSelector(report, { prop: `standardLabels.${prop}`, key, value }, selectorLabels);
  }
}
