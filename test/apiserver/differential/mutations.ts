import type { KubeObject } from '../../support/kubernetes/client';
import { CLAIM_VALUES } from './claim-cases';
import { CLUSTER_VALUES } from './cluster-cases';
import { OTHER_VALUES } from './other-cases';
import { SERVICE_VALUES } from './service-cases';

/** A change of one object, with what was done for the report. */
export interface Mutation {
  readonly what: string;
  readonly after: KubeObject;
}

type Step = string | number;

/** The same numbers for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Kinds whose every field is known well enough to be changed at random. */
const ANYWHERE: ReadonlySet<string> = new Set(['StatefulSet', 'Service', 'PersistentVolumeClaim']);

/** One mutation of an object: by a field of the catalogue, or anywhere in it. */
export function mutate(base: KubeObject, next: () => number): Mutation {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const after = structuredClone(base);
  const catalogue = Object.entries(CATALOGUE[base.kind as 'Service'] ?? {});
  if (next() < (ANYWHERE.has(base.kind as string) ? 0.6 : 1)) {
    // Mostly one field; of kinds with many rules between fields also two or three.
    const count = base.kind === 'StatefulSet' ? 1 : pick([1, 1, 2, 3]);
    const what = Array.from({ length: count }, () => {
      const [path, values] = pick(catalogue);
      const value = pick(values);
      put(after, steps(path), structuredClone(value));
      return `${path} = ${JSON.stringify(value) ?? 'absent'}`;
    });
    return { what: what.join(' & '), after: JSON.parse(JSON.stringify(after)) as KubeObject };
  }
  const paths = walk(base.spec as KubeObject, ['spec']).concat(walk(base.metadata as KubeObject, ['metadata']));
  const path = pick(paths.filter((each) => !/^metadata(,(name|namespace))?$/.test(each.join())));
  const old = read(base, path);
  const [what, value] = pick(alternatives(old, next));
  put(after, path, value);
  return { what: `${path.join('.')}: ${what} ${JSON.stringify(value) ?? ''}`.slice(0, 200), after };
}

function alternatives(old: unknown, next: () => number): [string, unknown][] {
  const common: [string, unknown][] = [
    ['removed', undefined],
    ['removed', undefined],
    ['set to', null],
  ];
  if (Array.isArray(old)) {
    const swapped = [...(old as unknown[])].reverse();
    const doubled = [...(old as unknown[]), old[0]];
    return [
      ...common,
      ['reversed', swapped],
      ['repeated', doubled],
      ['emptied', []],
      ['cut', old.slice(1)],
      ['set to', 'x'],
    ];
  }
  if (typeof old === 'object' && old !== null) return [...common, ['emptied', {}], ['set to', []]];
  if (typeof old === 'number') {
    return [...common, ['set to', old + 1], ['set to', -1], ['set to', 0], ['set to', String(old)], ['set to', 99_999]];
  }
  if (typeof old === 'boolean') return [...common, ['set to', !old], ['set to', 'true']];
  const quantity = QUANTITIES.find((each) => each.includes(String(old)));
  if (quantity !== undefined && next() < 0.8) return quantity.map((each) => ['set to', each]);
  return [
    ...common,
    ['set to', `${String(old)}x`],
    ['set to', ''],
    ['set to', 'Not_Valid!'],
    ['set to', 7],
    ['set to', `${String(old)}-2`],
  ];
}

/** Quantities that are equal, and some that are not. */
const QUANTITIES: readonly (readonly unknown[])[] = [
  ['1Gi', '1024Mi', '1073741824', '1.0Gi', '1G', '2Gi', '512Mi', '0', '-1Gi', 'much'],
  ['500m', '0.5', '5e-1', 0.5, '0.5000', '1', '499.9999m'],
  ['1', '1000m', 1, '1.0', '1e0', '2', '0.1'],
  ['64Mi', '65536Ki', '67108864', '128Mi', '2Gi'],
  ['500Mi', '512000Ki', '524288000', '0.5Gi', '400Mi'],
];

