import {
  type ContainerProps,
  ContainerRestartPolicy,
  LifecycleHook,
  Probe,
  type StatefulWebAppProps,
  Volume,
} from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

const names = (containers: { name: string }[] | undefined): string[] | undefined => containers?.map(({ name }) => name);
const sidecar = { name: 'exporter', image: 'example/exporter:2' };

test('init containers come before the app, others beside it, in their order', () => {
  const { pod } = synthApp({
    initContainers: [
      { name: 'migrate', image: 'example/wiki:1.4', args: ['migrate'] },
      { name: 'warm', image: 'example/wiki:1.4' },
    ],
    containers: [{ name: 'proxy', image: 'example/proxy:3', port: 8443 }],
  });

  expect(names(pod.initContainers)).toEqual(['migrate', 'warm']);
  expect(names(pod.containers)).toEqual(['wiki', 'proxy']);
  expect(pod.initContainers[0]).toMatchObject({ image: 'example/wiki:1.4', args: ['migrate'] });
});

test('a sidecar is kept running before the init containers where Kubernetes can do that', () => {
  const { pod } = synthApp({
    kubernetesVersion: '1.29',
    initContainers: [{ name: 'migrate', image: 'example/wiki:1.4' }],
    sidecars: [sidecar],
  });

  expect(names(pod.initContainers)).toEqual(['exporter', 'migrate']);
  expect(pod.initContainers[0].restartPolicy).toBe('Always');
  expect(names(pod.containers)).toEqual(['wiki']);
});

test('a sidecar runs beside the app where Kubernetes cannot', () => {
  const { pod } = synthApp({ kubernetesVersion: '1.28', sidecars: [sidecar] });

  expect(pod).not.toHaveProperty('initContainers');
  expect(names(pod.containers)).toEqual(['wiki', 'exporter']);
  expect(pod.containers[1]).not.toHaveProperty('restartPolicy');
});

test('every container is held to the level of the pod, and has a /tmp of its own', () => {
  const { pod } = synthApp({ containers: [sidecar] });

  expect(pod.containers[1].securityContext).toEqual(pod.containers[0].securityContext);
  expect(pod.containers.map(({ volumeMounts }: never) => volumeMounts)).toEqual([
    [{ name: 'writable-tmp', mountPath: '/tmp' }],
    [{ name: 'exporter-writable-tmp', mountPath: '/tmp' }],
  ]);
  expect(names(pod.volumes)).toEqual(['writable-tmp', 'exporter-writable-tmp']);
});

test('containers share a claim, one of them read-only and in part', () => {
  const { pod } = synthApp({
    claims: [{ name: 'pages', size: '1Gi', mountPath: '/srv' }],
    containers: [
      {
        ...sidecar,
        writablePaths: [],
        mounts: [{ name: 'pages', mountPath: '/data', subPath: 'out', readOnly: true }],
      },
    ],
  });

  expect(pod.containers[1].volumeMounts).toEqual([
    { name: 'pages', mountPath: '/data', subPath: 'out', readOnly: true },
  ]);
});

test('the Services offer the ports of the app, and those of others where they say so', () => {
  const { service, pod } = synthApp({
    port: undefined,
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'debug', containerPort: 9229, exposed: false },
    ],
    containers: [
      {
        ...sidecar,
        ports: [
          { name: 'metrics', containerPort: 9100, exposed: true },
          { name: 'admin', containerPort: 9101 },
        ],
      },
    ],
  });

  expect(names(service.spec.ports)).toEqual(['http', 'metrics']);
  expect(names(pod.containers[0].ports)).toEqual(['http', 'debug']);
  expect(pod.containers[0].ports[1]).toEqual({ name: 'debug', containerPort: 9229 });
});

