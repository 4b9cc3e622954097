import type { Manifest } from '../../kubernetes/manifest';
import { type Changes, isRefused } from './changes';
import type { Context } from './context';
import { keyOf } from './identity';
import { ofKind } from './of-kind';

/** A PriorityClass that becomes the default one while another one is. */
export interface DefaultPriorityTaken {
  readonly priority: Manifest;
  readonly by: Manifest;
}

/** One that was the default before keeps it; of several new ones the first by name gets it. */
export function* defaultPrioritiesTaken(context: Context, changes: Changes): Iterable<DefaultPriorityTaken> {
  const all = ofKind(context.after, 'scheduling.k8s.io/PriorityClass').filter(isDefault);
  const was = ({ metadata }: Manifest): boolean =>
    ofKind(context.before, 'scheduling.k8s.io/PriorityClass').some(
      (old) => old.metadata.name === metadata.name && isDefault(old),
    );
  const by = all.find(was) ?? all[0];
  for (const priority of all) {
    const change = changes.get(keyOf(priority));
    if (by !== undefined && priority !== by && !was(priority) && change !== undefined && !isRefused(change)) {
      yield { priority, by };
    }
  }
}

function isDefault(priority: Manifest): boolean {
  return priority['globalDefault'] === true;
}