function walk(value: unknown, path: readonly Step[]): Step[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, item]) => walk(item, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

function steps(path: string): Step[] {
  return path.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/')));
}

function read(value: KubeObject, path: readonly Step[]): unknown {
  return path.reduce((current: KubeObject, step) => current?.[step], value);
}

function put(target: KubeObject, path: readonly Step[], value: unknown): void {
  // What is not there needs no parents to be removed from.
  if (value === undefined && read(target, path) === undefined) return;
  const last = path[path.length - 1]!;
  let current = target;
  path.slice(0, -1).forEach((step, index) => {
    const wanted = typeof path[index + 1] === 'number' ? [] : {};
    if (typeof current[step] !== 'object' || current[step] === null) current[step] = wanted;
    current = current[step];
  });
  if (value === undefined) {
    if (Array.isArray(current)) current.splice(Number(last), 1);
    else Reflect.deleteProperty(current, last);
  } else current[last] = value;
}

const POD = 'spec/template/spec';
const FIRST = `${POD}/containers/0`;
const CLAIM = 'spec/volumeClaimTemplates/0';

/** Fields worth changing, with values: legal, illegal, and those that mean the same. */
const CATALOGUE: Record<string, Readonly<Record<string, readonly unknown[]>>> = {
  StatefulSet: {
    'spec/replicas': [0, 1, 5, -1, undefined, null, '2'],
    'spec/minReadySeconds': [0, 10, -1, undefined],
    'spec/revisionHistoryLimit': [0, 10, 3, undefined],
    'spec/ordinals': [{}, { start: 1 }, { start: -1 }, undefined],
    'spec/serviceName': ['other', '', undefined, 'Not.Good'],
    'spec/podManagementPolicy': ['Parallel', 'OrderedReady', 'Random', undefined],
    'spec/selector/matchLabels/app': ['web', 'other', undefined],
    'spec/selector/matchLabels/extra': ['x'],
    'spec/selector': [undefined, {}],
    'spec/updateStrategy': [
      { type: 'OnDelete' },
      { type: 'RollingUpdate' },
      { type: 'Recreate' },
      {},
      undefined,
      { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    ],
    'spec/updateStrategy/rollingUpdate': [
      { partition: -1 },
      { partition: 0 },
      { maxUnavailable: 2 },
      { maxUnavailable: '50%' },
      { maxUnavailable: 0 },
      { maxUnavailable: '150%' },
      { maxUnavailable: 'x' },
      null,
    ],
    'spec/updateStrategy/type': ['OnDelete', 'RollingUpdate'],
    'spec/persistentVolumeClaimRetentionPolicy': [
      { whenDeleted: 'Delete' },
      { whenScaled: 'Delete' },
      { whenScaled: 'Recycle' },
      {},
      undefined,
    ],
    'spec/volumeClaimTemplates': [undefined, []],
    [`${CLAIM}/spec/resources/requests/storage`]: ['2Gi', '1024Mi', '1073741824', '0', '512Mi'],
    [`${CLAIM}/spec/storageClassName`]: ['fast', '', undefined],
    [`${CLAIM}/spec/accessModes`]: [['ReadWriteMany'], ['ReadWriteOncePod'], [], undefined],
    [`${CLAIM}/spec/volumeMode`]: ['Filesystem', 'Block', undefined],
    [`${CLAIM}/spec/volumeAttributesClassName`]: ['gold', undefined],
    [`${CLAIM}/metadata/name`]: ['other', 'www'],
    [`${CLAIM}/metadata/labels`]: [{ a: 'b' }, {}],
    [`${CLAIM}/apiVersion`]: ['v1'],
    [`${CLAIM}/kind`]: ['PersistentVolumeClaim'],
    [`${CLAIM}/status`]: [{}, { phase: 'Pending' }, { phase: 'Bound' }],
    'spec/template/metadata/labels/app': ['other', undefined],
    'spec/template/metadata/labels/new': ['x', 'Not valid!'],
    'spec/template/metadata/annotations': [{ a: 'b' }, undefined],
    [`${POD}/restartPolicy`]: ['Always', 'Never', undefined],
    [`${POD}/activeDeadlineSeconds`]: [60],
    [`${POD}/terminationGracePeriodSeconds`]: [30, 0, 60, undefined],
    [`${POD}/dnsPolicy`]: ['ClusterFirst', 'None', 'Sometimes', undefined],
    [`${POD}/schedulerName`]: ['default-scheduler', 'mine'],
    [`${POD}/enableServiceLinks`]: [true, false],
    [`${POD}/automountServiceAccountToken`]: [true, false],
    [`${POD}/serviceAccountName`]: ['runner', 'other', undefined, 'Not_Valid'],
    [`${POD}/serviceAccount`]: ['runner', 'other', undefined],
    [`${POD}/hostname`]: ['fixed'],
    [`${POD}/subdomain`]: ['x.y'],
    [`${POD}/hostNetwork`]: [true, false, undefined],
    [`${POD}/hostUsers`]: [true, false],
    [`${POD}/affinity`]: [{}, undefined],
    [`${POD}/nodeSelector`]: [{}, { a: 'b' }, undefined],
    [`${POD}/priorityClassName`]: ['high'],
    [`${POD}/securityContext`]: [
      {},
      { fsGroup: 2000 },
      { runAsUser: -5 },
      { seLinuxChangePolicy: 'MountOption' },
      { seLinuxChangePolicy: 'Recursive' },
      undefined,
      { seccompProfile: { type: 'RuntimeDefault' } },
    ],
    [`${POD}/volumes`]: [
      undefined,
      [{ name: 'conf' }],
      [{ name: 'conf', configMap: {} }],
      [{ name: 'www', emptyDir: {} }],
    ],
    [`${POD}/volumes/0`]: [
      { name: 'conf', secret: { secretName: 's' } },
      { name: 'conf' },
      { name: 'Bad_Name', emptyDir: {} },
    ],
    [`${POD}/shareProcessNamespace`]: [true, false],
    [`${POD}/topologySpreadConstraints`]: [
      [{ maxSkew: 0, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }],
      [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'Maybe' }],
      undefined,
    ],
    [`${POD}/initContainers`]: [
      undefined,
      [{ name: 'init', image: 'x', restartPolicy: 'Always' }],
      [{ name: 'side', image: 'y:1', livenessProbe: { exec: { command: ['a'] } } }],
    ],
    [`${POD}/unknownField`]: [1, { a: 1 }],
    [`${FIRST}/image`]: ['nginx:2', 'nginx', 'nginx:latest', '', undefined, 'host:5000/a/b'],
    [`${FIRST}/imagePullPolicy`]: ['Always', 'IfNotPresent', 'Sometimes'],
    [`${FIRST}/name`]: ['other', '', 'Not Valid'],
    [`${FIRST}/command`]: [['sh'], [], undefined],
    [`${FIRST}/env`]: [
      [],
      undefined,
      [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      [{ name: '' }],
      [{ name: 'N', value: 8080 }],
      [{ name: 'B', valueFrom: {} }],
    ],
    [`${FIRST}/ports`]: [
      [],
      [{ containerPort: 80 }],
      [{ containerPort: 70000 }],
      [
        { containerPort: 53, protocol: 'UDP' },
        { containerPort: 53, protocol: 'TCP' },
      ],
      [{ containerPort: 80, name: 'a-name-that-is-too-long' }],
    ],
    [`${FIRST}/resources`]: [
      {},
      undefined,
      { requests: { cpu: '2' }, limits: { cpu: '1' } },
      { limits: { memory: '1Gi' } },
      { requests: { cpu: 'lots' } },
      { requests: { widgets: '1' } },
    ],
    [`${FIRST}/resources/requests/memory`]: ['64Mi', '65536Ki', '67108864', '1.5Gi', '1536Mi'],
    [`${FIRST}/resources/requests/cpu`]: ['500m', '0.5', '0.5000', '1500m', '1.500', 1],
    [`${FIRST}/livenessProbe`]: [
      undefined,
      {},
      { exec: { command: ['a'] } },
      { httpGet: { port: 80 } },
      { httpGet: { port: 80, path: '/', scheme: 'HTTP' } },
      { tcpSocket: { port: 80 }, periodSeconds: 10 },
      { tcpSocket: { port: 80 }, successThreshold: 2 },
    ],
    [`${FIRST}/securityContext`]: [
      {},
      undefined,
      { privileged: true },
      { allowPrivilegeEscalation: false, privileged: true },
      { procMount: 'Default' },
      { runAsUser: 1 },
    ],
    [`${FIRST}/volumeMounts`]: [
      [],
      undefined,
      [{ name: 'nope', mountPath: '/x' }],
      [
        { name: 'www', mountPath: '/a' },
        { name: 'www', mountPath: '/a' },
      ],
      [{ name: 'www', mountPath: '/a', subPath: '../b' }],
      [{ name: 'www', mountPath: '/a', recursiveReadOnly: 'IfPossible', readOnly: true }],
    ],
    [`${FIRST}/terminationMessagePolicy`]: ['File', 'FallbackToLogsOnError', 'Other'],
    [`${FIRST}/resizePolicy`]: [[{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]],
    [`${FIRST}/lifecycle`]: [undefined, { preStop: { sleep: { seconds: 3 } } }, { postStart: {} }],
    [`${POD}/containers/1`]: [{ name: 'more', image: 'more:1' }, { name: 'more' }, { image: 'x' }],
    'metadata/labels': [{ a: 'b' }, undefined, { 'bad key!': 'x' }, {}],
    'metadata/annotations': [{ a: 'b' }, undefined],
    status: [{ replicas: 5 }],
  },
  Service: SERVICE_VALUES,
  PersistentVolumeClaim: CLAIM_VALUES,
  ...OTHER_VALUES,
  ...CLUSTER_VALUES,
};
