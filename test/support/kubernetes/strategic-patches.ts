/** A StatefulSet whose lists are merged in every way that Kubernetes has. */
export const PATCHED = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web', labels: { tier: 'one' }, annotations: { note: 'one' } },
  spec: {
    serviceName: 'web',
    replicas: 0,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        nodeSelector: { disk: 'fast' },
        tolerations: [{ key: 'a', operator: 'Exists' }],
        imagePullSecrets: [{ name: 'one' }],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'web' } },
          },
        ],
        containers: [
          {
            name: 'web',
            image: 'example/web:1.0',
            args: ['a', 'b'],
            ports: [
              { name: 'http', containerPort: 80, protocol: 'TCP' },
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
            ],
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
            envFrom: [{ configMapRef: { name: 'one' } }],
            volumeMounts: [
              { name: 'data', mountPath: '/data' },
              { name: 'cache', mountPath: '/cache' },
            ],
          },
          { name: 'beside', image: 'example/beside:1.0' },
        ],
        volumes: [
          { name: 'cache', emptyDir: {} },
          { name: 'host', hostPath: { path: '/srv', type: '' } },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
};

/** Steps to the list or map that a patch is about. */
type Place = readonly (string | number)[];

export interface StrategicPatch {
  readonly title: string;
  readonly patch: Record<string, unknown>;
  readonly place: Place;
  /** What `kubectl patch --type strategic --dry-run=server` printed there, by the servers of 1.30 and 1.37; none: they refused it. */
  readonly printed?: unknown;
}

const POD: Place = ['spec', 'template', 'spec'];
const CONTAINER: Place = [...POD, 'containers', 0];

const pod = (fields: object): Record<string, unknown> => ({ spec: { template: { spec: fields } } });
const inPod = (title: string, field: string, value: unknown, printed?: unknown, more: object = {}): StrategicPatch => ({
  title,
  patch: pod({ [field]: value, ...more }),
  place: [...POD, field],
  ...(printed !== undefined && { printed }),
});
const inContainer = (title: string, field: string, value: unknown, printed: unknown): StrategicPatch => ({
  title,
  patch: pod({ containers: [{ name: 'web', [field]: value }] }),
  place: [...CONTAINER, field],
  printed,
});

const [WEB, BESIDE] = PATCHED.spec.template.spec.containers;
const [CACHE] = PATCHED.spec.template.spec.volumes;
const [SPREAD] = PATCHED.spec.template.spec.topologySpreadConstraints;
const ADDED = { name: 'added', image: 'example/added:1.0' };

export const STRATEGIC_PATCHES: readonly StrategicPatch[] = [
  inContainer(
    'a mount is found by its path',
    'volumeMounts',
    [{ mountPath: '/data', subPath: 'a', name: 'data' }],
    [
      { name: 'data', mountPath: '/data', subPath: 'a' },
      { name: 'cache', mountPath: '/cache' },
    ],
  ),
  inContainer(
    'a mount of another path is added',
    'volumeMounts',
    [{ mountPath: '/more', name: 'data' }],
    [
      { name: 'data', mountPath: '/more' },
      { name: 'data', mountPath: '/data' },
      { name: 'cache', mountPath: '/cache' },
    ],
  ),
  inContainer(
    'a port is found by its number',
    'ports',
    [{ containerPort: 80, name: 'web' }],
    [
      { name: 'web', containerPort: 80, protocol: 'TCP' },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ],
  ),
  inContainer(
    'variables are changed, removed and added',
    'env',
    [
      { name: 'C', value: '3' },
      { name: 'B', $patch: 'delete' },
      { name: 'A', value: '9' },
    ],
    [
      { name: 'C', value: '3' },
      { name: 'A', value: '9' },
    ],
  ),
  inContainer(
    'a list is replaced where the patch says so',
    'env',
    [{ $patch: 'replace' }, { name: 'Z', value: '3' }],
    [{ name: 'Z', value: '3' }],
  ),
  inContainer('a list of texts is replaced', 'args', ['c'], ['c']),
  inContainer(
    'a list without a merge key is replaced',
    'envFrom',
    [{ secretRef: { name: 'two' } }],
    [{ secretRef: { name: 'two' } }],
  ),
  inPod('a container is added', 'containers', [ADDED], [ADDED, WEB, BESIDE]),
  inPod('a container is removed', 'containers', [{ name: 'beside', $patch: 'delete' }], [WEB]),
  inPod('all containers are replaced', 'containers', [{ $patch: 'replace' }, ADDED], [ADDED]),
  inPod(
    'containers get another order',
    'containers',
    [{ name: 'web', image: 'example/web:2.0' }],
    [BESIDE, { ...WEB, image: 'example/web:2.0' }],
    { '$setElementOrder/containers': [{ name: 'beside' }, { name: 'web' }] },
  ),
  inPod(
    'a volume becomes one of another kind',
    'volumes',
    [{ name: 'host', $retainKeys: ['name', 'emptyDir'], emptyDir: {} }],
    [CACHE, { name: 'host', emptyDir: {} }],
  ),
  inPod('an object is replaced', 'nodeSelector', { $patch: 'replace', zone: 'a' }, { zone: 'a' }),
  inPod(
    'a constraint is found by its key',
    'topologySpreadConstraints',
    [{ topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 2 }],
    [{ ...SPREAD, maxSkew: 2 }],
  ),
  inPod(
    'an alias is found by its address',
    'hostAliases',
    [{ ip: '10.0.0.1', hostnames: ['b'] }],
    [{ ip: '10.0.0.1', hostnames: ['b'] }],
  ),
  inPod(
    'a toleration has no key to be found by',
    'tolerations',
    [{ key: 'b', operator: 'Exists' }],
    [{ key: 'b', operator: 'Exists' }],
  ),
  inPod(
    'secrets of registries are merged by name',
    'imagePullSecrets',
    [{ name: 'two' }],
    [{ name: 'two' }, { name: 'one' }],
  ),
  {
    title: 'a label is removed and another one added',
    patch: { metadata: { labels: { tier: null, other: 'two' } } },
    place: ['metadata', 'labels'],
    printed: { other: 'two' },
  },
  { title: 'an item without its key', patch: pod({ containers: [{ image: 'example/web:2.0' }] }), place: [] },
  { title: 'a directive that is none', patch: pod({ containers: [{ name: 'web', $patch: 'rename' }] }), place: [] },
  { title: 'a directive of an object that is none', patch: pod({ nodeSelector: { $patch: 'rename' } }), place: [] },
];

export function placed(object: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
    object,
  );
}
