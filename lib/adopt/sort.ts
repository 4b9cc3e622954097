import type { Manifest } from '../kubernetes/manifest';
import { isClaimOf } from '../kubernetes/naming';
import { isLive, isOwned } from '../kubernetes/live-object';
import { asObject, asObjects, asText, at, type PlainObject } from '../kubernetes/plain';
import { LAST_APPLIED } from '../pipelines/kubectl';
import { withoutMarks } from '../pipelines/marks';
import { withoutServerFields } from '../manifests/live';

/** What somebody declared, apart from what is made of it or must not be committed. */
export interface Sorted {
  /** To be written as code, or as it is. */
  readonly declared: readonly Manifest[];
  /** Values of Secrets do not go into a repository in plain text. */
  readonly secrets: readonly Manifest[];
  /** Claims that the StatefulSet controller made. */
  readonly claims: readonly Manifest[];
  /** What controllers and the API server made. */
  readonly made: readonly Manifest[];
}

/** What the API server or a controller makes in every namespace. */
const STANDARD: ReadonlySet<string> = new Set([
  'ConfigMap kube-root-ca.crt',
  'ConfigMap openshift-service-ca.crt',
  'ServiceAccount default',
  'Service kubernetes',
]);

/** Kinds of which nobody writes one. */
const MADE_KINDS: ReadonlySet<string> = new Set([
  'ControllerRevision',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Lease',
  'Node',
  'VolumeAttachment',
]);

export function sorted(objects: readonly Manifest[]): Sorted {
  const all = {
    declared: [] as Manifest[],
    secrets: [] as Manifest[],
    claims: [] as Manifest[],
    made: [] as Manifest[],
  };
  const statefulSets = objects.filter(({ kind }) => kind === 'StatefulSet');
  for (const object of objects) {
    const live = isLive(object);
    if (live && isMade(object)) all.made.push(object);
    else if (object.kind === 'Secret' && object.apiVersion === 'v1') all.secrets.push(object);
    else if (live && object.kind === 'PersistentVolumeClaim' && isMadeFromTemplate(object, statefulSets))
      all.claims.push(object);
    else all.declared.push(live ? declaredOf(object) : object);
  }
  return all;
}

function isMade(object: Manifest): boolean {
  return (
    isOwned(object) ||
    STANDARD.has(`${object.kind} ${object.metadata.name}`) ||
    (MADE_KINDS.has(object.kind) && !isApplied(object)) ||
    (object.kind === 'PersistentVolume' && at(object, 'metadata', 'annotations', PROVISIONED) !== undefined) ||
    (object.kind === 'Secret' && ['helm.sh/release.v1', TOKEN].includes(String(object['type'])))
  );
}

const PROVISIONED = 'pv.kubernetes.io/provisioned-by';
const TOKEN = 'kubernetes.io/service-account-token';

function isApplied(object: Manifest): boolean {
  return at(object, 'metadata', 'annotations', LAST_APPLIED) !== undefined;
}

function isMadeFromTemplate(claim: Manifest, statefulSets: readonly Manifest[]): boolean {
  return statefulSets.some((set) =>
    asObjects(at(set, 'spec', 'volumeClaimTemplates')).some((template) =>
      isClaimOf(claim.metadata.name, String(at(template, 'metadata', 'name')), set.metadata.name),
    ),
  );
}

/** A live object without what others than its author wrote. */
function declaredOf(live: Manifest): Manifest {
  const object = withoutMarks(withoutServerFields(live), undefined, undefined);
  const applied = lastApplied(live);
  const metadata = withoutRuntimeMarks(object.metadata);
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return { ...object, metadata };
  return { ...object, metadata, spec: withoutGiven(asObject(object['spec']), asObject(applied['spec'])) };
}

function lastApplied(object: Manifest): PlainObject {
  try {
    const parsed: unknown = JSON.parse(asText(at(object, 'metadata', 'annotations', LAST_APPLIED)) ?? '{}');
    return asObject(parsed);
  } catch {
    return {};
  }
}

function withoutRuntimeMarks(metadata: Manifest['metadata']): Manifest['metadata'] {
  const own = Object.entries(metadata.annotations ?? {}).filter(([key]) => !RUNTIME.has(key));
  const rest = Object.entries(metadata).filter(([key]) => key !== 'finalizers' && key !== 'annotations');
  const annotations = own.length === 0 ? {} : { annotations: Object.fromEntries(own) };
  return { ...Object.fromEntries(rest), ...annotations } as Manifest['metadata'];
}

/** Annotations that controllers write on objects of others. */
const RUNTIME: ReadonlySet<string> = new Set([
  'autoscaling.alpha.kubernetes.io/conditions',
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'deployment.kubernetes.io/revision',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/selected-node',
  'volume.kubernetes.io/storage-provisioner',
]);

/** What the API server chooses of a Service, unless its author did. */
function withoutGiven(spec: PlainObject, applied: PlainObject): PlainObject {
  const given = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'];
  const kept = Object.entries(spec).filter(
    ([key, value]) => !given.includes(key) || applied[key] !== undefined || (key === 'clusterIP' && value === 'None'),
  );
  const ports = asObjects(spec['ports']).map(({ nodePort, ...port }, index) => {
    const chosen = asObjects(applied['ports'])[index]?.['nodePort'];
    return chosen === undefined || nodePort === undefined ? port : { ...port, nodePort };
  });
  return { ...Object.fromEntries(kept), ...(spec['ports'] === undefined ? {} : { ports }) };
}
