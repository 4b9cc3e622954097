import { at } from '../../../kubernetes/plain';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { Found, Rule } from '../../rule';

/** More than one pod down at a time. */
export const MORE_PODS_UNAVAILABLE: Rule<StatefulSetChange> = {
  code: 'more-pods-unavailable',
  title: 'Rollouts take several pods down at a time',
  impact: 'update',
  remedy: 'Keep it low enough that the app keeps its quorum',
  versions: '1.37 and later (dropped before)',
  source: 'KEP-961',
  *check({ before, after }): Iterable<Found> {
    const [from, to] = [before, after].map((set) => at(set.spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable'));
    if (to === undefined || from === to || to === 1) return;
    yield {
      path: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
      before: from,
      after: to,
      message: `A rollout may take ${String(to)} pods down at the same time. An app that needs a quorum can lose it`,
      remedy: 'Choose a number of pods that the app can lose at the same time.',
    };
  },
};
