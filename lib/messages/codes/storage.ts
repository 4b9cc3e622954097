import { error, warning } from './code';

const PENDING = '**accepts it**, and the claim and its pod stay Pending';

/** Claims as such, on any cluster. */
export const CLAIM_CODES = {
  'claim-access-modes-conflict': error(
    'A claim has another access mode beside `ReadWriteOncePod`',
    'rejects the StatefulSet, before 1.34 the claims',
    'Keep only ReadWriteOncePod',
  ),
  'claim-access-modes-empty': error(
    'A claim has no access mode',
    'rejects the StatefulSet, before 1.34 the claims',
    'Leave it out for ReadWriteOnce',
  ),
  'claim-name-duplicate': error(
    'Two claims have the same name',
    '**accepts it**, and creates only one claim: the second volume never exists',
    'Rename one of the claims',
  ),
  'claim-name-invalid': error(
    'The name of a claim is not a DNS label',
    'rejects the StatefulSet, before 1.34 the pods',
    'Choose a simpler name',
  ),
  'claim-not-mounted': error(
    'No container mounts a claim',
    '**accepts it**, and each pod has a volume that costs money and that nothing uses',
    'Give it a mountPath, or remove the claim',
  ),
  'claim-size-invalid': error(
    'A size is not a quantity, or not above zero',
    'rejects the StatefulSet; zero before 1.34 the claims',
    "Write it as Kubernetes does, such as '1Gi'",
  ),
  'claim-volume-mode-mismatch': error(
    'A block device has a `mountPath`, or a file system a `devicePath`',
    '**accepts it**, and the kubelet cannot start the pods',
    'Give the other one',
  ),
};

