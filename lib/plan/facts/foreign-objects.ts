import { fieldManagers } from '../../kubernetes/apply/managed-fields';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, asText } from '../../kubernetes/plain';
import { INSTANCE_LABEL } from '../../pipelines/argocd';
import { MANAGED_BY, RELEASE_NAME, RELEASE_NAMESPACE } from '../../pipelines/helm';
import { ownersOf } from '../../pipelines/owner';
import type { Context } from './context';
import { existingClaim } from './existing-claims';
import { keyOf } from './identity';

export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** An object of AFTER that exists, and that Helm does not take for one of the release that it upgrades. */
export interface ForeignObject {
  readonly object: Manifest;
  /** The release that is upgraded, if its objects tell. */
  readonly release: Release | undefined;
  /** The other release that has it. */
  readonly other: Release | undefined;
  /** Who else applied it: `Argo CD application shop`. */
  readonly owner: string | undefined;
}

/**
 * What Helm refuses to take over: what is new to the release and exists without the marks of that release. Helm asks this of objects that
 * the stored manifest of the release does not have. A live BEFORE does not tell which these are, so an object that Helm wrote counts as
 * one of the release, unless another one has it.
 */
export function foreignObjects(context: Context): readonly ForeignObject[] {
  if (context.pipeline !== 'helm') return [];
  const release = ownRelease(context);
  return [...context.after.values()].flatMap((object): ForeignObject[] => {
    const live = newToRelease(object, context);
    if (live === undefined) return [];
    const marked = releaseOf(live);
    if (marked === undefined) {
      if (fieldManagers(live.metadata).some(({ manager }) => manager === 'helm')) return [];
      const owner = ownersOf(live, undefined).find(({ tool, prunesByLabel }) => tool !== 'helm' && !prunesByLabel);
      return [{ object, release, other: undefined, owner: owner?.title }];
    }
    const isOther = release !== undefined && titleOf(marked) !== titleOf(release);
    return isOther ? [{ object, release, other: marked, owner: undefined }] : [];
  });
}

/** The live form of an object that may be new to the release. */
function newToRelease(object: Manifest, context: Context): Manifest | undefined {
  // Helm creates the definitions of a chart's folder crds/ where there are none, whoever has them.
  if (groupKindOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition') return undefined;
  const key = keyOf(object);
  const live = context.live.get(key);
  // A live hook that AFTER has as an ordinary object is a finding of its own.
  if (live !== undefined) return context.before.has(key) ? live : undefined;
  if (context.written.has(key)) return undefined;
  return groupKindOf(object) === '/PersistentVolumeClaim' ? existingClaim(object, context) : context.existing.get(key);
}

function releaseOf({ metadata }: Manifest): Release | undefined {
  const annotations = asObject(metadata.annotations);
  const [name, namespace] = [asText(annotations[RELEASE_NAME]), asText(annotations[RELEASE_NAMESPACE])];
  const isHelms = asObject(metadata.labels)[MANAGED_BY] === 'Helm';
  return isHelms && name !== undefined && namespace !== undefined ? { name, namespace } : undefined;
}

/**
 * The release of AFTER: that of its live objects. If they are of several, the one that AFTER names as the instance of its objects, as
 * charts do; undefined if that is none of them.
 */
function ownRelease({ after, live }: Context): Release | undefined {
  const found = new Map<string, Release>();
  const instances = new Set<unknown>();
  for (const [key, object] of after) {
    const release = releaseOf(live.get(key) ?? object);
    if (release !== undefined) found.set(titleOf(release), release);
    instances.add(asObject(object.metadata.labels)[INSTANCE_LABEL]);
  }
  const all = [...found.values()];
  if (all.length < 2) return all[0];
  const named = all.filter(({ name }) => instances.has(name));
  return named.length === 1 ? named[0] : undefined;
}

const titleOf = ({ name, namespace }: Release): string => `${namespace}/${name}`;
