import { Platform } from './platform';

/** A class that a platform ships, or that its users make by its documentation. */
export interface CatalogueRow {
  readonly platform: Platform;
  readonly classes: readonly string[];
  readonly provisioner: string;
  /** Which of `classes` is the cluster's default class, where the platform makes one. */
  readonly defaultClass?: string;
  /** Default only before this Kubernetes version. */
  readonly defaultBefore?: string;
  readonly allowVolumeExpansion?: boolean;
  readonly reclaimPolicy?: 'Delete' | 'Retain';
  readonly binding?: 'Immediate' | 'WaitForFirstConsumer';
  /** Installed from this Kubernetes version on. */
  readonly since?: string;
  /** Installed with the platform, an option of its installer, or made by users after an example. */
  readonly origin: 'installed' | 'option' | 'example';
  readonly source: string;
}

const WFFC = 'WaitForFirstConsumer';
const IMMEDIATE = 'Immediate';

/** Read 2026-11. Several rows moved within a year: hints, which a capture of the cluster replaces. */
// prettier-ignore
export const CATALOGUE: readonly CatalogueRow[] = [
  { platform: Platform.EKS, classes: ['gp2'], provisioner: 'kubernetes.io/aws-ebs', defaultClass: 'gp2', defaultBefore: '1.30', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'aws/containers-roadmap#81 (2024-08-08); 2i2c-org/infrastructure#4768' },
  { platform: Platform.EKS, classes: ['gp3', 'ebs-csi-default-sc'], provisioner: 'ebs.csi.aws.com', allowVolumeExpansion: true, binding: WFFC, origin: 'option', source: 'kubernetes-sigs/aws-ebs-csi-driver charts/aws-ebs-csi-driver/templates/ebs-csi-default-sc.yaml @429e202e' },
  { platform: Platform.EKS, classes: ['efs-sc'], provisioner: 'efs.csi.aws.com', binding: IMMEDIATE, origin: 'example', source: 'kubernetes-sigs/aws-efs-csi-driver examples/kubernetes/efs/dynamic_provisioning/specs/storageclass.yaml @a4fc6760' },
  { platform: Platform.EKS_AUTO_MODE, classes: ['auto-ebs-sc', 'gp3'], provisioner: 'ebs.csi.eks.amazonaws.com', allowVolumeExpansion: true, binding: WFFC, origin: 'example', source: 'kubectl output of EKS Auto Mode clusters' },
  { platform: Platform.GKE, classes: ['standard-rwo', 'premium-rwo'], provisioner: 'pd.csi.storage.gke.io', defaultClass: 'standard-rwo', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'kubernetes-csi/docs book/src/drivers.md @883ce07; kubectl output of two clusters' },
  { platform: Platform.GKE, classes: ['standard'], provisioner: 'kubernetes.io/gce-pd', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes-csi/docs book/src/drivers.md @883ce07; kubectl output of two clusters' },
  { platform: Platform.GKE, classes: ['standard-rwx', 'premium-rwx', 'zonal-rwx', 'enterprise-rwx', 'enterprise-multishare-rwx'], provisioner: 'filestore.csi.storage.gke.io', allowVolumeExpansion: true, binding: WFFC, origin: 'option', source: 'kubernetes-sigs/gcp-filestore-csi-driver README @2edb466b' },
  { platform: Platform.AKS, classes: ['default', 'managed-csi', 'managed-csi-premium', 'managed', 'managed-premium'], provisioner: 'disk.csi.azure.com', defaultClass: 'default', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'MicrosoftDocs/azure-aks-docs articles/aks/create-volume-azure-disk.md (2026-08-20)' },
  { platform: Platform.AKS, classes: ['managed-csi-premium-v2'], provisioner: 'disk.csi.azure.com', allowVolumeExpansion: true, binding: WFFC, since: '1.35', origin: 'installed', source: 'MicrosoftDocs/azure-aks-docs articles/aks/create-volume-azure-disk.md (2026-08-20)' },
  { platform: Platform.AKS, classes: ['azurefile', 'azurefile-csi', 'azurefile-premium', 'azurefile-csi-premium'], provisioner: 'file.csi.azure.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes-sigs/azurefile-csi-driver deploy/example/storageclass-azurefile-csi.yaml @7b5ae18e7' },
  { platform: Platform.ARO, classes: ['managed-csi'], provisioner: 'disk.csi.azure.com', defaultClass: 'managed-csi', allowVolumeExpansion: true, origin: 'installed', source: 'kubectl output of ARO clusters' },
  { platform: Platform.DIGITALOCEAN, classes: ['do-block-storage', 'do-block-storage-xfs'], provisioner: 'dobs.csi.digitalocean.com', defaultClass: 'do-block-storage', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'digitalocean/csi-digitalocean deploy/kubernetes/releases/csi-digitalocean-dev/driver.yaml @0711283d' },
  { platform: Platform.DIGITALOCEAN, classes: ['do-block-storage-retain', 'do-block-storage-xfs-retain'], provisioner: 'dobs.csi.digitalocean.com', allowVolumeExpansion: true, reclaimPolicy: 'Retain', binding: IMMEDIATE, origin: 'installed', source: 'digitalocean/csi-digitalocean deploy/kubernetes/releases/csi-digitalocean-dev/driver.yaml @0711283d' },
  { platform: Platform.LINODE, classes: ['linode-block-storage'], provisioner: 'linodebs.csi.linode.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', origin: 'installed', source: 'linode/linode-blockstorage-csi-driver helm-chart/csi-driver/templates @def6be4' },
  { platform: Platform.LINODE, classes: ['linode-block-storage-retain'], provisioner: 'linodebs.csi.linode.com', defaultClass: 'linode-block-storage-retain', allowVolumeExpansion: true, reclaimPolicy: 'Retain', origin: 'installed', source: 'linode/linode-blockstorage-csi-driver helm-chart/csi-driver/values.yaml @def6be4' },
  { platform: Platform.HETZNER, classes: ['hcloud-volumes'], provisioner: 'csi.hetzner.cloud', defaultClass: 'hcloud-volumes', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'hetznercloud/csi-driver chart/values.yaml, chart/templates/core/storageclass.yaml @53ead0b' },
  { platform: Platform.OVH, classes: ['csi-cinder-high-speed', 'csi-cinder-high-speed-gen2', 'csi-cinder-classic', 'csi-cinder-high-speed-luks', 'csi-cinder-high-speed-gen2-luks', 'csi-cinder-classic-luks'], provisioner: 'cinder.csi.openstack.org', allowVolumeExpansion: true, binding: WFFC, origin: 'installed', source: 'ovh/docs setting-up-a-persistent-volume/guide.en-gb.md (2026-01-30)' },
  { platform: Platform.SCALEWAY, classes: ['sbs-default', 'sbs-5k'], provisioner: 'csi.scaleway.com', defaultClass: 'sbs-default', allowVolumeExpansion: true, origin: 'installed', source: 'scaleway/scaleway-csi examples/kubernetes/README.md @e2edd7a' },
  { platform: Platform.OPENSTACK, classes: ['csi-cinder-sc-delete'], provisioner: 'cinder.csi.openstack.org', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes/cloud-provider-openstack charts/cinder-csi-plugin/templates/storageclass.yaml @c453fb7c9' },
  { platform: Platform.OPENSTACK, classes: ['csi-cinder-sc-retain'], provisioner: 'cinder.csi.openstack.org', allowVolumeExpansion: true, reclaimPolicy: 'Retain', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes/cloud-provider-openstack charts/cinder-csi-plugin/templates/storageclass.yaml @c453fb7c9' },
  { platform: Platform.VSPHERE, classes: ['example-vanilla-rwo-filesystem-sc'], provisioner: 'csi.vsphere.vmware.com', origin: 'example', source: 'kubernetes-sigs/vsphere-csi-driver example/vanilla-k8s-RWO-filesystem-volumes @bf8090256' },
  { platform: Platform.ROOK, classes: ['rook-ceph-block'], provisioner: 'rook-ceph.rbd.csi.ceph.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'example', source: 'rook/rook deploy/examples/csi/rbd/storageclass.yaml @d0c3b9ce6' },
  { platform: Platform.ROOK, classes: ['rook-cephfs'], provisioner: 'rook-ceph.cephfs.csi.ceph.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'example', source: 'rook/rook deploy/examples/csi/cephfs/storageclass.yaml @d0c3b9ce6' },
  { platform: Platform.LONGHORN, classes: ['longhorn'], provisioner: 'driver.longhorn.io', defaultClass: 'longhorn', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'longhorn/longhorn chart/templates/storageclass.yaml, chart/values.yaml @bb2f2223' },
  { platform: Platform.LONGHORN, classes: ['longhorn-static'], provisioner: 'driver.longhorn.io', origin: 'installed', source: 'longhorn/longhorn chart @bb2f2223' },
  { platform: Platform.OPENEBS, classes: ['openebs-hostpath'], provisioner: 'openebs.io/local', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'openebs/dynamic-localpv-provisioner deploy/kubectl/openebs-hostpath-sc.yaml @2f165df (2024)' },
  { platform: Platform.OPENEBS, classes: ['openebs-lvmsc', 'openebs-lvmpv'], provisioner: 'local.csi.openebs.io', allowVolumeExpansion: true, origin: 'example', source: 'openebs/lvm-localpv deploy/sample/fio.yaml @f3276f4 (2024)' },
  { platform: Platform.OPENEBS, classes: ['openebs-single-replica'], provisioner: 'io.openebs.csi-mayastor', allowVolumeExpansion: true, binding: IMMEDIATE, origin: 'option', source: 'openebs/mayastor-extensions chart/templates/storageclass.yaml @5c0033a (2024-10)' },
  { platform: Platform.K3S, classes: ['local-path'], provisioner: 'rancher.io/local-path', defaultClass: 'local-path', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'k3s-io/k3s manifests/local-storage.yaml' },
  { platform: Platform.KIND, classes: ['standard'], provisioner: 'rancher.io/local-path', defaultClass: 'standard', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'kubernetes-sigs/kind pkg/build/nodeimage/const_storage.go @01d9cb22' },
  { platform: Platform.MINIKUBE, classes: ['standard'], provisioner: 'k8s.io/minikube-hostpath', defaultClass: 'standard', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes/minikube deploy/addons/storageclass/storageclass.yaml @1f0a1594' },
  { platform: Platform.MICROK8S, classes: ['microk8s-hostpath'], provisioner: 'microk8s.io/hostpath', defaultClass: 'microk8s-hostpath', allowVolumeExpansion: false, reclaimPolicy: 'Delete', binding: WFFC, origin: 'option', source: 'canonical/microk8s-core-addons addons/hostpath-storage/storage.yaml @f689811' },
  { platform: Platform.MICROK8S, classes: ['mayastor', 'mayastor-2', 'mayastor-3'], provisioner: 'io.openebs.csi-mayastor', allowVolumeExpansion: false, binding: WFFC, origin: 'option', source: 'canonical/microk8s-core-addons addons/mayastor/chart/templates/mayastor-1-sc.yaml' },
  { platform: Platform.PORTWORX, classes: ['px-csi-db', 'px-csi-replicated', 'px-csi-db-encrypted', 'px-csi-replicated-encrypted', 'px-csi-db-local-snapshot', 'px-csi-db-cloud-snapshot'], provisioner: 'pxd.portworx.com', allowVolumeExpansion: true, binding: IMMEDIATE, origin: 'installed', source: 'docs.portworx.com storage-operations/csi/storageclasses (3.2, 3.5)' },
  { platform: Platform.TOPOLVM, classes: ['topolvm-provisioner'], provisioner: 'topolvm.io', allowVolumeExpansion: true, binding: WFFC, origin: 'installed', source: 'topolvm/topolvm charts/topolvm/values.yaml @83e3dcee' },
  { platform: Platform.NFS, classes: ['nfs-csi'], provisioner: 'nfs.csi.k8s.io', allowVolumeExpansion: true, binding: IMMEDIATE, origin: 'example', source: 'kubernetes-csi/csi-driver-nfs deploy/example/storageclass-nfs.yaml @d3b27c00' },
  { platform: Platform.SMB, classes: ['smb'], provisioner: 'smb.csi.k8s.io', allowVolumeExpansion: true, binding: IMMEDIATE, origin: 'example', source: 'kubernetes-csi/csi-driver-smb deploy/example/storageclass-smb.yaml @95c696805' },
  { platform: Platform.DEMOCRATIC_CSI, classes: ['freenas-nfs-csi'], provisioner: 'org.democratic-csi.nfs', allowVolumeExpansion: true, binding: IMMEDIATE, origin: 'example', source: 'democratic-csi/charts stable/democratic-csi/examples/freenas-nfs.yaml @79a3c02' },
  { platform: Platform.TRIDENT, classes: ['bronze'], provisioner: 'csi.trident.netapp.io', binding: IMMEDIATE, origin: 'example', source: 'NetApp/trident trident-installer/sample-input/storage-class-samples @71dd7161' },
  { platform: Platform.PURE, classes: ['pure', 'pure-block', 'pure-file'], provisioner: 'pure-csi', binding: IMMEDIATE, origin: 'installed', source: 'purestorage/helm-charts pure-csi/templates/storageclass.yaml @c591f6a (2021)' },
  { platform: Platform.IBM, classes: ['ibmc-vpc-block-10iops-tier', 'ibmc-vpc-block-5iops-tier', 'ibmc-vpc-block-general-purpose'], provisioner: 'vpc.block.csi.ibm.io', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'IBM/ibm-vpc-block-csi-driver deploy/kubernetes/storageclass @eb450134' },
  { platform: Platform.IBM, classes: ['ibmc-vpc-block-metro-10iops-tier', 'ibmc-vpc-block-metro-5iops-tier', 'ibmc-vpc-block-metro-general-purpose'], provisioner: 'vpc.block.csi.ibm.io', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'IBM/ibm-vpc-block-csi-driver deploy/kubernetes/storageclass @eb450134' },
  { platform: Platform.IBM, classes: ['ibmc-vpc-block-retain-10iops-tier', 'ibmc-vpc-block-retain-5iops-tier', 'ibmc-vpc-block-retain-general-purpose'], provisioner: 'vpc.block.csi.ibm.io', allowVolumeExpansion: true, reclaimPolicy: 'Retain', binding: IMMEDIATE, origin: 'installed', source: 'IBM/ibm-vpc-block-csi-driver deploy/kubernetes/storageclass @eb450134' },
  { platform: Platform.ORACLE, classes: ['oci-bv', 'oci-bv-encrypted'], provisioner: 'blockvolume.csi.oraclecloud.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'oracle/oci-cloud-controller-manager manifests/container-storage-interface/storage-class.yaml @1100ac362' },
  { platform: Platform.ALIBABA, classes: ['alicloud-disk-topology-alltype'], provisioner: 'diskplugin.csi.alibabacloud.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: WFFC, origin: 'installed', source: 'kubernetes-sigs/alibaba-cloud-csi-driver deploy/charts/templates/storage-class.yaml @8aacf9009' },
  { platform: Platform.ALIBABA, classes: ['alicloud-disk-essd', 'alicloud-disk-ssd', 'alicloud-disk-efficiency'], provisioner: 'diskplugin.csi.alibabacloud.com', allowVolumeExpansion: true, reclaimPolicy: 'Delete', binding: IMMEDIATE, origin: 'installed', source: 'kubernetes-sigs/alibaba-cloud-csi-driver deploy/charts/templates/storage-class.yaml @8aacf9009' },
];

/** Platforms that install no default class, by their installers: a claim that names none stays Pending. */
export const WITHOUT_DEFAULT: ReadonlyMap<Platform, string> = new Map([
  [Platform.EKS, 'EKS makes no default class since Kubernetes 1.30'],
  [Platform.VSPHERE, 'the vSphere driver installs no class'],
  [Platform.TRIDENT, 'Trident installs no class'],
  [Platform.OPENSTACK, 'neither class of the Cinder chart is the default'],
  [Platform.ROOK, 'Rook installs no class'],
]);
