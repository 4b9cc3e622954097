import type { Report } from '../../messages/problem';
import { checkLabels } from './labels';

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
  name: 'name',
  instance: 'instance',
  version: 'version',
  component: 'component',
  partOf: 'part-of',
  managedBy: 'managed-by',
} as const satisfies Record<keyof StandardLabels, string>;

/** As they stand on objects. What the selector says of a key holds: pods must have the labels that they are found by. */
export function renderStandardLabels(given: StandardLabels | undefined, appName: string, selectorLabels: Pairs): Pairs {
  if (given === undefined) return {};
  const values: StandardLabels = { name: appName, ...given };
  return Object.fromEntries(
    Object.entries(KEYS).flatMap(([prop, key]) => {
      const label = `app.kubernetes.io/${key}`;
      const value = selectorLabels[label] ?? values[prop as keyof StandardLabels];
      return value === undefined ? [] : [[label, value]];
    }),
  );
}

export function checkStandardLabels(report: Report, given: StandardLabels | undefined, selectorLabels: Pairs): void {
  for (const [prop, key] of Object.entries(KEYS)) {
    const value = given?.[prop as keyof StandardLabels];
    const label = `app.kubernetes.io/${key}`;
    const selected = selectorLabels[label];
    if (value !== undefined && selected !== undefined && selected !== value) {
      report({
        code: 'pod-label-against-selector',
        prop: `standardLabels.${prop}`,
        value,
        message: `must be '${selected}', as in selectorLabels`,
      });
    } else if (value !== undefined) {
      checkLabels(report, { [label]: value }, 'standardLabels');
    }
  }
}
