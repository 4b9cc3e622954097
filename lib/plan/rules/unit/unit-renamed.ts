import type { UnitFact } from '../../facts/unit-fact';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { keepWhenRemoved } from '../../remedies/keep-when-removed';

export const UNIT_RENAMED: Rule<UnitFact> = {
  code: 'unit-renamed',
  title: 'A unit has another name, and the removal of the old one may delete the objects of both',
  impact: 'data-risk',
  remedy: 'Let the old unit keep its objects in an earlier commit, then rename it',
  versions: ALL_VERSIONS,
  source:
    'finalizers of Argo CD Applications; prune and suspend of Flux Kustomizations; suspend of HelmReleases: the owner mark on the live object decides',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'renamed') return;
    const { from, to, objects, deleted, stake, kind } = fact;
    const renamed = `${from} is now ${to}, with ${objects} of the same objects`;
    if (deleted !== true) {
      const why =
        deleted === false
          ? 'The old one deletes nothing when it is removed, so the objects stay and the new one takes them over'
          : 'Whoever deletes what is no longer declared must apply the new one first';
      yield { impact: 'none', path: '', message: `${renamed}. ${why}` };
      return;
    }
    yield {
      ...(stake === 'data' ? {} : { impact: stake === 'service' ? ('outage' as const) : ('update' as const) }),
      path: '',
      message: `${renamed}. Removing the old unit deletes the objects that it still owns. If that happens before the new unit has applied them, ${LOSS[stake]}. Nothing fixes the order`,
      ...(kind === undefined ? {} : { remedy: keepWhenRemoved(kind, 'Then rename it.') }),
    };
  },
};

const LOSS = {
  data: 'their data is lost',
  service: 'their pods and addresses are missing until they are created again',
  nothing: 'they are missing until they are created again',
} as const;
