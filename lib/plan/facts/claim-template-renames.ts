import type { Difference } from '../../kubernetes/fields/differences';
import { deepEqual, isPlainObject } from '../../kubernetes/plain';

/** A claim template that goes and one like it that comes are one under another name: one difference instead of two. */
export function withRenamedTemplates(differences: readonly Difference[]): readonly Difference[] {
  const isTemplate = ({ path }: Difference): boolean => path.length === 3 && path[1] === 'volumeClaimTemplates';
  const gone = differences.filter((each) => isTemplate(each) && each.after === undefined);
  const come = differences.filter((each) => isTemplate(each) && each.before === undefined);
  const renamed = new Map<Difference, Difference>();
  for (const old of gone) {
    const now = come.find((each) => ![...renamed.values()].includes(each) && alike(old.before, each.after));
    if (now !== undefined) renamed.set(old, now);
  }
  const taken = new Set(renamed.values());
  return differences.flatMap((each) => {
    const now = renamed.get(each);
    if (now === undefined) return taken.has(each) ? [] : [each];
    const path = [...each.path, 'metadata', 'name'];
    return [{ path, before: templateOf(each), after: templateOf(now), sameValue: false }];
  });
}

function alike(left: unknown, right: unknown): boolean {
  return isPlainObject(left) && isPlainObject(right) && deepEqual(left['spec'], right['spec']);
}

/** The name of the claim template that a difference is about. */
export function templateOf({ path }: Pick<Difference, 'path'>): string {
  const step = path[2];
  return typeof step === 'object' ? step.value : (step ?? '');
}
