import { asText, isPlainObject, type PlainObject, textOf } from '../../kubernetes/plain';

/** Volumes whose data is on a server or disk that Kubernetes does not manage, with the fields that say which. */
const PLACES: ReadonlyMap<string, readonly string[]> = new Map([
  ['awsElasticBlockStore', ['volumeID']],
  ['azureDisk', ['diskURI']],
  ['azureFile', ['shareName']],
  ['cephfs', ['monitors', 'path']],
  ['fc', ['targetWWNs', 'wwids', 'lun']],
  ['gcePersistentDisk', ['pdName']],
  ['glusterfs', ['endpoints', 'path']],
  ['iscsi', ['targetPortal', 'iqn', 'lun']],
  ['nfs', ['server', 'path']],
  ['rbd', ['monitors', 'pool', 'image']],
  ['vsphereVolume', ['volumePath']],
]);

/** Folders of a node that belong to the node, not to an app. */
const OF_THE_NODE =
  /^\/(boot|dev|etc|lib|lib64|proc|run|sbin|sys|tmp|usr|var\/(lib\/(docker|kubelet|containerd)|log|run))?(\/|$)/;
const NO_FOLDER: ReadonlySet<unknown> = new Set(['BlockDevice', 'CharDevice', 'File', 'FileOrCreate', 'Socket']);

/** `nfs files.example.org:/wiki`: where the data of a volume is that is no claim. Undefined if it keeps none, or none of the app's. */
export function placeOutside(volume: PlainObject): string | undefined {
  const hostPath = volume['hostPath'];
  if (isPlainObject(hostPath)) {
    const path = asText(hostPath['path']) ?? '';
    return NO_FOLDER.has(hostPath['type']) || OF_THE_NODE.test(path) ? undefined : `hostPath ${path}`;
  }
  for (const [type, fields] of PLACES) {
    const source = volume[type];
    if (isPlainObject(source)) return `${type} ${fields.map((field) => textOf(source[field])).join(':')}`;
  }
  return undefined;
}
