/** Every code that checks of storage give, and what it says. Codes are API: they are added, never reused. */
export interface StorageCode {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly title: string;
}

const error = (code: string, title: string): StorageCode => ({ code, severity: 'error', title });
const warning = (code: string, title: string): StorageCode => ({ code, severity: 'warning', title });

export const STORAGE_CODES: readonly StorageCode[] = [
  error('no-default-storage-class', 'The claim names no class and the cluster has no default class'),
  error('unknown-storage-class', 'The cluster has no class of this name'),
  error('unknown-storage-tier', 'The cluster has no tier of this name'),
  error('storage-tier-without-cluster', 'A tier is asked for and no cluster says which class it is'),
  error('access-mode-unsupported', 'The provisioner of the class does not give the access mode'),
  error('volume-mode-unsupported', 'The provisioner of the class does not make such volumes'),
  error('size-below-minimum', 'The provisioner of the class makes no volume that small'),
  error('growth-size-invalid', 'The size that the claim has grown to is no quantity'),
  error('growth-not-larger', 'The size that the claim has grown to is not larger than its first size'),
  error('expansion-unsupported', 'The class does not let volumes grow'),
  error('growth-with-autoscaling', 'A claim has grown while an autoscaler chooses the number of pods'),
  error('snapshot-unsupported', 'The provisioner of the class takes no snapshots'),
  error('no-volume-snapshot-class', 'The cluster has no VolumeSnapshotClass for the provisioner of the class'),
  error(
    'unknown-volume-snapshot-class',
    'The cluster has no such VolumeSnapshotClass for the provisioner of the class',
  ),
  error('no-default-volume-snapshot-class', 'A snapshot names no class and its driver has not one default class'),
  error('snapshots-with-autoscaling', 'Snapshots of all claims while an autoscaler chooses the number of pods'),
  error('snapshot-claim-unknown', 'A snapshot is to be taken of a claim that the app does not have'),
  error('snapshot-name-invalid', 'The name of a snapshot is none that Kubernetes takes'),
  error('restore-unsupported', 'The provisioner of the class makes no volume from a snapshot'),
  error('clone-unsupported', 'The provisioner of the class makes no volume from another claim'),
  error('claim-source-with-autoscaling', 'All claims have a source while an autoscaler chooses the number of pods'),
  error('claim-source-ordinal-unknown', 'A source is given for an ordinal that the app does not have'),
  error('claim-source-name-invalid', 'The name of a source is none that Kubernetes takes'),
  error('claim-source-itself', 'A claim is to be made from itself'),
  error('read-write-once-pod-shared', 'Several pods mount a claim that one pod may use'),
  error('unknown-acknowledgement', 'No warning has the code that is acknowledged'),
  error('acknowledgement-of-error', 'An error is acknowledged, which changes nothing'),
  error('acknowledgement-without-reason', 'A warning is acknowledged without a reason'),
  warning('several-default-storage-classes', 'More than one class is marked as the default'),
  warning(
    'storage-class-not-in-catalogue',
    'The class is none that the platform usually has, and the cluster was not captured',
  ),
  warning('reclaim-policy-delete', 'The volume is deleted with the claim'),
  warning('node-local-volume', 'The volume is kept on one node'),
  warning('zonal-volume-spread', 'The volume is kept in one zone, and a spread over zones is required'),
  warning('immediate-binding', 'The volume is made before the pod is scheduled, in one zone or on one node'),
  warning('read-write-once-shared', 'Several pods mount a claim that one node may use'),
  warning('expansion-without-effect', 'The class allows expansion, its provisioner is not known to do it'),
  warning('claims-deleted-with-app', 'The claims are deleted with the StatefulSet'),
  warning('claims-deleted-with-replicas', 'The claims are deleted with the pods that are scaled away'),
  warning('unused-acknowledgement', 'A warning is acknowledged that is not given'),
];
