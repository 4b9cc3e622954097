import type { Manifest } from './manifest';
import { textOf } from './plain';

type TypeMeta = Pick<Manifest, 'apiVersion' | 'kind'>;

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

/** Kinds that began in the group `extensions`: the objects have long been those of another group. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ['DaemonSet', 'apps'],
  ['Deployment', 'apps'],
  ['ReplicaSet', 'apps'],
  ['Ingress', 'networking.k8s.io'],
  ['NetworkPolicy', 'networking.k8s.io'],
  ['PodSecurityPolicy', 'policy'],
]);

/** `apps` of `apps/v1` and of a Deployment of `extensions/v1beta1`, nothing of `v1`. */
export function groupOf(manifest: TypeMeta): string {
  const version = textOf(manifest.apiVersion);
  const slash = version.indexOf('/');
  const group = slash < 0 ? '' : version.slice(0, slash);
  return group === 'extensions' ? (MOVED.get(textOf(manifest.kind)) ?? group) : group;
}

/** `apps/StatefulSet`, `/Service`. */
export function groupKindOf(manifest: TypeMeta): string {
  return `${groupOf(manifest)}/${textOf(manifest.kind)}`;
}

export function isClusterScoped(manifest: TypeMeta): boolean {
  return CLUSTER_SCOPED.has(groupKindOf(manifest));
}