test.each<[string, Partial<ContainerProps>, Record<string, unknown>]>([
  [
    'hooks at start and stop',
    {
      lifecycle: {
        postStart: LifecycleHook.exec(['/bin/warm']),
        preStop: LifecycleHook.httpGet({ path: '/drain', headers: { A: 'b' } }),
      },
    },
    {
      lifecycle: {
        postStart: { exec: { command: ['/bin/warm'] } },
        preStop: { httpGet: { path: '/drain', port: 'http', httpHeaders: [{ name: 'A', value: 'b' }] } },
      },
    },
  ],
  [
    'a pause before the stop',
    { lifecycle: { preStop: LifecycleHook.sleep(5) } },
    { lifecycle: { preStop: { sleep: { seconds: 5 } } } },
  ],
  [
    'a terminal and last words',
    { terminal: { stdin: true, stdinOnce: true, tty: true, terminationMessagePolicy: 'FallbackToLogsOnError' } },
    { stdin: true, stdinOnce: true, tty: true, terminationMessagePolicy: 'FallbackToLogsOnError' },
  ],
  ['a file of last words', { terminal: { terminationMessagePath: '/why' } }, { terminationMessagePath: '/why' }],
  [
    'restarts by exit code and by resize',
    {
      restart: {
        policy: ContainerRestartPolicy.NEVER,
        rules: [{ exitCodes: [42] }, { exitCodes: [0, 1], except: true, action: 'Restart' }],
        onResize: { memory: true, cpu: false },
      },
    },
    {
      restartPolicy: 'Never',
      restartPolicyRules: [
        { action: 'Restart', exitCodes: { operator: 'In', values: [42] } },
        { action: 'Restart', exitCodes: { operator: 'NotIn', values: [0, 1] } },
      ],
      resizePolicy: [
        { resourceName: 'memory', restartPolicy: 'RestartContainer' },
        { resourceName: 'cpu', restartPolicy: 'NotRequired' },
      ],
    },
  ],
  [
    'a probe of a host',
    { readiness: Probe.tcpSocket({ port: 80, host: '10.0.0.1' }) },
    { readinessProbe: { tcpSocket: { port: 80, host: '10.0.0.1' } } },
  ],
  [
    'resource claims',
    { resources: { claims: [{ name: 'gpu', request: 'one' }] } },
    { resources: { claims: [{ name: 'gpu', request: 'one' }] } },
  ],
])('a container can have %s', (_, props, expected) => {
  const level = { securityLevel: 'privileged' as never, kubernetesVersion: '1.37' };
  const { container } = synthApp({ ...level, resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }], ...props });

  expect(container).toMatchObject(expected);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'two containers of one name',
    { containers: [{ name: 'wiki', image: 'x' }] },
    'containers [container-name-duplicate]',
  ],
  [
    'a probe of an init container that ends',
    { initContainers: [{ name: 'a', image: 'x', readiness: Probe.exec(['true']) }] },
    'initContainers[a].readiness [init-container-probe]',
  ],
  [
    'a container name out of form',
    { sidecars: [{ name: 'A', image: 'x' }] },
    'sidecars[A].name [container-name-invalid]',
  ],
  ['a container without an image', { containers: [{ name: 'a', image: '' }] }, 'containers[a].image [image-invalid]'],
  [
    'a mount of nothing in a sidecar',
    { sidecars: [{ name: 'a', image: 'x', mounts: [{ name: 'no', mountPath: '/x' }] }] },
    'sidecars[a].mounts[0].name [mount-source-unknown]',
  ],
  [
    'a device of nothing',
    { devices: [{ name: 'no', devicePath: '/dev/x' }] },
    'devices[0].name [mount-source-unknown]',
  ],
  [
    'a pause of no seconds',
    { lifecycle: { preStop: LifecycleHook.sleep(0) }, kubernetesVersion: '1.30' },
    'lifecycle.preStop.seconds [seconds-invalid]',
  ],
  [
    'a pause that is longer than the time to stop',
    { lifecycle: { preStop: LifecycleHook.sleep(20) }, terminationGracePeriodSeconds: 10, kubernetesVersion: '1.30' },
    'lifecycle.preStop.seconds [pause-beyond-grace]',
  ],
  [
    'a port of the node out of range',
    { port: undefined, ports: [{ containerPort: 1, hostPort: 70000 }] },
    'ports[0].hostPort [port-out-of-range]',
  ],
  ['a volume of a name out of form', { volumes: [Volume.emptyDir('A')] }, 'volumes[0].name [volume-name-invalid]'],
])('%s is an error', (_, props, message) => {
  expect(summaries(synthErrors(props))).toEqual([message]);
});
