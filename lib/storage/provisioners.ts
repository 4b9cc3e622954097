import type { AccessMode } from './access-mode';
import type { ModeFacts, ProvisionerFacts } from './provisioner-facts';
import { VolumeTopology } from './volume-topology';

const { NODE, ZONE, REGION, ANYWHERE } = VolumeTopology;
const RWO: AccessMode = 'ReadWriteOnce';
const ROX: AccessMode = 'ReadOnlyMany';
const RWX: AccessMode = 'ReadWriteMany';
const RWOP: AccessMode = 'ReadWriteOncePod';

/** A disk that one node uses at a time. */
const disk = (...more: AccessMode[]): ModeFacts => ({ supported: [RWO, ...more], refused: [RWX] });
/** A disk of which nothing is known about sharing. */
const diskPerhapsShared = (...more: AccessMode[]): ModeFacts => ({ supported: [RWO, ...more], refused: [] });
/** A shared file system gives the weaker modes as well. */
const share = (...more: AccessMode[]): ModeFacts => ({ supported: [RWO, ROX, RWX, ...more], refused: [] });
/** A regional disk can be reached from two zones. */
const REGIONAL_PD = { parameter: 'replication-type', pattern: /^regional-pd$/, topology: 'unknown' } as const;
const drivers = 'kubernetes-csi/docs book/src/drivers.md @883ce07';

/** The fields that most rows share, and what is not known until a row says so. */
function facts(
  row: Pick<ProvisionerFacts, 'provisioner' | 'title' | 'volumes' | 'topology' | 'source'> & Partial<ProvisionerFacts>,
): ProvisionerFacts {
  return {
    match: 'exact',
    conditions: [],
    expansion: 'unknown',
    snapshots: 'unknown',
    clones: 'unknown',
    ...row,
  };
}

/**
 * What provisioners can do, as their code, charts and documentation said when read (2026-11). A row says `no` only where
 * the source does; what nobody read is `unknown`. A cluster's own settings override a row.
 */
