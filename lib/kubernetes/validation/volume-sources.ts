import { asList, asObject, type PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Label, dns1123Subdomain } from './names';

/** Every source of a volume, in the order in which the API server looks at them: of two, the later one is refused. */
export const SOURCES: readonly string[] = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
];

/** How the API server spells a source in its errors, where it is not the field's name. */
export const OWN_NAME: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };
export const SECOND_NAME: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

/** What each source must name. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  hostPath: ['path'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  gitRepo: ['repository'],
  secret: ['secretName'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  persistentVolumeClaim: ['claimName'],
  rbd: ['monitors', 'image'],
  flexVolume: ['driver'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  quobyte: ['volume'],
  azureDisk: ['diskName', 'diskURI'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  storageos: ['volumeName'],
  csi: ['driver'],
  ephemeral: ['volumeClaimTemplate'],
};

type Check = (source: PlainObject, field: string, errors: FieldErrors) => void;

const INITIATORS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries<RegExp>({
    iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9.-]+)(:[^,;*&$|\s]+)$/,
    eui: /^eui.[A-Za-z0-9]{16}$/,
    naa: /^naa.[A-Za-z0-9]{32}$/,
  }),
);

/** Storage that is reached by its own protocol rather than through a claim. */
export const STORAGE_CHECKS: Readonly<Record<string, Check>> = {
  iscsi: (source, field, errors) => {
    validateInitiator(source['iqn'], `${field}.iqn`, errors);
    validateInitiator(source['initiatorName'], `${field}.initiatorname`, errors);
    validateRange(source['lun'], 0, 255, `${field}.lun`, errors);
    const needsSecret = source['chapAuthDiscovery'] === true || source['chapAuthSession'] === true;
    if (needsSecret && source['secretRef'] === undefined) errors.required(`${field}.secretRef`);
  },
  fc: (source, field, errors) => {
    const [names, ids] = [asList(source['targetWWNs']), asList(source['wwids'])];
    if (names.length === 0 && ids.length === 0) {
      errors.required(`${field}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both');
    } else if (names.length > 0 && ids.length > 0) {
      errors.invalid(`${field}.targetWWNs`, names, 'targetWWNs and wwids can not be specified simultaneously');
    }
    if (names.length === 0) return;
    if (source['lun'] === undefined) errors.required(`${field}.lun`, 'lun is required if targetWWNs is specified');
    else validateRange(source['lun'], 0, 255, `${field}.lun`, errors);
  },
  flocker: (source, field, errors) => {
    const { datasetName, datasetUUID } = source;
    if (datasetName === undefined && datasetUUID === undefined) {
      errors.required(field, 'one of datasetName and datasetUUID is required');
    } else if (datasetName !== undefined && datasetUUID !== undefined) {
      errors.invalid(field, 'resource', 'datasetName and datasetUUID can not be specified simultaneously');
    }
    if (typeof datasetName === 'string' && datasetName.includes('/')) {
      errors.invalid(`${field}.datasetName`, datasetName, "must not contain '/'");
    }
  },
  azureDisk: (source, field, errors) => {
    const { cachingMode, kind, diskURI } = source;
    errors.supportedIfSet(`${field}.cachingMode`, cachingMode, ['None', 'ReadOnly', 'ReadWrite']);
    errors.supportedIfSet(`${field}.kind`, kind, ['Dedicated', 'Managed', 'Shared']);
    const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
    if (typeof diskURI !== 'string' || !diskURI.startsWith(start)) {
      errors.supported(`${field}.diskURI`, diskURI, [
        kind === 'Managed'
          ? '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
          : 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd',
      ]);
    }
  },
  quobyte: (source, field, errors) => {
    const { registry, tenant } = source;
    if (typeof registry !== 'string') {
      errors.required(`${field}.registry`, 'must be a host:port pair or multiple pairs separated by commas');
    } else if (typeof tenant === 'string' && tenant.length >= 65) {
      errors.required(`${field}.tenant`, 'must be a UUID and may not exceed a length of 64 characters');
    } else {
      for (const pair of registry.split(',')) {
        if (/^(\[[^\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair)) continue;
        const detail = 'must be a host:port pair or multiple pairs separated by commas';
        errors.invalid(`${field}.registry`, registry, detail);
      }
    }
  },
  storageos: (source, field, errors) => {
    for (const name of ['volumeName', 'volumeNamespace']) {
      const value = source[name];
      if (typeof value === 'string') errors.messages(`${field}.${name}`, value, dns1123Label(value));
    }
    requireName(source['secretRef'], `${field}.secretRef`, errors);
  },
  csi: (source, field, errors) => {
    const { driver, nodePublishSecretRef } = source;
    if (typeof driver === 'string') {
      if (driver.length > 63) errors.tooLong(`${field}.driver`, 63);
      errors.messages(`${field}.driver`, driver, dns1123Subdomain(driver.toLowerCase()));
    }
    requireName(nodePublishSecretRef, `${field}.nodePublishSecretRef`, errors);
    const { name } = asObject(nodePublishSecretRef);
    if (typeof name === 'string') errors.messages(`${field}.name`, name, dns1123Subdomain(name));
  },
  flexVolume: (source, field, errors) => {
    for (const key of Object.keys(asObject(source['options']))) {
      const namespace = `.${(key.split('/')[0] ?? '').toLowerCase()}`;
      if (namespace.endsWith('.kubernetes.io') || namespace.endsWith('.k8s.io')) {
        errors.invalid(`${field}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved');
      }
    }
  },
  image: (source, field, errors) => {
    errors.oneOf(`${field}.pullPolicy`, source['pullPolicy'], ['Always', 'IfNotPresent', 'Never']);
  },
  awsElasticBlockStore: validatePartition,
  gcePersistentDisk: validatePartition,
  cinder: (source, field, errors) => {
    requireName(source['secretRef'], `${field}.secretRef`, errors);
  },
};

function validatePartition(source: PlainObject, field: string, errors: FieldErrors): void {
  validateRange(source['partition'], 0, 255, `${field}.partition`, errors);
}

function requireName(reference: unknown, field: string, errors: FieldErrors): void {
  if (reference !== undefined && asObject(reference)['name'] === undefined) errors.required(`${field}.name`);
}

function validateRange(value: unknown, low: number, high: number, field: string, errors: FieldErrors): void {
  if (typeof value === 'number' && (value < low || value > high)) {
    errors.invalid(field, value, `must be between ${low} and ${high}, inclusive`);
  }
}

function validateInitiator(name: unknown, field: string, errors: FieldErrors): void {
  if (typeof name !== 'string') return;
  const pattern = INITIATORS.get(name.slice(0, 3));
  if (pattern === undefined) errors.invalid(field, name, 'must be valid format starting with iqn, eui, or naa');
  else if (!pattern.test(name)) errors.invalid(field, name, 'must be valid format');
}
