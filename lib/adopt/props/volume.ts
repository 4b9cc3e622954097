import { asObject, asObjects, at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { call, type Code } from '../code/code';
import { storageClassOf } from './claim';

export function volumeOf(volume: PlainObject): Code {
  const { name } = volume;
  const [kind = 'emptyDir'] = Object.keys(volume).filter((key) => key !== 'name');
  const source = asObject(volume[kind]);
  const { items, defaultMode, optional, readOnly } = source;
  switch (kind) {
    case 'configMap':
      return call('Volume', 'configMap', name, source['name'], { items, defaultMode, optional });
    case 'secret':
      return call('Volume', 'secret', name, source['secretName'], { items, defaultMode, optional });
    case 'projected':
      return call('Volume', 'projected', name, asObjects(source['sources']).map(projectionOf), defaultMode);
    case 'downwardAPI':
      return call('Volume', 'downwardApi', name, asObjects(items).map(downwardOf), defaultMode);
    case 'emptyDir':
      return call('Volume', 'emptyDir', name, { medium: source['medium'], sizeLimit: amount(source['sizeLimit']) });
    case 'persistentVolumeClaim':
      return call('Volume', 'existingClaim', name, source['claimName'], { readOnly });
    case 'ephemeral':
      return call('Volume', 'ephemeral', name, ephemeralOf(asObject(source['volumeClaimTemplate'])));
    case 'hostPath':
      return call('Volume', 'hostPath', name, source['path'], source['type']);
    case 'nfs':
      return call('Volume', 'nfs', name, source['server'], source['path'], { readOnly });
    case 'csi':
      return call('Volume', 'csi', name, source['driver'], {
        readOnly,
        fsType: source['fsType'],
        volumeAttributes: source['volumeAttributes'],
        nodePublishSecretName: at(source, 'nodePublishSecretRef', 'name'),
      });
    case 'image':
      return call('Volume', 'image', name, source['reference'], { pullPolicy: source['pullPolicy'] });
    default:
      return call('Volume', 'other', typed(volume));
  }
}

const amount = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value as string | number);

function ephemeralOf({ metadata, spec }: PlainObject): PlainObject {
  return {
    size: amount(at(spec, 'resources', 'requests', 'storage')),
    storageClass: storageClassOf(at(spec, 'storageClassName')),
    accessModes: at(spec, 'accessModes'),
    volumeMode: at(spec, 'volumeMode'),
    labels: at(metadata, 'labels'),
    annotations: at(metadata, 'annotations'),
  };
}

function projectionOf(source: PlainObject): Code {
  const [kind = ''] = Object.keys(source);
  const { name, path, items, optional, audience, expirationSeconds } = asObject(source[kind]);
  switch (kind) {
    case 'configMap':
    case 'secret':
      return call('VolumeProjection', kind, name, { items, optional });
    case 'serviceAccountToken':
      return call('VolumeProjection', 'serviceAccountToken', path, { audience, expirationSeconds });
    case 'clusterTrustBundle':
      return call('VolumeProjection', 'clusterTrustBundle', path, name, optional);
    default:
      return call('VolumeProjection', 'downwardApi', asObjects(items).map(downwardOf));
  }
}

function downwardOf({ path, mode, fieldRef, resourceFieldRef }: PlainObject): Code {
  if (!isPlainObject(resourceFieldRef)) return call('VolumeProjection', 'field', path, at(fieldRef, 'fieldPath'), mode);
  const { resource, containerName, divisor } = resourceFieldRef;
  return call('VolumeProjection', 'resource', path, resource, { containerName, divisor: amount(divisor), mode });
}

/** The names that the typed classes of cdk8s have for the fields of the API: `diskURI` is `diskUri`. */
function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.replace(/[A-Z]{2,}/g, (capitals) => capitals.charAt(0) + capitals.slice(1).toLowerCase()),
      typed(item),
    ]),
  );
}
