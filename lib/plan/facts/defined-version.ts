import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObjects, at, deepEqual, textOf } from '../../kubernetes/plain';
import type { Pipeline } from '../../pipelines/tool';
import type { Context } from './context';
import { definitionIn } from './definitions';
import { keyOf } from './identity';
import { ofKind } from './of-kind';

/** A custom resource in a version that its definition does not serve, at the end of the change or before it. */
export interface DefinedVersion {
  readonly apiVersion: string;
  readonly kind: string;
  /** Versions that are served in the end. */
  readonly served: readonly string[];
  /** Whether the version is served in the end, and not yet when the pipeline looks for it. */
  readonly later: boolean;
  readonly pipeline: Pipeline | undefined;
}

/**
 * Undefined where the definition is not in the manifests, where it serves the version, and where nothing of it changes. kubectl and Helm
 * look for the kind before they apply anything; Argo CD and Flux apply definitions first.
 */
export function definedVersion(
  object: Manifest,
  { before, after, written, pipeline }: Context,
): DefinedVersion | undefined {
  const [old, now] = [definitionIn(before, object), definitionIn(after, object)];
  if (now === undefined) return undefined;
  const { apiVersion, kind } = object;
  const served = servedBy(now);
  const known = { apiVersion, kind, served, pipeline };
  if (!served.includes(versionOf(object))) {
    const same = deepEqual(written.get(keyOf(object)), object) && deepEqual(old, now);
    return same ? undefined : { ...known, later: false };
  }
  if (pipeline === 'argocd' || pipeline === 'flux') return undefined;
  // Where BEFORE has such objects and no definition, the cluster has one from elsewhere.
  const isNew =
    old === undefined ? ofKind(written, groupKindOf(object)).length === 0 : !servedBy(old).includes(versionOf(object));
  return isNew ? { ...known, later: true } : undefined;
}

function versionOf({ apiVersion }: Manifest): string {
  return apiVersion.split('/')[1] ?? '';
}

function servedBy(definition: Manifest): readonly string[] {
  const versions = asObjects(at(definition, 'spec', 'versions'));
  // As apiextensions.k8s.io/v1beta1 has it.
  const only = at(definition, 'spec', 'version');
  if (versions.length === 0 && typeof only === 'string') return [only];
  return versions.filter(({ served }) => served === true).map(({ name }) => textOf(name));
}
