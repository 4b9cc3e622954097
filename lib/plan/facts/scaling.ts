import { claimName } from '../../kubernetes/naming';
import type { StatefulSetChange } from './stateful-set-change';

/** Whether the ordinals begin elsewhere. */
export function movedStart(change: StatefulSetChange): boolean {
  return change.before.start !== change.after.start;
}

/** The claims of ordinals that go. */
export function goneClaims(change: StatefulSetChange, ordinals: readonly number[]): readonly string[] {
  const { before } = change;
  return ordinals.flatMap((ordinal) => before.templates.map((template) => claimName(template, before.name, ordinal)));
}
