import type { Manifest } from '../kubernetes/manifest';

/** The order of kinds in which Helm installs and upgrades: pkg/release/v1/util/kind_sorter.go. Other kinds come last. */
const KINDS: readonly string[] = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

const RANK: ReadonlyMap<string, number> = new Map(KINDS.map((kind, index) => [kind, index]));

export function inHelmsOrder(objects: readonly Manifest[]): readonly Manifest[] {
  const rank = ({ kind }: Manifest): number => RANK.get(kind) ?? KINDS.length;
  return [...objects].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
      (a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0),
  );
}
