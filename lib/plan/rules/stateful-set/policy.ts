import { at } from '../../../kubernetes/plain';
import { dataFateOf } from '../../facts/data-fate';
import { retainFirst } from '../../remedies/protect';
import { nameList, numbered, word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';
import { podName } from '../../../kubernetes/naming';
import { keptOrdinals, type StatefulSetChange } from '../../facts/stateful-set-change';
import { claimsOf } from '../../facts/stateful-set-view';

/** Claims that will go with the StatefulSet, or with its pods. */
export const RETENTION_DELETES: Rule<StatefulSetChange> = {
  code: 'retention-now-deletes',
  title: 'From now on claims go with the StatefulSet or its pods',
  impact: 'update',
  remedy: 'Keep Retain unless the data can be made again',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod',
  *check({ before, after, context }): Iterable<Found> {
    for (const when of ['whenDeleted', 'whenScaled'] as const) {
      if (before[when] !== 'Retain' || after[when] !== 'Delete' || after.templates.length === 0) continue;
      const claims =
        claimsOf(after).length > 0 ? claimsOf(after) : after.templates.map((name) => `the claims of '${name}'`);
      const fate = dataFateOf(context, after, claims);
      yield {
        path: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        before: 'Retain',
        after: 'Delete',
        message:
          when === 'whenDeleted'
            ? `${listing(claims)} now ${are(claims, 'belong', 'belongs')} to the StatefulSet: whoever deletes it later, also a forced sync, a rename or a prune, deletes ${are(claims, 'them', 'it')}, ${fate}`
            : `Scaling down from now on, also by an autoscaler, deletes the claims of the pods that go (of ${listing(claims)}), ${fate}`,
        remedy: 'Keep Retain, and delete claims by hand when their data is not needed.',
      };
    }
  },
};

export const RETENTION_RETAINS: Rule<StatefulSetChange> = {
  code: 'retention-now-retains',
  title: 'From now on claims stay',
  impact: 'update',
  remedy: 'Let it be applied before the StatefulSet is deleted or scaled',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod',
  *check({ before, after }): Iterable<Found> {
    for (const when of ['whenDeleted', 'whenScaled'] as const) {
      if (before[when] !== 'Delete' || after[when] !== 'Retain') continue;
      yield {
        path: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        before: 'Delete',
        after: 'Retain',
        message:
          when === 'whenDeleted'
            ? 'The controller has to take its ownership off the claims first: a deletion in the same sync may come before that'
            : 'The claims of pods that go stay from now on',
        remedy: when === 'whenDeleted' ? retainFirst(before, 'Delete or scale the StatefulSet in a later commit') : '',
      };
    }
  },
};

/** Whatever waited for pods to be deleted by hand starts to roll. */
export const PENDING_REVISION_ROLLS: Rule<StatefulSetChange> = {
  code: 'pending-revision-rolls',
  title: 'A revision that waited starts to roll',
  impact: 'restart',
  remedy: 'Look at what is pending first (kubectl rollout status, controllerrevisions)',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet',
  *check({ before, after }): Iterable<Found> {
    const held = before.strategy === 'OnDelete' ? Infinity : before.partition;
    const waiting = keptOrdinals(before, after)
      .filter((ordinal) => ordinal - after.start >= after.partition && ordinal - before.start < held)
      .reverse()
      .map((ordinal) => podName(after.name, ordinal));
    if (waiting.length === 0) return;
    const namespace = `-n ${word(after.namespace)}`;
    const remedy = `See before which pods it is about, those without the update revision:\n${numbered([
      `kubectl get statefulset ${word(after.name)} ${namespace} -o jsonpath='{.status.updateRevision}'`,
      `kubectl get pod ${nameList(waiting)} ${namespace} -L controller-revision-hash`,
    ])}`;
    if (before.strategy === 'OnDelete' && after.strategy === 'RollingUpdate') {
      yield {
        path: 'spec.updateStrategy.type',
        before: 'OnDelete',
        after: 'RollingUpdate',
        message: `Of ${listing(waiting)} each pod that still has an older revision restarts now, from the highest ordinal down`,
        remedy,
      };
    } else if (after.strategy === 'RollingUpdate' && before.partition > after.partition && before.partition > 0) {
      yield {
        path: 'spec.updateStrategy.rollingUpdate.partition',
        before: before.partition,
        after: after.partition,
        message: `Of ${listing(waiting)} each pod that still has an older revision restarts now, from the highest ordinal down`,
        remedy,
      };
    }
  },
};

/** More than one pod down at a time. */
export const MORE_UNAVAILABLE: Rule<StatefulSetChange> = {
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
