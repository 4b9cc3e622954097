import { ImagePullPolicy, PersistentVolumeMode, PodManagementPolicy } from 'cdk8s-plus-27';
import { isPlainObject } from '../kubernetes/plain';
import { ACCESS_MODES } from '../storage/access-mode';
import type { Problem } from '../messages/problem';
import type { StatefulWebAppProps } from './props';
import { PodSecurityLevel } from './pod/security';

/** Whether a value has the shape of a prop, and what to say where it has not. */
interface Shape {
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
  readonly remedy: string;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const has =
  (method: string) =>
  (value: unknown): boolean =>
    isObject(value) && typeof (value as Record<string, unknown>)[method] === 'function';

const LIST: Shape = {
  fits: (value) => Array.isArray(value) && value.every(isObject),
  expected: 'must be a list of objects',
  remedy: 'Write it in brackets, [{ … }]',
};
const MAP: Shape = { fits: isPlainObject, expected: 'must be an object', remedy: 'Write it in braces, { … }' };
const instance = (name: string, factory: string, method = '_render'): Shape => ({
  fits: has(method),
  expected: `must be made with ${name}`,
  remedy: `Write ${factory}`,
});
const listOf = (name: string, factory: string, method = '_render'): Shape => ({
  fits: (value) => Array.isArray(value) && value.every(has(method)),
  expected: `must be a list of what ${name} makes`,
  remedy: `Write [${factory}]`,
});

const oneOf = (values: object): Shape => ({
  fits: (value) => Object.values(values).includes(value),
  expected: `must be one of ${Object.values(values).join(', ')}`,
  remedy: 'Write one of them, or leave it out',
});

const PROBE = instance('Probe', "Probe.httpGet({ path: '/' })");

/**
 * Props whose shape the compiler knows and JavaScript, or a cast, does not: looked into with another shape they would end in an error
 * that names neither the app nor the prop.
 */
const SHAPES: Readonly<Record<string, Shape>> = {
  claims: LIST,
  ports: LIST,
  mounts: LIST,
  devices: LIST,
  sidecars: LIST,
  initContainers: LIST,
  containers: LIST,
  ingresses: LIST,
  httpRoutes: LIST,
  acknowledge: LIST,
  env: MAP,
  envValues: MAP,
  configFiles: MAP,
  labels: MAP,
  annotations: MAP,
  podLabels: MAP,
  podAnnotations: MAP,
  selectorLabels: MAP,
  resources: MAP,
  networkPolicy: MAP,
  volumes: listOf('Volume', "Volume.emptyDir('cache')"),
  patches: listOf('ManifestPatch', 'ManifestPatch.json(…)', '_apply'),
  envFrom: listOf('EnvFromSource', "EnvFromSource.configMap('name')"),
  readiness: PROBE,
  liveness: PROBE,
  startup: PROBE,
  updateStrategy: instance('UpdateStrategy', 'UpdateStrategy.rollingUpdate()'),
  imagePullPolicy: oneOf(ImagePullPolicy),
  podManagementPolicy: oneOf(PodManagementPolicy),
  securityLevel: oneOf(PodSecurityLevel),
  cluster: instance('Cluster', "Cluster.of({ name: 'production' })", 'resolve'),
};

const CLAIM_SHAPES: Readonly<Record<string, Shape>> = {
  storageClass: instance('StorageClassRef', "StorageClassRef.named('fast')", 'isSameAs'),
  volumeMode: oneOf(PersistentVolumeMode),
  accessModes: {
    fits: (value) => Array.isArray(value) && value.every((mode) => (ACCESS_MODES as readonly unknown[]).includes(mode)),
    expected: `must be a list of ${ACCESS_MODES.join(', ')}`,
    remedy: 'Write one of them, or leave it out for ReadWriteOnce',
  },
};

/** The props without those of another shape, and without null, which means absent; and what is wrong with the others. */
export function withGoodShapes(props: StatefulWebAppProps): {
  readonly props: StatefulWebAppProps;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const good = keepFitting((isObject(props) ? props : {}) as unknown as Fields, SHAPES, '', problems);
  if (Array.isArray(good['claims'])) {
    good['claims'] = good['claims'].map((claim: Fields) =>
      keepFitting(claim, CLAIM_SHAPES, `claims[${String(claim['name'])}].`, problems),
    );
  }
  return { props: good as unknown as StatefulWebAppProps, problems };
}

type Fields = Record<string, unknown>;

function keepFitting(
  values: Fields,
  shapes: Readonly<Record<string, Shape>>,
  prefix: string,
  problems: Problem[],
): Fields {
  const good: Fields = {};
  for (const prop of Object.keys(values)) {
    const value = values[prop];
    if (value === undefined || value === null) continue;
    const shape = shapes[prop];
    if (shape === undefined || shape.fits(value)) {
      good[prop] = value;
      continue;
    }
    const { expected: message, remedy } = shape;
    problems.push({ code: 'prop-wrong-type', prop: `${prefix}${prop}`, value, message, remedy });
  }
  return good;
}
