import { claimName, podName } from '../../../kubernetes/naming';
import { at } from '../../../kubernetes/plain';
import { liveClaim } from '../../facts/context';
import { comesWithData, dataFateOf } from '../../facts/data-fate';
import { handReplicasOver } from '../../remedies/hand-over';
import { moveVolumes } from '../../remedies/move-volumes';
import { deleteClaims, retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing } from '../../show';
import { addedOrdinals, removedOrdinals, type StatefulSetChange } from '../../facts/stateful-set-change';

const SOURCE = 'pkg/controller/statefulset/stateful_set_control.go; persistentVolumeClaimRetentionPolicy';

function declaredReplicas(change: StatefulSetChange): readonly [before: unknown, after: unknown] {
  return [at(change.manifestBefore, 'spec', 'replicas'), at(change.manifestAfter, 'spec', 'replicas')];
}

function replicasRemoved(change: StatefulSetChange): boolean {
  const [before, after] = declaredReplicas(change);
  return (before ?? undefined) !== undefined && (after ?? undefined) === undefined;
}

/** `replicas` left out: the API server fills in 1. */
export const REPLICAS_REMOVED: Rule<StatefulSetChange> = {
  code: 'replicas-removed',
  title: 'Leaving replicas out scales to 1',
  impact: 'update',
  remedy: 'Keep replicas until an autoscaler owns the field, or take it over without a gap',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/v1/defaults.go; measured with apply and PUT',
  *check(change): Iterable<Found> {
    if (!replicasRemoved(change) || change.before.replicas === change.after.replicas) return;
    yield {
      path: 'spec.replicas',
      before: change.before.replicas,
      message: `replicas is gone, and the API server fills in ${change.after.replicas}: ${change.before.replicas} → ${change.after.replicas} replicas`,
      remedy: handReplicasOver(change.before, change.context.apply),
    };
  },
};

/** Pods that go, and what becomes of their claims. */
export const SCALED_DOWN: Rule<StatefulSetChange> = {
  code: 'scaled-down',
  title: 'Pods are removed, their claims stay',
  impact: 'update',
  remedy: 'Delete the claims once their data is not needed; scaling up again finds the old data',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    const gone = removedOrdinals(change.before, change.after);
    if (gone.length === 0 || change.after.whenScaled === 'Delete') return;
    const claims = goneClaims(change, gone);
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `Deletes ${listing(gone.map((ordinal) => podName(change.after.name, ordinal)))}${claims.length === 0 ? '' : `. ${listing(claims)} ${are(claims, 'stay with their data, and come', 'stays with its data, and comes')} back with it when the ordinals do: by then it may be out of date`}`,
      remedy: claims.length === 0 ? '' : `When the data is not needed: ${deleteClaims(claims, change.after.namespace)}`,
    };
  },
};

export const SCALE_DOWN_DELETES: Rule<StatefulSetChange> = {
  code: 'scale-down-deletes-claims',
  title: 'Scaling down deletes claims',
  impact: 'data-risk',
  remedy: 'Set whenScaled: Retain in an earlier change',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    const gone = removedOrdinals(change.before, change.after);
    const claims = goneClaims(change, gone);
    if (claims.length === 0 || change.after.whenScaled !== 'Delete') return;
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `whenScaled: Delete takes the claims with the pods: ${listing(claims)} ${are(claims, 'are', 'is')} deleted, ${dataFateOf(change.context, change.before, claims)}`,
      remedy: retainFirst(change.before, 'Make this change in a later commit'),
    };
  },
};

/** Pods that come, with new claims or with old ones. */
export const SCALED_UP: Rule<StatefulSetChange> = {
  code: 'scaled-up',
  title: 'Pods are added',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: SOURCE,
  *check(change): Iterable<Found> {
    const added = addedOrdinals(change.before, change.after);
    if (added.length === 0) return;
    const pods = added.map((ordinal) => podName(change.after.name, ordinal));
    yield {
      path: movedStart(change) ? 'spec.ordinals.start' : 'spec.replicas',
      before: movedStart(change) ? change.before.start : change.before.replicas,
      after: movedStart(change) ? change.after.start : change.after.replicas,
      message: `Creates ${listing(pods)}${pods.length === 1 ? '' : change.after.parallel ? ', all at once' : ', one after the other'}${
        change.after.templates.length > 0 && change.context.claims.size === 0
          ? `. ${are(pods, 'Claims of these names that are left from before are', 'A claim of this name that is left from before is')} used with the old data in ${are(pods, 'them', 'it')}`
          : ''
      }`,
    };
  },
};

