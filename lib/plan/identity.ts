import type { Manifest } from '../kubernetes/manifest';
import { DEFAULT_NAMESPACE } from '../kubernetes/naming';
import { textOf } from '../kubernetes/plain';

/** Kinds that live in no namespace, by group and kind. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/ComponentStatus',
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'scheduling.k8s.io/PriorityClass',
  'snapshot.storage.k8s.io/VolumeSnapshotClass',
  'snapshot.storage.k8s.io/VolumeSnapshotContent',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(manifest: Manifest): string {
  const version = textOf(manifest.apiVersion);
  const slash = version.indexOf('/');
  return slash < 0 ? '' : version.slice(0, slash);
}

/** `apps/StatefulSet`, `/Service`. */
export function groupKindOf(manifest: Manifest): string {
  return `${groupOf(manifest)}/${textOf(manifest.kind)}`;
}

export function isClusterScoped(manifest: Manifest): boolean {
  return CLUSTER_SCOPED.has(groupKindOf(manifest));
}

export function namespaceOf(manifest: Manifest): string {
  const namespace: unknown = manifest.metadata.namespace;
  return typeof namespace === 'string' && namespace !== '' ? namespace : DEFAULT_NAMESPACE;
}

export function nameOf(manifest: Manifest): string {
  return textOf(manifest.metadata.name ?? manifest.metadata['generateName']);
}

/** Two manifests with the same key describe the same object. */
export function keyOf(manifest: Manifest): string {
  const namespace = isClusterScoped(manifest) ? '' : namespaceOf(manifest);
  return `${groupKindOf(manifest)}\u0000${namespace}\u0000${nameOf(manifest)}`;
}

/** `StatefulSet default/web`, `StorageClass fast`. */
export function labelOf(manifest: Manifest): string {
  const where = isClusterScoped(manifest) ? '' : `${namespaceOf(manifest)}/`;
  return `${textOf(manifest.kind)} ${where}${nameOf(manifest)}`;
}

/** Whether a manifest was read from a cluster: the API server marks what it stores. */
export function isLive(manifest: Manifest): boolean {
  return manifest.metadata['uid'] !== undefined || manifest.metadata['resourceVersion'] !== undefined;
}