/** Claims on a cluster whose storage is known. */
export const STORAGE_CODES = {
  'access-mode-unsupported': error(
    'The provisioner of the class does not support the access mode',
    PENDING,
    'Request another access mode, or use another class',
  ),
  'acknowledgement-of-error': error(
    'An error is acknowledged, which changes nothing',
    'is not asked: nothing is written',
    'Remove it and correct what the error says',
  ),
  'acknowledgement-without-reason': error(
    'A warning is acknowledged without a reason',
    'is not asked: nothing is written',
    'Write the reason for the next reader',
  ),
  'claim-source-itself': error(
    'The source of a claim is the claim itself',
    PENDING,
    'Name another claim, or a snapshot',
  ),
  'claim-source-name-invalid': error(
    'Kubernetes does not accept the name of a source',
    PENDING,
    'Correct the name; <ordinal> is replaced by the ordinal',
  ),
  'claim-source-ordinal-unknown': error(
    'A source is given for an ordinal that the app does not have',
    '**accepts it**, and nothing is restored',
    'Correct the ordinal, or raise replicas',
  ),
  'claim-source-with-autoscaling': error(
    'All claims have a source while an autoscaler chooses the number of pods',
    '**accepts it**, and the pods that are added start empty',
    'Name the ordinals in sources, or set replicas instead of autoscaling',
  ),
  'clone-unsupported': error(
    'The provisioner of the class cannot create a volume from another claim',
    PENDING,
    'Use a class that can, or copy the data with the app itself',
  ),
  'expansion-unsupported': error(
    'The class does not let volumes grow',
    'rejects the larger claim',
    'Keep the size, or move the data to a claim of a class that allows expansion',
  ),
  'growth-not-larger': error(
    'The size that the claim has grown to is not larger than its first size',
    'rejects a smaller claim',
    'A volume cannot shrink: keep the first size in size, and write the larger size here',
  ),
  'growth-size-invalid': error(
    'The size that the claim has grown to is not a quantity',
    'rejects the claim',
    "Write it as Kubernetes does, such as '20Gi'",
  ),
  'growth-with-autoscaling': error(
    'A claim has grown while an autoscaler chooses the number of pods',
    '**accepts it**, and the pods that are added get the first size',
    'Set replicas instead of autoscaling, or grow the claims with kubectl and create the StatefulSet again with the larger size (docs/reference/growth.md)',
  ),
  'no-default-storage-class': error(
    'The claim names no class and the cluster has no default class',
    PENDING,
    'Name a class with StorageClassRef.named',
  ),
  'no-default-volume-snapshot-class': error(
    'A snapshot names no class, and its driver has no default class or several',
    '**accepts it**, and the snapshot is never taken',
    'Name one',
  ),
  'no-volume-snapshot-class': error(
    'The cluster has no VolumeSnapshotClass for the provisioner of the class',
    '**accepts it**, and the snapshot is never taken',
    'Install one for that driver and capture the cluster again',
  ),
  'read-write-once-pod-shared': error(
    'Several pods mount a claim that only one pod may use',
    '**accepts it**, and only one pod starts: the others stay Pending',
    'Request ReadWriteMany, or give each pod its own claim',
  ),
  'restore-unsupported': error(
    'The provisioner of the class cannot create a volume from a snapshot',
    PENDING,
    'Use a class that can, or copy the data with the app itself',
  ),
  'size-below-minimum': error(
    'The provisioner of the class creates no volume that small',
    PENDING,
    'Request a larger size, or use another class',
  ),
  'snapshot-claim-unknown': error(
    'A snapshot is of a claim that the app does not have',
    '**accepts it**, and the snapshot is never taken',
    'Correct the name',
  ),
  'snapshot-name-invalid': error(
    'Kubernetes does not accept the name of a snapshot',
    'rejects the snapshot',
    'Choose a shorter or simpler name',
  ),
  'snapshots-kept-invalid': error(
    'A schedule of snapshots keeps no whole number of runs',
    '**accepts it**, and the run deletes nothing, or what it has just taken',
    'Keep one run or more',
  ),
  'snapshot-unsupported': error(
    'The provisioner of the class does not support snapshots',
    '**accepts it**, and the snapshot is never taken',
    'Use a class that can, or copy the data with the app itself',
  ),
  'snapshots-with-autoscaling': error(
    'Snapshots of all claims while an autoscaler chooses the number of pods',
    '**accepts it**, and the claims of added pods have no snapshot',
    'Give the ordinals whose claims you want to copy',
  ),
  'storage-class-name-invalid': error(
    'A storage class cannot have this name',
    'rejects the StatefulSet, before 1.34 the claims',
    'Correct the name',
  ),
  'storage-tier-without-cluster': error(
    'A claim uses a tier, and no cluster defines which class that is',
    'knows no tiers: the claim would get the default class',
    "Create the chart under app.cluster(Cluster.fromFolder('clusters/…')) of a GitOpsApp, or set cluster",
  ),
  'unknown-acknowledgement': error(
    'An acknowledged code is not the code of a warning',
    'is not asked: nothing is written',
    'Correct the code',
  ),
  'unknown-storage-class': error('The cluster has no class of this name', PENDING, 'Name one of its classes'),
  'unknown-storage-tier': error(
    'The cluster has no tier of this name',
    'knows no tiers: the claim would get the default class',
    'Add the tier under tiers in the settings of the cluster',
  ),
  'unknown-volume-snapshot-class': error(
    'The cluster has no such VolumeSnapshotClass for the provisioner of the class',
    '**accepts it**, and the snapshot is never taken',
    'Name one of its classes',
  ),
  'volume-mode-unsupported': error(
    'The provisioner of the class does not create such volumes',
    PENDING,
    'Change volumeMode, or use another class',
  ),
  'claims-deleted-with-app': warning(
    'The claims are deleted with the StatefulSet',
    '**accepts it**: whoever deletes the StatefulSet deletes the data',
    'Use ClaimRetention.RETAIN and delete claims by hand, or acknowledge this if you can restore the data from elsewhere',
  ),
  'claims-deleted-with-replicas': warning(
    'The claims are deleted with the pods that are removed by scaling down',
    '**accepts it**: whoever lowers replicas deletes data',
    'Use ClaimRetention.RETAIN and delete claims by hand, or acknowledge this if you can restore the data from elsewhere',
  ),
  'expansion-without-effect': warning(
    'The class allows expansion, but its provisioner is not known to support it',
    '**accepts it**, and the claim may request more than it ever gets',
    'Try it on a claim without important data, and acknowledge this if the volume grew',
  ),
  'immediate-binding': warning(
    'The volume is created before the pod is scheduled, in one zone or on one node',
    '**accepts it**, and a pod that cannot run there stays Pending',
    'Use a class with volumeBindingMode: WaitForFirstConsumer',
  ),
  'node-local-volume': warning(
    'The volume is kept on one node',
    '**accepts it**: the pod can start on no other node, and if the node is lost, so is the data',
    'Use a class whose volumes every node can reach, or acknowledge this if the app keeps copies of its data',
  ),
  'read-write-once-shared': warning(
    'Several pods mount a claim that only one node may use',
    '**accepts it**, and pods on other nodes do not start',
    'Request ReadWriteMany, or give each pod its own claim',
  ),
  'reclaim-policy-delete': warning(
    'The volume is deleted with the claim',
    '**accepts it**: whoever deletes the claim deletes the data',
    'Use a class with reclaimPolicy: Retain, or acknowledge this and keep backups',
  ),
  'data-at-volume-root': warning(
    'The data directory is the root of a new volume, where the image may not start',
    '**accepts it**, and on a new volume with ext4 the container does not start',
    'Set subPath at the mount, or acknowledge this if the volume has data already or another file system',
  ),
  'several-default-storage-classes': warning(
    'More than one class is marked as the default',
    '**accepts it**, and takes the newest',
    'Name the class that you want, or leave one default class in the cluster',
  ),
  'storage-class-not-in-catalogue': warning(
    'The platform does not usually have this class, and the cluster was not captured',
    '**accepts it**; if there is no such class, the claim stays Pending',
    'Correct the name, or capture the cluster: stateful-web-app capture',
  ),
  'unused-acknowledgement': warning(
    'A warning is acknowledged that does not occur',
    'is not affected',
    'Remove it, so that the warning is reported if it occurs later',
  ),
  'zonal-volume-spread': warning(
    'The volume is kept in one zone, and a spread over zones is required',
    '**accepts it**, and pods whose volumes are in the wrong zone stay Pending',
    'Prefer the spread instead of requiring it, or acknowledge this if the volumes were created under this spread',
  ),
};