/** A claim of the new ordinal is there already. */
export const STALE_CLAIM: Rule<StatefulSetChange> = {
  code: 'stale-claim-attached',
  title: 'A new pod gets a claim that is there already',
  impact: 'update',
  remedy: 'Delete the claim first if its data is out of date',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims',
  *check(change): Iterable<Found> {
    const { after, context } = change;
    for (const ordinal of addedOrdinals(change.before, after)) {
      for (const template of after.templates) {
        const claim = claimName(template, after.name, ordinal);
        if (liveClaim(context, after.namespace, claim) === undefined) continue;
        yield {
          path: `spec.volumeClaimTemplates[${template}]`,
          message: `${podName(after.name, ordinal)} starts with what ${claim} held when it was last used: old data, old size and class`,
          remedy: `If the data is out of date, before this change: ${deleteClaims([claim], after.namespace)}`,
        };
      }
    }
  },
};

/** Ordinals that begin elsewhere: other names, and so other claims. */
export const ORDINALS_MOVED: Rule<StatefulSetChange> = {
  code: 'ordinals-moved',
  title: 'Pods get other ordinals, and with them other claims',
  impact: 'data-risk',
  remedy: 'Keep ordinals.start, or move the data to claims of the new names first',
  versions: ALL_VERSIONS,
  source: 'KEP-3335; claims are named after the ordinal',
  *check(change): Iterable<Found> {
    const { before, after, context } = change;
    const added = addedOrdinals(before, after);
    if (!movedStart(change) || after.templates.length === 0 || before.replicas === 0) return;
    const fresh = added
      .flatMap((ordinal) => after.templates.map((template) => claimName(template, after.name, ordinal)))
      .filter((claim) => !comesWithData(context, after.namespace, claim));
    if (fresh.length === 0 || removedOrdinals(before, after).length === 0) return;
    yield {
      path: 'spec.ordinals.start',
      before: before.start,
      after: after.start,
      message: `${listing(added.map((ordinal) => podName(after.name, ordinal)))} ${are(added, 'start with new, empty claims', 'starts with a new, empty claim')} (${listing(fresh)}); ${left(change)}`,
      remedy: `Keep start: ${before.start} (StatefulWebApp: firstOrdinal). Where the ordinals must move, move the volumes:\n${moveOrdinals(change)}`,
    };
  },
};

/** What becomes of the claims of the ordinals that go. */
function left(change: StatefulSetChange): string {
  const claims = goneClaims(change, removedOrdinals(change.before, change.after));
  return change.after.whenScaled === 'Delete'
    ? `${listing(claims)} ${are(claims, 'go', 'goes')} with the pods`
    : `the data of the ordinals that go stays behind, unused, on ${listing(claims)}`;
}

/** The volumes of the ordinals that go, to those that come: the lowest to the lowest. Pods of both sides run on. */
function moveOrdinals({ before, after, context }: StatefulSetChange): string {
  const gone = [...removedOrdinals(before, after)].reverse();
  const added = addedOrdinals(before, after);
  const templates = before.templates.filter((template) => after.templates.includes(template));
  const pairs = gone.slice(0, added.length).map((ordinal, index) => [ordinal, added[index] ?? 0] as const);
  return moveVolumes({
    set: before,
    namespace: before.namespace,
    pods: gone.map((ordinal) => podName(before.name, ordinal)),
    moves: pairs.flatMap(([from, to]) =>
      templates.map((template) => ({
        from: { template, set: before.name, ordinal: from },
        to: { template, set: after.name, ordinal: to },
      })),
    ),
    apply: context.apply,
  });
}

function movedStart(change: StatefulSetChange): boolean {
  return change.before.start !== change.after.start;
}

function goneClaims(change: StatefulSetChange, ordinals: readonly number[]): readonly string[] {
  const { before } = change;
  return ordinals.flatMap((ordinal) => before.templates.map((template) => claimName(template, before.name, ordinal)));
}
