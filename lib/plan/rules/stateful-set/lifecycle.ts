import { asObject, asObjects, at, type PlainObject } from '../../../kubernetes/plain';
import { INSTANCE_LABEL } from '../../../pipelines/argocd';
import { type Context, defaultClass, liveClaim } from '../../facts/context';
import { comesWithData, dataFateOf, namespaceGoes } from '../../facts/data-fate';
import { keepName } from '../../remedies/keep-name';
import { deleteClaims, retainFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';
import { BROKEN_TEMPLATE, brokenOnCreate } from './broken-template';
import { shadowedVolumes, VOLUME_SHADOWED } from './volume-shadowed';
import { claimName, podName } from '../../../kubernetes/naming';
import { claimsOf, ordinalsOf, podsOf, type StatefulSetView } from '../../facts/stateful-set-view';

/** A StatefulSet that comes. */
export interface SetCreated {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** The ordinals that are new, where some have pods already. */
  readonly added?: readonly number[];
}

export const SET_CREATED: Rule<SetCreated> = {
  code: 'stateful-set-created',
  title: 'A StatefulSet is created',
  impact: 'create',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset',
  *check({ set }): Iterable<Found> {
    const claims = claimsOf(set);
    yield {
      path: '',
      message: `Creates ${listing(podsOf(set))}${set.replicas === 1 ? '' : set.parallel ? ', all at once' : ', one after the other'}${claims.length === 0 ? '' : `, with the claims ${listing(claims)}`}`,
    };
  },
};

export const CLAIM_REUSED: Rule<SetCreated> = {
  code: 'existing-claim-used',
  title: 'A new StatefulSet uses claims that are there already',
  impact: 'create',
  remedy: 'Nothing, if their data is meant to be used again',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims',
  *check({ set, context }): Iterable<Found> {
    const there = claimsOf(set).filter((claim) => liveClaim(context, set.namespace, claim) !== undefined);
    if (there.length === 0) return;
    yield {
      path: 'spec.volumeClaimTemplates',
      message: `${listing(there)} ${are(there, 'are there already and are used as they are', 'is there already and is used as it is')}: old data, old size and class`,
      remedy: `If they must start empty: ${deleteClaims(there, set.namespace)}`,
    };
  },
};

export const NAME_TOO_LONG: Rule<SetCreated> = {
  code: 'stateful-set-name-too-long',
  title: 'A name that leaves no room for the revision hash',
  impact: 'create',
  remedy: 'Choose a name of at most 52 characters',
  versions: ALL_VERSIONS,
  source: 'kubernetes#64023; measured: 53 characters fail for about 77 % of revisions',
  *check({ set }): Iterable<Found> {
    if (set.name.length <= 52 || set.name.length > 63) return;
    yield {
      path: 'metadata.name',
      after: set.name,
      message: `The StatefulSet is accepted and its claims are made, but with ${set.name.length} characters most revisions get no pods: their label controller-revision-hash would be longer than 63`,
      remedy: 'Choose a name of at most 52 characters now: later it is a rename, with new, empty claims.',
    };
  },
};

export const TRACKING_LABEL: Rule<SetCreated> = {
  code: 'tracking-label-on-claims',
  title: 'Claims carry the label by which Argo CD tracks its objects',
  impact: 'create',
  remedy: 'Keep app.kubernetes.io/instance out of the selector and the claim templates, or track by annotation',
  versions: `${ALL_VERSIONS}; Argo CD with label tracking (default up to 2.14)`,
  source: 'argo-cd#3050, argo-cd#13503; claims get the labels of their template and of selector.matchLabels',
  *check({ set }): Iterable<Found> {
    const label = INSTANCE_LABEL;
    const inSelector = Object.hasOwn(asObject(at(set.spec, 'selector', 'matchLabels')), label);
    if (set.templates.length === 0) return;
    const templates = asObjects(set.spec['volumeClaimTemplates']).filter((each) =>
      Object.hasOwn(asObject(at(each, 'metadata', 'labels')), label),
    );
    const path = inSelector
      ? `spec.selector.matchLabels[${label}]`
      : `spec.volumeClaimTemplates.metadata.labels[${label}]`;
    if (!inSelector && templates.length === 0) return;
    yield {
      path,
      message: `${listing(claimsOf(set))} get the label ${label}: an Argo CD that tracks by label takes them for objects missing in git, and deletes them when the StatefulSet goes`,
      remedy: `Take ${label} out now (it cannot be taken out later), or set application.resourceTrackingMethod: annotation in Argo CD.`,
    };
  },
};

export const CLASS_PENDING: Rule<SetCreated> = {
  code: 'claims-stay-pending',
  title: 'Claims that no provisioner will serve',
  impact: 'create',
  remedy: 'Name a class, or leave it out where the cluster has a default one',
  versions: ALL_VERSIONS,
  source: 'storageClassName: "" means no dynamic provisioning; absent means the default class',
  *check({ set, context, added = ordinalsOf(set) }): Iterable<Found> {
    const known = context.storageClasses.size > 0;
    for (const template of asObjects(set.spec['volumeClaimTemplates'])) {
      const name = String(at(template, 'metadata', 'name') ?? '');
      const className = at(template, 'spec', 'storageClassName');
      const reason =
        className === ''
          ? 'asks for no class, so that nothing is provisioned, and waits for a volume made by hand'
          : className === undefined && known && defaultClass(context) === undefined
            ? 'names no class, and the cluster has no default one'
            : typeof className === 'string' && known && !context.storageClasses.has(className)
              ? `names the class ${show(className)}, which the cluster does not have`
              : undefined;
      if (reason === undefined) continue;
      const claims = added.map((ordinal) => claimName(name, set.name, ordinal));
      const pods = added.map((ordinal) => podName(set.name, ordinal));
      yield {
        path: `spec.volumeClaimTemplates[${name}].spec.storageClassName`,
        ...(className === undefined ? {} : { after: className }),
        message: `The claim template '${name}' ${reason}: ${listing(pods)} ${are(pods, 'stay', 'stays')} Pending without ${listing(claims)}`,
        remedy: 'Name a class that the cluster has. Once created, a claim template cannot change.',
      };
    }
  },
};

/** What a StatefulSet meets that comes, under a new name as well. */
export const SET_COMES_RULES: readonly Rule<SetCreated>[] = [
  CLAIM_REUSED,
  NAME_TOO_LONG,
  TRACKING_LABEL,
  CLASS_PENDING,
  { ...BROKEN_TEMPLATE, impact: 'create', check: ({ set, context }) => brokenOnCreate(set, context) },
  { ...VOLUME_SHADOWED, impact: 'create', check: ({ set }) => shadowedVolumes(set) },
];
/** A StatefulSet that goes. */
export interface SetDeleted {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** Its claims that go with it, those of earlier ordinals included where they are known. */
  readonly deleted: readonly string[];
  readonly kept: readonly string[];
}

export const SET_DELETED: Rule<SetDeleted> = {
  code: 'stateful-set-deleted',
  title: 'A StatefulSet is deleted, its claims stay',
  impact: 'delete',
  remedy: 'Delete the claims once their data is not needed',
  versions: ALL_VERSIONS,
  source: 'persistentVolumeClaimRetentionPolicy.whenDeleted: Retain is the default',
  *check({ set, deleted, kept }): Iterable<Found> {
    if (deleted.length > 0 && kept.length === 0) return;
    yield {
      path: '',
      message: `Deletes ${listing([...podsOf(set)].reverse())}${kept.length === 0 ? '' : `. ${listing(kept)} ${are(kept, 'stay with their', 'stays with its')} data: a StatefulSet of the same name finds ${are(kept, 'them', 'it')} again`}`,
      remedy:
        kept.length === 0
          ? 'Nothing, if it is meant.'
          : `When the data is not needed: ${deleteClaims(kept, set.namespace)}`,
    };
  },
};

export const SET_DELETES_CLAIMS: Rule<SetDeleted> = {
  code: 'stateful-set-deletes-claims',
  title: 'A StatefulSet is deleted, and its claims with it',
  impact: 'data-risk',
  remedy: 'Set whenDeleted: Retain in an earlier change',
  versions: ALL_VERSIONS,
  source: 'the claims are owned by the StatefulSet; measured on 1.37',
  *check({ set, deleted, context }): Iterable<Found> {
    if (deleted.length === 0) return;
    const fate = `${listing(deleted)} ${are(deleted, 'are', 'is')} deleted, ${dataFateOf(context, set, deleted)}`;
    if (namespaceGoes(context, set.namespace)) {
      yield {
        path: 'metadata.namespace',
        before: set.namespace,
        message: `The namespace ${set.namespace} goes in the same change, and all claims in it, whatever whenDeleted says: ${fate}`,
        remedy: `Keep the namespace ${set.namespace} declared until the data in it is not needed.`,
      };
      return;
    }
    yield {
      path: 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
      before: 'Delete',
      message: `whenDeleted: Delete takes the claims with the StatefulSet: ${fate}`,
      remedy: retainFirst(set, 'Take the StatefulSet out in a later commit'),
    };
  },
};

export const SET_DELETE_RULES: readonly Rule<SetDeleted>[] = [SET_DELETES_CLAIMS, SET_DELETED];

/** One StatefulSet under another name or in another namespace. */
export interface SetRenamed {
  readonly context: Context;
  readonly before: StatefulSetView;
  readonly after: StatefulSetView;
  readonly stored: PlainObject;
}

export const SET_RENAMED: Rule<SetRenamed> = {
  code: 'stateful-set-renamed',
  title: 'A StatefulSet gets another name, and with it new, empty claims',
  impact: 'data-risk',
  remedy: 'Keep the name, or move the data to claims of the new names first',
  versions: ALL_VERSIONS,
  source: 'claims are found by <template>-<set>-<ordinal> alone',
  *check({ before, after, context }): Iterable<Found> {
    const moved = before.namespace !== after.namespace;
    const [from, to] = moved
      ? [`${before.namespace}/${before.name}`, `${after.namespace}/${after.name}`]
      : [before.name, after.name];
    const old = claimsOf(before);
    const fresh = claimsOf(after).filter((claim) => !comesWithData(context, after.namespace, claim));
    const place = (set: StatefulSetView, claims: readonly string[]): string =>
      listing(moved ? claims.map((claim) => `${set.namespace}/${claim}`) : claims);
    const goes = before.whenDeleted === 'Delete' || namespaceGoes(context, before.namespace);
    const fate = goes
      ? `${are(old, 'are', 'is')} deleted, ${dataFateOf(context, before, old)}`
      : `${are(old, 'stay', 'stays')} behind, unused`;
    const pods = podsOf(after);
    yield {
      ...(old.length === 0 || (fresh.length === 0 && !goes) ? { impact: 'delete' as const } : {}),
      path: moved ? 'metadata.namespace' : 'metadata.name',
      before: moved ? before.namespace : before.name,
      after: moved ? after.namespace : after.name,
      message:
        old.length === 0
          ? `The same app as ${from}: the pods of ${from} are deleted where the pipeline prunes, those of ${to} are created`
          : `The same app as ${from}, which a pipeline that prunes deletes: ${place(before, old)} ${fate}, and ${listing(pods)} ${are(pods, 'start', 'starts')} ${
              fresh.length === 0
                ? 'with claims that are there already, or are declared here with a source: see that they hold the data'
                : `with new, empty claims (${place(after, fresh)})`
            }`,
      remedy: keepName(before, after, context.apply),
    };
  },
};
