import { fieldManagers } from '../kubernetes/apply/managed-fields';
import { isOwned } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { groupOf, isClusterScoped } from '../kubernetes/object-kind';
import { asObject, asText } from '../kubernetes/plain';
import { INSTANCE_LABEL, TRACKING_ID, TRACKING_LABEL } from './argocd';
import { HELM_RELEASE_NAME, HELM_RELEASE_NAMESPACE, KUSTOMIZATION_NAME, KUSTOMIZATION_NAMESPACE } from './flux';
import { RELEASE_NAME, RELEASE_NAMESPACE } from './helm';
import { APPLY_SET, LAST_APPLIED } from './kubectl';
import type { Pipeline } from './tool';

/** Who applied a live object, and deletes it when it is no longer declared. */
export interface Owner {
  readonly tool: Pipeline;
  /** `Flux Kustomization flux-system/apps`. Two objects with the same title have the same owner. */
  readonly title: string;
  /** Whether it leaves no mark of its own: it prunes the objects of a label. */
  readonly prunesByLabel?: true;
}

/** The owners whose marks are on a live object. Empty if nobody applied it, or if another object made it. */
export function ownersOf(object: Manifest, pipeline: Pipeline | undefined): readonly Owner[] {
  if (isOwned(object)) return [];
  const labels = asObject(object.metadata.labels);
  const annotations = asObject(object.metadata.annotations);
  const text = (key: string): string | undefined => asText(labels[key]) ?? asText(annotations[key]);
  const owners: Owner[] = [];
  const add = (tool: Pipeline, kind: string, name: string | undefined, namespace?: string): void => {
    if (name !== undefined)
      owners.push({ tool, title: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}` });
  };
  const tracked = trackingApp(object, asText(annotations[TRACKING_ID]));
  const byLabel = pipeline === 'argocd' && annotations[TRACKING_ID] === undefined ? text(INSTANCE_LABEL) : undefined;
  add('argocd', 'Argo CD application', tracked ?? text(TRACKING_LABEL) ?? byLabel);
  add('flux', 'Flux Kustomization', text(KUSTOMIZATION_NAME), text(KUSTOMIZATION_NAMESPACE));
  add('flux', 'Flux HelmRelease', text(HELM_RELEASE_NAME), text(HELM_RELEASE_NAMESPACE));
  add('helm', 'Helm release', text(RELEASE_NAME), text(RELEASE_NAMESPACE));
  add('kubectl', 'apply set', text(APPLY_SET));
  // Who prunes with kubectl alone names no owner: only objects of one namespace may have one.
  if (owners.length === 0 && !isClusterScoped(object) && isAppliedByKubectl(object)) {
    const title = `kubectl in namespace ${object.metadata.namespace ?? 'default'}`;
    owners.push({ tool: 'kubectl', title, prunesByLabel: true });
  }
  return owners;
}

function isAppliedByKubectl({ metadata }: Manifest): boolean {
  return (
    asText(asObject(metadata.annotations)[LAST_APPLIED]) !== undefined ||
    fieldManagers(metadata).some(({ operation }) => operation === 'Apply')
  );
}

/** The application of `<app>:<group>/<Kind>:<namespace>/<name>`. Argo CD ignores one that names another object: then this is a copy. */
function trackingApp(object: Manifest, id: string | undefined): string | undefined {
  const [, app, group, kind, namespace, name] = /^(.+?):(.*?)\/(.+?):(.*?)\/(.+)$/.exec(id ?? '') ?? [];
  const isOwn =
    group === groupOf(object) &&
    kind === object.kind &&
    name === object.metadata.name &&
    (isClusterScoped(object) || namespace === object.metadata.namespace);
  return isOwn ? app : undefined;
}
