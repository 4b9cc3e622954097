import { Chart, Testing } from 'cdk8s';
import { ConfigMap, EnvValue, ImagePullPolicy, Protocol, Secret } from 'cdk8s-plus-27';
import { Probe, StatefulWebApp } from '../../lib';
import { SMALLEST, synthApp } from '../support/synth';

test('one port is named http, in the container and in the Service', () => {
  const { container, service } = synthApp({ port: 8080 });

  expect(container.ports).toEqual([{ containerPort: 8080, name: 'http' }]);
  expect(service.spec.ports).toEqual([{ port: 8080, name: 'http' }]);
});

test('several ports keep their order, names and protocols', () => {
  const { container, service } = synthApp({
    port: undefined,
    ports: [
      { name: 'web', containerPort: 80 },
      { name: 'gossip', containerPort: 7946, protocol: Protocol.UDP },
    ],
  });

  expect(container.ports).toEqual([
    { name: 'web', containerPort: 80 },
    { name: 'gossip', containerPort: 7946, protocol: 'UDP' },
  ]);
  expect(service.spec.ports).toEqual([
    { name: 'web', port: 80 },
    { name: 'gossip', port: 7946, protocol: 'UDP' },
  ]);
});

test('an app without a port has a governing Service without one', () => {
  const { service, container } = synthApp({ port: undefined });

  expect(service.spec).toEqual({ clusterIP: 'None', selector: { 'app.kubernetes.io/name': 'wiki' } });
  expect(container).not.toHaveProperty('ports');
});

test('command, arguments, folder, pull policy and resources come out as written', () => {
  const { container } = synthApp({
    command: ['serve'],
    args: ['--data', '/srv'],
    workingDir: '/srv',
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    resources: { requests: { cpu: '500m', 'nvidia.com/gpu': '1' }, limits: { memory: '1Gi', 'nvidia.com/gpu': '1' } },
  });

  expect(container).toMatchObject({
    command: ['serve'],
    args: ['--data', '/srv'],
    workingDir: '/srv',
    imagePullPolicy: 'Always',
    resources: { requests: { cpu: '500m', 'nvidia.com/gpu': '1' }, limits: { memory: '1Gi', 'nvidia.com/gpu': '1' } },
  });
});

test.each([
  ['httpGet', Probe.httpGet(), { httpGet: { port: 'http' } }],
  [
    'httpGet with all it can have',
    Probe.httpGet({
      path: '/healthz',
      port: 9000,
      scheme: 'HTTPS',
      host: 'example.org',
      headers: { A: 'b' },
      periodSeconds: 3,
    }),
    {
      httpGet: {
        path: '/healthz',
        port: 9000,
        scheme: 'HTTPS',
        host: 'example.org',
        httpHeaders: [{ name: 'A', value: 'b' }],
      },
      periodSeconds: 3,
    },
  ],
  ['tcpSocket', Probe.tcpSocket({ initialDelaySeconds: 5 }), { tcpSocket: { port: 'http' }, initialDelaySeconds: 5 }],
  [
    'exec',
    Probe.exec(['true'], { timeoutSeconds: 2, failureThreshold: 30 }),
    { exec: { command: ['true'] }, timeoutSeconds: 2, failureThreshold: 30 },
  ],
  ['grpc', Probe.grpc({ service: 'x' }), { grpc: { port: 8080, service: 'x' } }],
])('a probe of the kind %s', (_, probe, expected) => {
  const { container } = synthApp({ readiness: probe, liveness: probe, startup: probe });

  expect([container.readinessProbe, container.livenessProbe, container.startupProbe]).toEqual([
    expected,
    expected,
    expected,
  ]);
});

test('a liveness probe can shorten the time that the container has to stop', () => {
  const { container } = synthApp({ liveness: Probe.grpc({ terminationGracePeriodSeconds: 5 }) });

  expect(container.livenessProbe).toEqual({ grpc: { port: 8080 }, terminationGracePeriodSeconds: 5 });
});

test('a ConfigMap and a Secret of cdk8s-plus feed the environment, before the values that refer to them', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const settings = new ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { user: 'wiki' } });
  const secret = Secret.fromSecretName(chart, 'secret', 'wiki-db');
  new StatefulWebApp(chart, 'wiki', {
    ...SMALLEST,
    env: { DATABASE: 'postgres://$(USER):$(PASSWORD)@db' },
    envValues: {
      USER: EnvValue.fromConfigMap(settings, 'user'),
      PASSWORD: EnvValue.fromSecretValue({ secret, key: 'password' }),
    },
  });

  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'StatefulSet');
  expect(spec.template.spec.containers[0].env).toEqual([
    { name: 'USER', valueFrom: { configMapKeyRef: { name: 'settings', key: 'user' } } },
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'wiki-db', key: 'password' } } },
    { name: 'DATABASE', value: 'postgres://$(USER):$(PASSWORD)@db' },
  ]);
});
