import { parseImage } from '../image-tag';
import { isPlainObject } from '../plain';
import { type Defaults, fill } from './fill';

const READ_FOR_ALL = 0o644;

const defaultMode: Defaults = (source) => {
  fill(source, 'defaultMode', READ_FOR_ALL);
};

/** Volumes of a pod template and the claims made from templates. */
export const VOLUME_DEFAULTS: Readonly<Record<string, Defaults>> = {
  Volume: (volume) => {
    if (Object.keys(volume).every((field) => field === 'name')) volume['emptyDir'] = {};
    const image = volume['image'];
    if (isPlainObject(image)) {
      const reference = typeof image['reference'] === 'string' ? image['reference'] : '';
      fill(image, 'pullPolicy', parseImage(reference).tag === 'latest' ? 'Always' : 'IfNotPresent');
    }
  },
  HostPathVolumeSource: (source) => {
    fill(source, 'type', '');
  },
  SecretVolumeSource: defaultMode,
  ConfigMapVolumeSource: defaultMode,
  DownwardAPIVolumeSource: defaultMode,
  ProjectedVolumeSource: defaultMode,
  ServiceAccountTokenProjection: (projection) => {
    fill(projection, 'expirationSeconds', 3600);
  },
  ISCSIVolumeSource: (source) => {
    fill(source, 'iscsiInterface', 'default');
  },
  RBDVolumeSource: (source) => {
    fill(source, 'pool', 'rbd');
    fill(source, 'user', 'admin');
    fill(source, 'keyring', '/etc/ceph/keyring');
  },
  AzureDiskVolumeSource: (source) => {
    fill(source, 'cachingMode', 'ReadWrite');
    fill(source, 'fsType', 'ext4');
    fill(source, 'readOnly', false);
    fill(source, 'kind', 'Shared');
  },
  ScaleIOVolumeSource: (source) => {
    fill(source, 'storageMode', 'ThinProvisioned');
    fill(source, 'fsType', 'xfs');
  },
  PersistentVolumeClaimSpec: (spec) => {
    fill(spec, 'volumeMode', 'Filesystem');
  },
};
