import type { UnitFact } from '../../facts/unit-fact';
import { keepWhenRemoved } from '../../remedies/keep-when-removed';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNIT_REMOVED: Rule<UnitFact> = {
  code: 'unit-removed',
  title: 'A unit is removed: its objects are deleted with it, or kept without it',
  impact: 'delete',
  remedy: 'Decide first whether its objects should be deleted',
  versions: ALL_VERSIONS,
  source: 'finalizers of Argo CD Applications; prune and deletionPolicy of Flux Kustomizations; helm uninstall',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'removed') return;
    const { objects, deleted, why, kind } = fact;
    yield deleted
      ? {
          path: '',
          message: `This unit is removed from the repository, and everything that it applied is deleted (${objects} objects), because ${why}`,
          ...(kind === undefined ? {} : { remedy: keepWhenRemoved(kind, 'Then remove it.') }),
        }
      : {
          impact: 'none',
          path: '',
          message: `This unit is removed from the repository. What it applied is kept (${objects} objects), because ${why}. Nothing in this repository manages these objects any more`,
        };
  },
};
