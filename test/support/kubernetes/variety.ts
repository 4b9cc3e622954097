import type { Chart } from 'cdk8s';
import {
  EnvValue,
  PersistentVolumeAccessMode,
  PersistentVolumeMode,
  PodManagementPolicy,
  Protocol,
} from 'cdk8s-plus-27';
import {
  ClaimRetention,
  PodSecurityLevel,
  Probe,
  StatefulWebApp,
  type StatefulWebAppProps,
  StorageClassRef,
  UpdateStrategy,
} from '../../../lib';

/** One way to use the library, as objects for a real API server. */
export interface Use {
  readonly name: string;
  readonly build: (chart: Chart) => void;
}

const data = { name: 'data', size: '1Gi', mountPath: '/srv' };

const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];
const CLASSES: [string, StorageClassRef | undefined][] = [
  ['the default storage class', undefined],
  ['a named storage class', StorageClassRef.named('fast')],
  ['no storage class', StorageClassRef.none()],
];
const MODES = [
  PersistentVolumeAccessMode.READ_WRITE_ONCE,
  PersistentVolumeAccessMode.READ_ONLY_MANY,
  PersistentVolumeAccessMode.READ_WRITE_MANY,
  PersistentVolumeAccessMode.READ_WRITE_ONCE_POD,
];

/** The library's settings of storage and security, each with each, and every other setting at least once. */
export const VARIETY: readonly Use[] = [
  ...LEVELS.flatMap((securityLevel) =>
    CLASSES.map(([name, storageClass]) =>
      app(`${securityLevel} with ${name}`, { securityLevel, claims: [{ ...data, storageClass }] }),
    ),
  ),
  ...MODES.map((mode) => app(`a claim for ${mode}`, { claims: [{ ...data, accessModes: [mode] }] })),
  app('a block device', {
    claims: [{ name: 'raw', size: '1Gi', volumeMode: PersistentVolumeMode.BLOCK, devicePath: '/dev/data' }],
  }),
  app('an explicit file system, notations of one size, labels and annotations of claims', {
    claims: [
      { ...data, size: '1024Mi', volumeMode: PersistentVolumeMode.FILE_SYSTEM, labels: { tier: 'data' } },
      { name: 'logs', size: '1.5Gi', mountPath: '/logs', subPath: 'app', annotations: { note: 'logs' } },
      { name: 'seed', size: '500M', mountPath: '/seed', readOnly: true },
    ],
    mounts: [{ name: 'data', mountPath: '/again', subPath: 'part', readOnly: true }],
  }),
  app('nothing but an image', { port: undefined }),
  app('baseline with capabilities and paths', {
    securityLevel: PodSecurityLevel.BASELINE,
    addCapabilities: ['CHOWN', 'NET_BIND_SERVICE', 'SETGID', 'SETUID'],
    writablePaths: ['/run', '/var/cache/nginx', '/var/A_b'],
    user: 0,
    fsGroup: 7,
  }),
  app('restricted with a user, a capability and a writable root', {
    user: 1000,
    group: 2000,
    fsGroup: 3000,
    addCapabilities: ['NET_BIND_SERVICE'],
    writableRootFilesystem: true,
    automountServiceAccountToken: true,
  }),
  app('privileged with capabilities and a read-only root', {
    securityLevel: PodSecurityLevel.PRIVILEGED,
    addCapabilities: ['SYS_ADMIN'],
    writableRootFilesystem: false,
    automountServiceAccountToken: false,
  }),
  app('ports and probes of every kind', {
    port: undefined,
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'dns', containerPort: 53, protocol: Protocol.UDP },
      { name: 'dns-tcp', containerPort: 53, protocol: Protocol.TCP },
    ],
    readiness: Probe.httpGet({
      path: '/ready',
      scheme: 'HTTPS',
      headers: { Accept: 'text/plain' },
      successThreshold: 2,
    }),
    liveness: Probe.exec(['true'], { initialDelaySeconds: 0, periodSeconds: 3, timeoutSeconds: 2 }),
    startup: Probe.grpc({ port: 8080, service: 'health', failureThreshold: 30, terminationGracePeriodSeconds: 5 }),
  }),
  app('a probe of a connection and a port without a name', {
    port: undefined,
    ports: [{ containerPort: 8080 }],
    liveness: Probe.tcpSocket(),
  }),
  app('values and sources of environment variables', {
    env: { PLAIN: 'a', EMPTY: '', REFERENCE: '$(POD)-x', 'dotted.name': '1' },
    envValues: { POD: EnvValue.fromProcess('HOME', { required: false }) },
  }),
  app('quantities in many notations', {
    resources: {
      requests: { cpu: '0.1', memory: '1.5Gi', 'ephemeral-storage': '1e6' },
      limits: { cpu: '1500m', memory: '2048Mi', 'nvidia.com/gpu': '1' },
    },
  }),
  app('labels and annotations everywhere', {
    labels: { 'app.kubernetes.io/instance': 'a', team: '' },
    annotations: { 'example.com/note': 'text: with "signs"\nand lines' },
    podLabels: { version: '1.2' },
    podAnnotations: { 'example.com/build': '7' },
    selectorLabels: { app: 'a', tier: 'web' },
  }),
  app('commands and a folder', { command: ['sh', '-c'], args: ['exec server "$@"'], workingDir: '/srv' }),
  app('ordinals, order and history', {
    replicas: 0,
    firstOrdinal: 5,
    podManagementPolicy: PodManagementPolicy.PARALLEL,
    minReadySeconds: 3,
    revisionHistoryLimit: 2,
    terminationGracePeriodSeconds: 0,
    publishNotReadyAddresses: true,
  }),
  app('a rollout in parts', { updateStrategy: UpdateStrategy.rollingUpdate({ partition: 1 }) }),
  app('a rollout on deletion', { updateStrategy: UpdateStrategy.onDelete() }),
  app('claims that go with their pods', {
    claims: [data],
    claimRetention: { whenDeleted: ClaimRetention.RETAIN, whenScaled: ClaimRetention.DELETE_DATA },
  }),
  app('the longest names', {
    name: `a${'b'.repeat(51)}`,
    serviceName: `s${'v'.repeat(62)}`,
    claims: [{ ...data, name: `c${'d'.repeat(8)}` }],
  }),
];

function app(name: string, props: Partial<StatefulWebAppProps>): Use {
  return {
    name,
    build: (chart) => void new StatefulWebApp(chart, 'wiki', { image: 'example/wiki:1.4', port: 8080, ...props }),
  };
}
