import { asObject, asObjects, at, textOf } from '../../kubernetes/plain';
import { ARGOCD_KEEP, INSTANCE_LABEL, SYNC_OPTIONS } from '../../pipelines/argocd';
import { type Argument, Command, inNamespace, kubectl, name } from '../../pipelines/command';
import { claimsOf, ordinalsOf, podsOf, type StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say, type Step } from '../remedy';
import { type LeftClaim, leftClaims } from '../facts/left-claims';
import type { Recreation } from '../facts/refusal';
import { listing } from '../show';
import { everyOrdinal } from './every-ordinal';
import { moveVolumes } from './move-volumes';
import { applyAgain, COMMIT_TO_BE_REFUSED } from './pipeline';
import { promiseVolumes } from './promise-volumes';
import { command, nameList } from './steps';

/** How a StatefulSet gets what it may not change, without a volume lost, and without a pod where that can be. */
export function recreate(change: Recreation, last: readonly Step[] = []): Remedy {
  const { before, after, apply } = change;
  const renamed = renamedTemplate(before, after);
  if (renamed !== undefined && before.replicas > 0) return moveTemplate(change, renamed);
  const left = leftClaims(before, after);
  if (left.length > 0) return takeAlong(change, left);
  const namespace = inNamespace(before.namespace);
  return [
    inOrder(
      ...keepFromPrune(before),
      COMMIT_TO_BE_REFUSED,
      command(
        kubectl('delete', 'statefulset', name(before.name), ...namespace, '--cascade=orphan'),
        'pods keep running and claims are kept. Until it exists again, no deleted pod is replaced',
      ),
      ...relabel(before, after),
      applyAgain(apply, promise(change)),
      ...replacePods(before, after),
      ...last,
    ),
    ...everyOrdinal(before),
    say(
      `Do not use Argo CD's Force, Replace=true with Force, or Flux's force for this: they delete the pods too${
        before.whenDeleted === 'Delete' ? ', and with whenDeleted: Delete every claim and its data' : ''
      }.`,
    ),
  ];
}

function promise({ before, after, newTemplate }: Recreation): string {
  if (addedTemplates(before, after).length > 0) {
    return 'the new StatefulSet adopts the pods and claims, but changes no pod: a pod cannot get another volume while it runs';
  }
  return newTemplate && after.strategy === 'RollingUpdate'
    ? 'the new StatefulSet adopts the pods and claims, and restarts the pods one after the other, because their template is new'
    : 'the new StatefulSet adopts the pods and claims, and no pod restarts';
}

export function addedTemplates(before: StatefulSetView, after: StatefulSetView): readonly string[] {
  return after.templates.filter((template) => !before.templates.includes(template));
}

/** The one claim template that goes and the one that comes are the same under another name. */
export function renamedTemplate(before: StatefulSetView, after: StatefulSetView): Renamed | undefined {
  const [removed, added] = [addedTemplates(after, before), addedTemplates(before, after)];
  const [from, to] = [removed[0], added[0]];
  const one = removed.length === 1 && added.length === 1;
  return one && from !== undefined && to !== undefined ? { from, to } : undefined;
}

interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** The pods would come back with new, empty claims: the volumes have to come along, whatever else changes. */
function moveTemplate({ before, apply }: Recreation, { from, to }: Renamed): Remedy {
  const moves = ordinalsOf(before).map((ordinal) => ({
    from: { template: from, set: before.name, ordinal },
    to: { template: to, set: before.name, ordinal },
  }));
  return moveVolumes({ set: before, namespace: before.namespace, pods: podsOf(before), moves, apply });
}

/** Volumes that the pods named become claim templates: the new claims would be empty. */
function takeAlong({ before, after, apply }: Recreation, claims: readonly LeftClaim[]): Remedy {
  const namespace = inNamespace(before.namespace);
  const deleted = command(
    kubectl('delete', 'statefulset', name(before.name), ...namespace, '--cascade=orphan'),
    'its pods keep running for now, and its claims are kept, whatever the retention policy says',
  );
  const pods = nameList(podsOf(before));
  const down = command(kubectl('delete', 'pod', ...pods, ...namespace), 'these pods are down from now on');
  return promiseVolumes({ set: after, claims, apply, stop: before.replicas === 0 ? [deleted] : [deleted, down] });
}

/** Pods under the new selector's labels are adopted, and then replaced in order; without them they stand in the way. */
function relabel(before: StatefulSetView, after: StatefulSetView): readonly Step[] {
  const labels = asObject(at(before.spec, 'template', 'metadata', 'labels'));
  const missing = Object.entries(asObject(at(after.spec, 'selector', 'matchLabels'))).filter(
    ([key, value]) => labels[key] !== value,
  );
  if (missing.length === 0 || before.replicas === 0) return [];
  const words = missing.map(([key, value]): Argument => ({ label: [key, textOf(value)] }));
  return [
    command(
      kubectl('label', 'pod', ...nameList(podsOf(before)), ...inNamespace(before.namespace), ...words, '--overwrite'),
      'so that the new StatefulSet adopts them',
    ),
  ];
}

/** From the first ordinal up: the controller goes no further than the first pod whose volumes do not fit. */
function replacePods(before: StatefulSetView, after: StatefulSetView): readonly Step[] {
  if (addedTemplates(before, after).length === 0 || before.replicas === 0) return [];
  const namespace = inNamespace(before.namespace);
  const pod = { variable: 'pod' };
  const ready = kubectl('wait', ['pod/', pod], ...namespace, '--for=condition=Ready', '--timeout=10m');
  return [
    command(
      Command.forEach('pod', nameList(podsOf(before)), [
        kubectl('delete', 'pod', pod, ...namespace),
        Command.until(ready),
      ]),
      addedTemplates(after, before).length === 0
        ? 'one after the other: each new pod has its old volumes and a new, empty one'
        : `one after the other: each new pod has new, empty claims of ${listing(addedTemplates(before, after))}. The claims of ${listing(addedTemplates(after, before))} are kept, and no pod uses them`,
    ),
  ];
}

/** Where Argo CD tracks by label, claims with the label are pruned as soon as their StatefulSet is away. */
function keepFromPrune(set: StatefulSetView): readonly Step[] {
  const labelled =
    Object.hasOwn(asObject(at(set.spec, 'selector', 'matchLabels')), INSTANCE_LABEL) ||
    asObjects(set.spec['volumeClaimTemplates']).some((each) =>
      Object.hasOwn(asObject(at(each, 'metadata', 'labels')), INSTANCE_LABEL),
    );
  const claims = claimsOf(set);
  if (!labelled || claims.length === 0) return [];
  const keep = `${SYNC_OPTIONS}=${ARGOCD_KEEP[SYNC_OPTIONS]}`;
  return [
    command(
      kubectl('annotate', 'pvc', ...nameList(claims), ...inNamespace(set.namespace), keep, '--overwrite'),
      `the claims have the label ${INSTANCE_LABEL}: if Argo CD tracks by label, it would delete them before the StatefulSet exists again`,
    ),
  ];
}
