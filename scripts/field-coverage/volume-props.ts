import type { ImagePullPolicy, k8s } from 'cdk8s-plus-27';
import { type FileVolumeOptions, Volume, type VolumeFile, VolumeProjection } from '../../lib';
import { asObject, asObjects, at, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';
import { storageClassOf } from './claim-props';
import { given } from './given';

export function volumeOf(volume: PlainObject): Volume {
  const name = String(volume['name']);
  const [kind = 'emptyDir'] = Object.keys(volume).filter((key) => key !== 'name');
  const source = asObject(volume[kind]);
  const text = (key: string): string => String(source[key]);
  const mode = given<number>(source['defaultMode']);
  switch (kind) {
    case 'configMap':
      return Volume.configMap(name, text('name'), filesOf(source));
    case 'secret':
      return Volume.secret(name, text('secretName'), filesOf(source));
    case 'projected':
      return Volume.projected(name, asObjects(source['sources']).map(projectionOf), mode);
    case 'downwardAPI':
      return Volume.downwardApi(name, asObjects(source['items']).map(downwardOf), mode);
    case 'emptyDir': {
      const limit = source['sizeLimit'];
      const sizeLimit = limit === undefined || limit === null ? undefined : String(limit);
      return Volume.emptyDir(name, { medium: given(source['medium']), sizeLimit });
    }
    case 'persistentVolumeClaim':
      return Volume.existingClaim(name, text('claimName'), { readOnly: given(source['readOnly']) });
    case 'ephemeral':
      return ephemeralOf(name, asObject(source['volumeClaimTemplate']));
    case 'hostPath':
      return Volume.hostPath(name, text('path'), given(source['type']));
    case 'nfs':
      return Volume.nfs(name, text('server'), text('path'), { readOnly: given(source['readOnly']) });
    case 'csi':
      return Volume.csi(name, text('driver'), {
        readOnly: given(source['readOnly']),
        fsType: given(source['fsType']),
        volumeAttributes: given(source['volumeAttributes']),
        nodePublishSecretName: given(at(source, 'nodePublishSecretRef', 'name')),
      });
    case 'image':
      return Volume.image(name, text('reference'), { pullPolicy: given<ImagePullPolicy>(source['pullPolicy']) });
    default:
      return Volume.other(typed(volume) as unknown as k8s.Volume);
  }
}

function filesOf(source: PlainObject): FileVolumeOptions {
  return {
    items: given<VolumeFile[]>(source['items']),
    defaultMode: given(source['defaultMode']),
    optional: given(source['optional']),
  };
}

function ephemeralOf(name: string, template: PlainObject): Volume {
  const spec = asObject(template['spec']);
  return Volume.ephemeral(name, {
    size: String(at(spec, 'resources', 'requests', 'storage')),
    storageClass: storageClassOf(spec['storageClassName']),
    accessModes: given(spec['accessModes']),
    volumeMode: given(spec['volumeMode']),
    labels: given(at(template, 'metadata', 'labels')),
    annotations: given(at(template, 'metadata', 'annotations')),
  });
}

function projectionOf(source: PlainObject): VolumeProjection {
  const [kind = ''] = Object.keys(source);
  const of = asObject(source[kind]);
  const files = { items: given<VolumeFile[]>(of['items']), optional: given<boolean>(of['optional']) };
  switch (kind) {
    case 'configMap':
      return VolumeProjection.configMap(String(of['name']), files);
    case 'secret':
      return VolumeProjection.secret(String(of['name']), files);
    case 'serviceAccountToken':
      return VolumeProjection.serviceAccountToken(String(of['path']), {
        audience: given(of['audience']),
        expirationSeconds: given(of['expirationSeconds']),
      });
    case 'clusterTrustBundle':
      return VolumeProjection.clusterTrustBundle(String(of['path']), String(of['name']), given(of['optional']));
    default:
      return VolumeProjection.downwardApi(asObjects(of['items']).map(downwardOf));
  }
}

function downwardOf(item: PlainObject): VolumeProjection {
  const path = String(item['path']);
  const mode = given<number>(item['mode']);
  const resource = item['resourceFieldRef'];
  if (!isPlainObject(resource)) return VolumeProjection.field(path, String(at(item, 'fieldRef', 'fieldPath')), mode);
  const divisor = resource['divisor'];
  return VolumeProjection.resource(path, String(resource['resource']), {
    containerName: String(resource['containerName']),
    divisor: divisor === undefined ? undefined : String(divisor),
    mode,
  });
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
