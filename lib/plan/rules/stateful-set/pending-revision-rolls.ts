import { inNamespace, kubectl, name } from '../../../pipelines/command';
import { inOrder, say } from '../../remedy';
import { podName } from '../../../kubernetes/naming';
import { mayWait } from '../../facts/pod-revisions';
import { type StatefulSetChange, keptOrdinals } from '../../facts/stateful-set-change';
import { nameList } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

/** Whatever waited for pods to be deleted by hand starts to roll. */
export const PENDING_REVISION_ROLLS: Rule<StatefulSetChange> = {
  code: 'pending-revision-rolls',
  title: 'A revision that was held back rolls out',
  impact: 'restart',
  remedy: 'First look at what is pending (kubectl rollout status, controllerrevisions)',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_control.go, updateStatefulSet',
  *check(change): Iterable<Found> {
    const { before, after } = change;
    const held = before.strategy === 'OnDelete' ? Infinity : before.partition;
    const waiting = keptOrdinals(before, after)
      .filter((ordinal) => ordinal - after.start >= after.partition && ordinal - before.start < held)
      .reverse()
      .map((ordinal) => podName(after.name, ordinal))
      .filter((pod) => mayWait(change, pod));
    if (waiting.length === 0) return;
    const namespace = inNamespace(after.namespace);
    const set = name(after.name);
    const remedy = [
      say(
        'Before you apply this, see which pods still run an older revision (their controller-revision-hash is not the update revision):',
      ),
      inOrder(
        { command: kubectl('get', 'statefulset', set, ...namespace, '-o', 'jsonpath={.status.updateRevision}') },
        { command: kubectl('get', 'pod', ...nameList(waiting), ...namespace, '-L', 'controller-revision-hash') },
      ),
    ];
    if (before.strategy === 'OnDelete' && after.strategy === 'RollingUpdate') {
      yield {
        path: 'spec.updateStrategy.type',
        before: 'OnDelete',
        after: 'RollingUpdate',
        message: `Pods that still run an older revision restart now, highest ordinal first: ${listing(waiting)}`,
        remedy,
      };
    } else if (after.strategy === 'RollingUpdate' && before.partition > after.partition && before.partition > 0) {
      yield {
        path: 'spec.updateStrategy.rollingUpdate.partition',
        before: before.partition,
        after: after.partition,
        message: `Pods that still run an older revision restart now, highest ordinal first: ${listing(waiting)}`,
        remedy,
      };
    }
  },
};
