import { at } from '../../../kubernetes/plain';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { Found, Rule } from '../../rule';

/** More than one pod down at a time. */
export const MORE_PODS_UNAVAILABLE: Rule<StatefulSetChange> = {
  code: 'more-pods-unavailable',
  title: 'Rollouts take several pods down at a time',
  impact: 'update',
  remedy: 'Keep it below what the app needs for its quorum',
  versions: '1.37 and later (dropped before)',
  source: 'KEP-961',
  *check({ before, after }): Iterable<Found> {
    const [from, to] = [before, after].map((set) => at(set.spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable'));
    if (to === undefined || from === to || to === 1) return;
    yield {
      path: 'spec.updateStrategy.rollingUpdate.maxUnavailable',
      before: from,
      after: to,
      message: `A rollout may take ${String(to)} pods down at once: an app that needs a quorum can lose it`,
      remedy: 'Keep it below what the app can lose.',
    };
  },
};
