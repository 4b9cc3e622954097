import type { UnitFact } from '../../facts/unit-fact';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const UNIT_CHANGES_CLUSTER: Rule<UnitFact> = {
  code: 'unit-changes-cluster',
  title: 'A unit is applied to another cluster, where none of its data is',
  impact: 'data-risk',
  remedy: 'Revert the change, or copy the data to the new cluster first',
  versions: ALL_VERSIONS,
  source: 'destination of Argo CD Applications (argo-cd #9172); kubeConfig of Flux Kustomizations and HelmReleases',
  *check(fact): Iterable<Found> {
    if (fact.about !== 'other-cluster') return;
    const { title, from, to, stake } = fact;
    yield {
      ...(stake === 'data' ? {} : { impact: 'create' as const }),
      path: '',
      message: `${title} is now applied to the cluster ${to}, no longer to ${from}. Everything is created again there${stake === 'data' ? ', with empty volumes' : ''}. In ${from} it does not change, and nothing in this repository manages it any more`,
      remedy: [
        say(
          stake === 'data'
            ? 'Revert the change. If the app must move, stop it in the old cluster, copy its data to the new one, and only then change the cluster.'
            : `If the objects in ${from} are no longer needed, delete them by hand.`,
        ),
      ],
    };
  },
};
