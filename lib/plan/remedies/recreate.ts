import { asObject, asObjects, at } from '../../kubernetes/plain';
import { ARGOCD_KEEP, INSTANCE_LABEL, SYNC_OPTIONS } from '../../pipelines/argocd';
import { claimsOf, ordinalsOf, podsOf, type StatefulSetView } from '../facts/stateful-set-view';
import type { Recreation } from '../facts/refusal';
import { everyOrdinal } from './every-ordinal';
import { moveVolumes } from './move-volumes';
import { applyAgain, COMMIT_TO_BE_REFUSED } from './pipeline';
import { command, nameList, numbered, word } from './steps';

/** How a StatefulSet gets what it may not change, without a volume lost, and without a pod where that can be. */
export function recreate(change: Recreation, last: readonly string[] = []): string {
  const { before, after, apply } = change;
  const renamed = renamedTemplate(before, after);
  if (renamed !== undefined && before.replicas > 0) return moveTemplate(change, renamed);
  const namespace = `-n ${word(before.namespace)}`;
  return [
    numbered([
      ...keepFromPrune(before),
      COMMIT_TO_BE_REFUSED,
      command(
        `kubectl delete statefulset ${word(before.name)} ${namespace} --cascade=orphan`,
        'pods keep running, claims stay; until it is back no pod is replaced',
      ),
      ...relabel(before, after),
      applyAgain(apply, promise(change)),
      ...replacePods(before, after),
      ...last,
    ]),
    everyOrdinal(before),
    `Not with Force, Replace=true with Force, or Flux's force: they delete the pods as well${
      before.whenDeleted === 'Delete' ? ', and with whenDeleted: Delete every claim with its data' : ''
    }.`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function promise({ before, after, newTemplate }: Recreation): string {
  if (addedTemplates(before, after).length > 0) {
    return 'the new StatefulSet adopts the pods and claims, and waits: a pod cannot get another volume while it runs';
  }
  return newTemplate && after.strategy === 'RollingUpdate'
    ? 'the new StatefulSet adopts the pods and claims, and restarts the pods one after the other, as their template is new'
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
function moveTemplate({ before, apply }: Recreation, { from, to }: Renamed): string {
  const moves = ordinalsOf(before).map((ordinal) => ({
    from: { template: from, set: before.name, ordinal },
    to: { template: to, set: before.name, ordinal },
  }));
  return moveVolumes({ set: before, namespace: before.namespace, pods: podsOf(before), moves, apply });
}

/** Pods under the new selector's labels are adopted, and then replaced in order; without them they stand in the way. */
function relabel(before: StatefulSetView, after: StatefulSetView): readonly string[] {
  const labels = asObject(at(before.spec, 'template', 'metadata', 'labels'));
  const missing = Object.entries(asObject(at(after.spec, 'selector', 'matchLabels'))).filter(
    ([key, value]) => labels[key] !== value,
  );
  if (missing.length === 0 || before.replicas === 0) return [];
  const words = missing.map(([key, value]) => word(`${key}=${String(value)}`)).join(' ');
  return [
    command(
      `kubectl label pod ${nameList(podsOf(before))} -n ${word(before.namespace)} ${words} --overwrite`,
      'so that the new StatefulSet adopts them',
    ),
  ];
}

/** From the first ordinal up: the controller goes no further than the first pod whose volumes do not fit. */
function replacePods(before: StatefulSetView, after: StatefulSetView): readonly string[] {
  if (addedTemplates(before, after).length === 0 || before.replicas === 0) return [];
  const namespace = `-n ${word(before.namespace)}`;
  return [
    command(
      `for pod in ${nameList(podsOf(before))}; do kubectl delete pod $pod ${namespace}; until kubectl wait pod/$pod ${namespace} --for=condition=Ready --timeout=10m; do sleep 1; done; done`,
      'one after the other they come back with all their volumes',
    ),
  ];
}

/** Where Argo CD tracks by label, claims with the label are pruned as soon as their StatefulSet is away. */
function keepFromPrune(set: StatefulSetView): readonly string[] {
  const labelled =
    Object.hasOwn(asObject(at(set.spec, 'selector', 'matchLabels')), INSTANCE_LABEL) ||
    asObjects(set.spec['volumeClaimTemplates']).some((each) =>
      Object.hasOwn(asObject(at(each, 'metadata', 'labels')), INSTANCE_LABEL),
    );
  const claims = claimsOf(set);
  if (!labelled || claims.length === 0) return [];
  return [
    command(
      `kubectl annotate pvc ${nameList(claims)} -n ${word(set.namespace)} ${SYNC_OPTIONS}=${ARGOCD_KEEP[SYNC_OPTIONS]} --overwrite`,
      `they carry ${INSTANCE_LABEL}: an Argo CD that tracks by label would prune them meanwhile`,
    ),
  ];
}
