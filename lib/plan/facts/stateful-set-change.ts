import type { UpdateAnswer } from '../../kubernetes/server/api-server';
import type { Difference, Step } from '../../kubernetes/fields/differences';
import type { Manifest } from '../../kubernetes/manifest';
import { claimName } from '../../kubernetes/naming';
import type { Context } from './context';
import { commonOrdinals, ordinalsOf, ordinalsWithout, type StatefulSetView } from './stateful-set-view';

/** An accepted update of a StatefulSet. */
export interface StatefulSetChange {
  readonly context: Context;
  readonly manifestBefore: Manifest;
  readonly manifestAfter: Manifest;
  readonly before: StatefulSetView;
  readonly after: StatefulSetView;
  readonly answer: UpdateAnswer;
  /** What changed in `spec.template`, and so restarts pods. */
  readonly template: readonly Difference[];
  /** All else. */
  readonly rest: readonly Difference[];
}

export function keptOrdinals(before: StatefulSetView, after: StatefulSetView): readonly number[] {
  return commonOrdinals(before, after);
}

/** From the lowest to the highest, as they are made. */
export function addedOrdinals(before: StatefulSetView, after: StatefulSetView): readonly number[] {
  return ordinalsWithout(after, before);
}

/** From the highest to the lowest, as they are deleted. */
export function removedOrdinals(before: StatefulSetView, after: StatefulSetView): readonly number[] {
  return [...addedOrdinals(after, before)].reverse();
}

/** The claims of a set's ordinals for the templates given, by name. */
export function claimsFor(set: StatefulSetView, templates: readonly string[]): readonly string[] {
  return ordinalsOf(set).flatMap((ordinal) => templates.map((template) => claimName(template, set.name, ordinal)));
}

/** The name or key of the list item in a path, such as the container's. */
export function itemOf(path: readonly Step[], list: string): string | undefined {
  const index = path.indexOf(list);
  const step = index < 0 ? undefined : path[index + 1];
  return step === undefined || typeof step === 'string' ? undefined : step.value;
}