export const PROVISIONERS: readonly ProvisionerFacts[] = [
  facts({
    provisioner: 'kubernetes.io/aws-ebs',
    title: 'AWS EBS (in-tree)',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    topology: ZONE,
    source: 'aws/containers-roadmap#81; 2i2c-org/infrastructure#4768',
  }),
  facts({
    provisioner: 'ebs.csi.aws.com',
    title: 'AWS EBS CSI driver',
    volumes: { Filesystem: disk(), Block: disk() },
    conditions: [{ mode: RWX, volumeMode: 'Block', parameter: 'type', values: ['io2'] }],
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    note: 'EBS gives ReadWriteMany on raw block volumes of a class with type io2 only',
    source: 'kubernetes-sigs/aws-ebs-csi-driver docs/multi-attach.md, charts @429e202e',
  }),
  facts({
    provisioner: 'ebs.csi.eks.amazonaws.com',
    title: 'AWS EBS of EKS Auto Mode',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    expansion: 'yes',
    topology: ZONE,
    source: 'kubectl output of EKS Auto Mode clusters',
  }),
  facts({
    provisioner: 'efs.csi.aws.com',
    title: 'AWS EFS CSI driver',
    volumes: { Filesystem: share(), Block: 'unknown' },
    snapshots: 'no',
    topology: REGION,
    source: 'kubernetes-sigs/aws-efs-csi-driver examples/kubernetes/efs/dynamic_provisioning @a4fc6760',
  }),
  facts({
    provisioner: 'pd.csi.storage.gke.io',
    title: 'Google Persistent Disk CSI driver',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    topologyException: REGIONAL_PD,
    source: drivers,
  }),
  facts({
    provisioner: 'kubernetes.io/gce-pd',
    title: 'Google Persistent Disk (in-tree)',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    expansion: 'yes',
    topology: ZONE,
    topologyException: REGIONAL_PD,
    source: drivers,
  }),
  facts({
    provisioner: 'filestore.csi.storage.gke.io',
    title: 'Google Filestore CSI driver',
    volumes: { Filesystem: share(), Block: 'none' },
    expansion: 'yes',
    snapshots: 'yes',
    topology: 'unknown',
    source: 'kubernetes-sigs/gcp-filestore-csi-driver README, pkg/csi_driver/controller.go @2edb466b',
  }),
  facts({
    provisioner: 'disk.csi.azure.com',
    title: 'Azure Disk CSI driver',
    volumes: { Filesystem: disk(RWOP), Block: diskPerhapsShared(RWOP) },
    conditions: [
      { mode: RWX, volumeMode: 'Filesystem', parameter: 'maxShares' },
      { mode: RWX, volumeMode: 'Block', parameter: 'maxShares' },
    ],
    expansion: 'yes',
    snapshots: 'yes',
    topology: 'unknown',
    topologyException: { parameter: 'skuName', pattern: /_LRS$/i, topology: ZONE },
    note: 'Azure disks can be shared on a class with maxShares only',
    source: 'MicrosoftDocs/azure-aks-docs articles/aks/create-volume-azure-disk.md (2026-08-20)',
  }),
  facts({
    provisioner: 'file.csi.azure.com',
    title: 'Azure Files CSI driver',
    volumes: { Filesystem: share(RWOP), Block: 'unknown' },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ANYWHERE,
    source: 'kubernetes-sigs/azurefile-csi-driver deploy/example/storageclass-azurefile-csi.yaml @7b5ae18e7',
  }),
  facts({
    provisioner: 'dobs.csi.digitalocean.com',
    title: 'DigitalOcean block storage',
    volumes: { Filesystem: disk(), Block: disk() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: REGION,
    minimumSize: { size: '1Gi', below: 'unknown' },
    source: 'digitalocean/csi-digitalocean driver/controller.go @02f2da22, deploy/kubernetes/releases @0711283d',
  }),
  facts({
    provisioner: 'linodebs.csi.linode.com',
    title: 'Linode block storage',
    volumes: { Filesystem: disk(RWOP), Block: diskPerhapsShared(RWOP) },
    expansion: 'yes',
    snapshots: 'no',
    topology: REGION,
    minimumSize: { size: '10Gi', below: 'unknown' },
    source: 'linode/linode-blockstorage-csi-driver internal/driver, helm-chart/csi-driver @def6be4, #107',
  }),
  facts({
    provisioner: 'csi.hetzner.cloud',
    title: 'Hetzner Cloud volumes',
    volumes: { Filesystem: disk(RWOP), Block: disk(RWOP) },
    expansion: 'yes',
    snapshots: 'no',
    topology: ZONE,
    minimumSize: { size: '10Gi', below: 'rounded-up' },
    source: 'hetznercloud/csi-driver internal/driver/helper.go @1ecd85e, chart @53ead0b, #849',
  }),
  facts({
    provisioner: 'cinder.csi.openstack.org',
    title: 'OpenStack Cinder',
    volumes: { Filesystem: diskPerhapsShared(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    source: 'kubernetes/cloud-provider-openstack docs/cinder-csi-plugin/features.md @c453fb7c9',
  }),
  facts({
    provisioner: 'csi.scaleway.com',
    title: 'Scaleway block storage',
    volumes: { Filesystem: disk(RWOP), Block: diskPerhapsShared(RWOP) },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    source: `scaleway/scaleway-csi examples/kubernetes/README.md @e2edd7a; ${drivers}`,
  }),
  facts({
    provisioner: 'csi.vsphere.vmware.com',
    title: 'vSphere CSI driver',
    volumes: { Filesystem: diskPerhapsShared(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: 'unknown',
    source: 'kubernetes-sigs/vsphere-csi-driver example/vanilla-k8s-RWO-filesystem-volumes @bf8090256',
  }),
  facts({
    provisioner: '.rbd.csi.ceph.com',
    match: 'suffix',
    title: 'Ceph RBD',
    volumes: { Filesystem: disk(), Block: { supported: [RWO, RWX], refused: [] } },
    expansion: 'yes',
    snapshots: 'yes',
    clones: 'yes',
    topology: ANYWHERE,
    note: 'Ceph RBD gives ReadWriteMany on raw block volumes only',
    source: 'rook/rook deploy/examples/csi/rbd @d0c3b9ce6',
  }),
  facts({
    provisioner: '.cephfs.csi.ceph.com',
    match: 'suffix',
    title: 'CephFS',
    volumes: { Filesystem: share(), Block: 'none' },
    expansion: 'yes',
    snapshots: 'yes',
    clones: 'yes',
    topology: ANYWHERE,
    source: 'rook/rook deploy/examples/csi/cephfs @d0c3b9ce6; ceph/ceph-csi internal/cephfs',
  }),
  facts({
    provisioner: 'driver.longhorn.io',
    title: 'Longhorn',
    volumes: { Filesystem: share(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ANYWHERE,
    source: 'longhorn/longhorn chart/templates/storageclass.yaml @bb2f2223, enhancements/',
  }),
  facts({
    provisioner: 'openebs.io/local',
    title: 'OpenEBS local hostpath',
    volumes: { Filesystem: disk(), Block: 'unknown' },
    expansion: 'no',
    snapshots: 'no',
    topology: NODE,
    source: 'openebs/dynamic-localpv-provisioner deploy/kubectl/openebs-hostpath-sc.yaml @2f165df (2024)',
  }),
  facts({
    provisioner: 'local.csi.openebs.io',
    title: 'OpenEBS LVM',
    volumes: { Filesystem: disk(), Block: disk() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: NODE,
    source: 'openebs/lvm-localpv deploy/sample @f3276f4 (2024)',
  }),
  facts({
    provisioner: 'io.openebs.csi-mayastor',
    title: 'OpenEBS Mayastor',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    topology: 'unknown',
    source: 'openebs/mayastor-extensions chart/templates/storageclass.yaml @5c0033a (2024-10)',
  }),
  facts({
    provisioner: 'rancher.io/local-path',
    title: 'local-path provisioner',
    volumes: { Filesystem: disk(RWOP), Block: 'none' },
    snapshots: 'no',
    topology: NODE,
    note: 'local-path gives ReadWriteMany with sharedFileSystemPath in its configuration only, which the settings of the cluster can say under provisioners',
    source: 'rancher/local-path-provisioner provisioner.go, README @9fa2a62e; its ProvisioningFailed events',
  }),
  facts({
    provisioner: 'k8s.io/minikube-hostpath',
    title: 'minikube hostpath',
    volumes: { Filesystem: diskPerhapsShared(), Block: 'unknown' },
    expansion: 'no',
    snapshots: 'no',
    topology: NODE,
    source: 'kubernetes/minikube deploy/addons/storageclass @1f0a1594',
  }),
  facts({
    provisioner: 'microk8s.io/hostpath',
    title: 'MicroK8s hostpath',
    volumes: { Filesystem: diskPerhapsShared(), Block: 'unknown' },
    expansion: 'no',
    snapshots: 'no',
    topology: NODE,
    source: 'canonical/microk8s-core-addons addons/hostpath-storage/storage.yaml @f689811',
  }),
  facts({
    provisioner: 'pxd.portworx.com',
    title: 'Portworx',
    volumes: { Filesystem: diskPerhapsShared(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ANYWHERE,
    source: 'docs.portworx.com storage-operations/csi/storageclasses (3.2, 3.5)',
  }),
  facts({
    provisioner: 'topolvm.io',
    title: 'TopoLVM',
    volumes: { Filesystem: disk(), Block: disk() },
    expansion: 'yes',
    topology: NODE,
    // Snapshots and clones: of thin volumes only, and on the same node, so unknown here.
    source: 'topolvm/topolvm charts/topolvm/values.yaml, docs/limitations.md @83e3dcee',
  }),
  facts({
    provisioner: 'nfs.csi.k8s.io',
    title: 'NFS CSI driver',
    volumes: { Filesystem: share(RWOP), Block: 'none' },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ANYWHERE,
    source: 'kubernetes-csi/csi-driver-nfs deploy/example/storageclass-nfs.yaml, pkg/nfs @d3b27c00',
  }),
  facts({
    provisioner: 'smb.csi.k8s.io',
    title: 'SMB CSI driver',
    volumes: { Filesystem: share(RWOP), Block: 'none' },
    expansion: 'yes',
    snapshots: 'no',
    clones: 'yes',
    topology: ANYWHERE,
    source: 'kubernetes-csi/csi-driver-smb deploy/example/storageclass-smb.yaml, pkg/smb @95c696805',
  }),
  facts({
    provisioner: 'org.democratic-csi.',
    match: 'prefix',
    title: 'democratic-csi',
    volumes: { Filesystem: diskPerhapsShared(), Block: 'unknown' },
    expansion: 'yes',
    snapshots: 'yes',
    topology: 'unknown',
    source: 'democratic-csi/charts stable/democratic-csi/examples @79a3c02',
  }),
  facts({
    provisioner: 'csi.trident.netapp.io',
    title: 'NetApp Trident',
    volumes: { Filesystem: diskPerhapsShared(RWOP), Block: diskPerhapsShared(RWOP) },
    expansion: 'yes',
    snapshots: 'yes',
    topology: 'unknown',
    source: `NetApp/trident trident-installer/sample-input/storage-class-samples @71dd7161; ${drivers}`,
  }),
  facts({
    provisioner: 'pure-csi',
    title: 'Pure Service Orchestrator',
    volumes: { Filesystem: diskPerhapsShared(), Block: 'unknown' },
    expansion: 'yes',
    topology: 'unknown',
    source: 'purestorage/helm-charts pure-csi/templates/storageclass.yaml @c591f6a (2021)',
  }),
  facts({
    provisioner: 'vpc.block.csi.ibm.io',
    title: 'IBM VPC block storage',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    source: 'IBM/ibm-vpc-block-csi-driver deploy/kubernetes/storageclass @eb450134',
  }),
  facts({
    provisioner: 'blockvolume.csi.oraclecloud.com',
    title: 'Oracle block volumes',
    volumes: { Filesystem: disk(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    minimumSize: { size: '50Gi', below: 'unknown' },
    source: 'oracle/oci-cloud-controller-manager manifests/container-storage-interface, pkg/csi/driver @1100ac362',
  }),
  facts({
    provisioner: 'fss.csi.oraclecloud.com',
    title: 'Oracle file storage',
    volumes: { Filesystem: share(RWOP), Block: 'unknown' },
    topology: 'unknown',
    source: drivers,
  }),
  facts({
    provisioner: 'diskplugin.csi.alibabacloud.com',
    title: 'Alibaba Cloud disks',
    volumes: { Filesystem: diskPerhapsShared(), Block: diskPerhapsShared() },
    expansion: 'yes',
    snapshots: 'yes',
    topology: ZONE,
    source: 'kubernetes-sigs/alibaba-cloud-csi-driver deploy/charts/templates/storage-class.yaml @8aacf9009',
  }),
  facts({
    provisioner: 'kubernetes.io/no-provisioner',
    title: 'no provisioner (volumes created by hand)',
    volumes: { Filesystem: 'unknown', Block: 'unknown' },
    expansion: 'no',
    snapshots: 'unknown',
    clones: 'no',
    topology: 'unknown',
    source: 'kubernetes/website content/en/docs/concepts/storage/storage-classes.md',
  }),
];

/** What is known of a provisioner; undefined for one that no row knows. */
export function findProvisioner(name: string): ProvisionerFacts | undefined {
  return PROVISIONERS.find(({ provisioner, match }) => {
    switch (match) {
      case 'exact':
        return name === provisioner;
      case 'suffix':
        return name.endsWith(provisioner) || name === provisioner.slice(1);
      case 'prefix':
        return name.startsWith(provisioner);
    }
  });
}
