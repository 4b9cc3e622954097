import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import type { Manifest } from '../../../kubernetes/manifest';
import { groupKindOf } from '../../../kubernetes/object-kind';
import { nameOf } from '../../facts/identity';
import { protectFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';
import { type PlainDifference, plainDifferences } from '../../plain-differences';

/** An object of any kind that is on one side or on both. */
export interface Lifecycle {
  readonly before?: Manifest;
  readonly after?: Manifest;
  /** What was declared of `before`. */
  readonly applied?: unknown;
  /** Of a kind whose fields are known: what really changes in what is stored. */
  readonly differences?: readonly Difference[];
  /** What stays and still names an object that goes. */
  readonly users?: readonly string[];
}

export const CREATED: Rule<Lifecycle> = {
  code: 'created',
  title: 'An object is created',
  impact: 'create',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'the API server',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined && after !== undefined)
      yield { path: '', message: `Creates ${String(after.kind)} ${nameOf(after)}` };
  },
};

export const DELETED: Rule<Lifecycle> = {
  code: 'deleted',
  title: 'An object is deleted',
  impact: 'delete',
  remedy: 'Nothing, if it is meant. A pipeline without prune leaves the object where it is',
  versions: ALL_VERSIONS,
  source: 'prune of Argo CD and Flux',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after !== undefined) return;
    yield {
      path: '',
      message: `${String(before.kind)} ${nameOf(before)} is no longer declared: a pipeline that prunes deletes it`,
      remedy: 'Nothing, if it is meant. To keep it, leave it declared.',
    };
  },
};

/** What those that name it meet when it is gone. */
const MISSED: ReadonlyMap<string, string> = new Map([
  ['/ConfigMap', 'pods that start from now on wait for it, unless they name it as optional'],
  ['/Secret', 'pods that start from now on wait for it, unless they name it as optional'],
  [
    'storage.k8s.io/StorageClass',
    'claims that are made from now on stay Pending; those that are there are not touched',
  ],
]);

export const STILL_NEEDED: Rule<Lifecycle> = {
  code: 'deleted-but-needed',
  title: 'An object is deleted that others still name',
  impact: 'delete',
  remedy: 'Keep it declared as long as something names it',
  versions: ALL_VERSIONS,
  source: 'kubelet: volumes and variables of a pod; persistent volume controller',
  *check({ before, users = [] }): Iterable<Found> {
    const consequence = before === undefined ? undefined : MISSED.get(groupKindOf(before));
    if (before === undefined || consequence === undefined || users.length === 0) return;
    yield {
      path: '',
      message: `${listing(users)} still ${are(users, 'name', 'names')} ${String(before.kind)} ${nameOf(before)}: ${consequence}`,
      remedy: `Keep ${nameOf(before)} declared as long as something names it.`,
    };
  },
};

const ALL_THINGS_INSIDE: ReadonlyMap<string, string> = new Map([
  [
    '/Namespace',
    'everything in the namespace goes with it, claims and their data included, whatever their retention policy',
  ],
  ['apiextensions.k8s.io/CustomResourceDefinition', 'every object of its kind goes with it'],
  ['/PersistentVolume', 'the claim that is bound to it loses its volume'],
]);

export const DELETED_WITH_CONTENT: Rule<Lifecycle> = {
  code: 'deleted-with-content',
  title: 'An object is deleted, and with it what it holds',
  impact: 'data-risk',
  remedy: 'Keep it declared, and move what it holds first',
  versions: ALL_VERSIONS,
  source: 'namespace, custom resource and volume controllers',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after !== undefined) return;
    const consequence = ALL_THINGS_INSIDE.get(groupKindOf(before));
    if (consequence === undefined) return;
    yield {
      path: '',
      message: `${String(before.kind)} ${nameOf(before)} is deleted: ${consequence}`,
      remedy: `Keep ${nameOf(before)} declared until nothing of that is needed. ${protectFirst('It then stays until somebody deletes it.')}`,
    };
  },
};

export const UPDATED: Rule<Lifecycle> = {
  code: 'updated',
  title: 'An object changes',
  impact: 'update',
  remedy: 'Nothing',
  versions: ALL_VERSIONS,
  source: 'the API server',
  *check({ before, after, applied, differences }): Iterable<Found> {
    if (before === undefined || after === undefined) return;
    const found: readonly PlainDifference[] =
      differences?.map((each) => ({ ...each, path: formatPath(each.path) })) ??
      plainDifferences(before, after, applied ?? before);
    for (const { path, before: from, after: to, sameValue } of found) {
      if (isSecretValue(before, path)) yield { path, message: 'The value changes (values of Secrets are not shown)' };
      else {
        yield {
          path,
          ...(sameValue === true ? { impact: 'none' } : {}),
          before: from,
          after: to,
          message: `${show(from)} → ${show(to)}${sameValue === true ? ': the same value in another notation' : ''}`,
        };
      }
    }
  },
};

/** Plans are shown in pull requests. The last applied manifest, noted on the object, has the values too. */
export function isSecretValue(object: Manifest, path: string): boolean {
  return groupKindOf(object) === '/Secret' && /^(data|stringData|metadata\.annotations)\b/.test(path);
}

export const EXPANSION_CHANGED: Rule<Lifecycle> = {
  code: 'class-expansion-changed',
  title: 'Whether the claims of a class may grow changes',
  impact: 'update',
  remedy: 'Nothing: existing volumes stay as they are',
  versions: ALL_VERSIONS,
  source: 'plugin/pkg/admission/storage/persistentvolume/resize',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after === undefined || groupKindOf(before) !== 'storage.k8s.io/StorageClass') return;
    const [from, to] = [before, after].map((each) => each['allowVolumeExpansion'] === true);
    if (from === to) return;
    yield {
      path: 'allowVolumeExpansion',
      before: from,
      after: to,
      message: to
        ? 'Claims of this class may grow from now on, those that are there already too, if the driver can expand volumes'
        : 'The API server refuses from now on that a claim of this class grows',
    };
  },
};
