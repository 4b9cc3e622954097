import type { Manifest } from '../../../kubernetes/manifest';
import { groupKindOf } from '../../../kubernetes/object-kind';
import { at, deepEqual } from '../../../kubernetes/plain';
import { nameOf } from '../../identity';
import { protectFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';
import { plainDifferences } from '../../plain-differences';

/** An object of any kind that is on one side or on both. */
export interface Lifecycle {
  readonly before?: Manifest;
  readonly after?: Manifest;
  /** What was declared of `before`. */
  readonly applied?: unknown;
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
  *check({ before, after, applied }): Iterable<Found> {
    if (before === undefined || after === undefined) return;
    for (const each of plainDifferences(before, after, applied ?? before)) {
      if (isSecretValue(before, each.path))
        yield { path: each.path, message: 'The value changes (values of Secrets are not shown)' };
      else yield { ...each, message: `${show(each.before)} → ${show(each.after)}` };
    }
  },
};

/** Plans are shown in pull requests. The last applied manifest, noted on the object, has the values too. */
function isSecretValue(object: Manifest, path: string): boolean {
  return groupKindOf(object) === '/Secret' && /^(data|stringData|metadata\.annotations)\b/.test(path);
}

/** What may not change in kinds that are not judged field by field; the words are the API server's. */
const IMMUTABLE: ReadonlyMap<string, readonly (readonly [path: readonly string[], words: string])[]> = new Map([
  [
    'storage.k8s.io/StorageClass',
    [
      [['provisioner'], 'updates to provisioner are forbidden'],
      [['parameters'], 'updates to parameters are forbidden'],
      [['reclaimPolicy'], 'updates to reclaimPolicy are forbidden'],
      [['volumeBindingMode'], 'field is immutable'],
    ],
  ],
  [
    'batch/Job',
    [
      [['spec', 'template'], 'field is immutable'],
      [['spec', 'selector'], 'field is immutable'],
    ],
  ],
  ['rbac.authorization.k8s.io/RoleBinding', [[['roleRef'], 'cannot change roleRef']]],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', [[['roleRef'], 'cannot change roleRef']]],
  ['/Secret', [[['type'], 'field is immutable']]],
]);

const CLASS_DEFAULTS: Readonly<Record<string, string>> = { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' };

export const IMMUTABLE_FIELD: Rule<Lifecycle> = {
  code: 'immutable-field',
  title: 'A field of an object that cannot change',
  impact: 'rejected',
  remedy: 'Take the change back, or declare a new object under another name',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/{storage,batch,rbac,core}/validation/validation.go',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after === undefined) return;
    for (const [path, words] of IMMUTABLE.get(groupKindOf(before)) ?? []) {
      const fallback = CLASS_DEFAULTS[path[0] ?? ''];
      const [from, to] = [at(before, ...path) ?? fallback, at(after, ...path) ?? fallback];
      if (deepEqual(from, to) || (groupKindOf(before) === '/Secret' && (from ?? 'Opaque') === (to ?? 'Opaque')))
        continue;
      yield {
        path: path.join('.'),
        before: from,
        after: to,
        message: `${show(from)} → ${show(to)}. The API server refuses it: ${path.join('.')}: ${words}`,
        remedy:
          'Take the change back, or declare a new object under another name and let the users of the old one move over.',
      };
    }
    if (before['immutable'] === true && ['/ConfigMap', '/Secret'].includes(groupKindOf(before))) {
      for (const field of ['data', 'binaryData', 'stringData', 'immutable']) {
        if (deepEqual(before[field], after[field])) continue;
        const hidden = isSecretValue(before, field);
        yield {
          path: field,
          ...(hidden ? {} : { before: before[field], after: after[field] }),
          message: `The object is immutable. The API server refuses it: ${field}: Forbidden: field is immutable when \`immutable\` is set`,
          remedy: 'Give the new content a new name and refer to that.',
        };
      }
    }
  },
};

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
