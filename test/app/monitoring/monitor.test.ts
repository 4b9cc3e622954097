import { RelabelingAction, type SecretKey, type StatefulWebAppProps } from '../../../lib';
import { synthApp, synthErrors, summaries } from '../../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */
const ofKind = (kind: string, props: Partial<StatefulWebAppProps>): any =>
  synthApp(props).manifests.find((manifest) => manifest.kind === kind);
const selector = { matchLabels: { 'app.kubernetes.io/name': 'wiki' } };

test('a ServiceMonitor reads every pod through the governing Service', () => {
  expect(ofKind('ServiceMonitor', { serviceMonitor: {} })).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'wiki' },
    spec: { selector, endpoints: [{ port: 'http' }] },
  });
});

test('where the app has other Services, a pod is read through the governing one alone', () => {
  expect(ofKind('ServiceMonitor', { serviceMonitor: {}, clientService: {} }).spec.endpoints).toEqual([
    {
      port: 'http',
      relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: 'wiki' }],
    },
  ]);
});

test('a monitor has the port, the path and the pace that are asked for', () => {
  const monitor = {
    labels: { release: 'prometheus' },
    portName: 'metrics',
    path: '/prometheus',
    scheme: 'https',
    intervalSeconds: 30,
    scrapeTimeoutSeconds: 10,
    honorLabels: true,
  };
  const ports = [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090 },
  ];
  const endpoint = {
    port: 'metrics',
    path: '/prometheus',
    scheme: 'https',
    interval: '30s',
    scrapeTimeout: '10s',
    honorLabels: true,
  };

  expect(ofKind('ServiceMonitor', { port: undefined, ports, serviceMonitor: monitor })).toMatchObject({
    metadata: { labels: { release: 'prometheus' } },
    spec: { endpoints: [endpoint] },
  });
  expect(ofKind('PodMonitor', { port: undefined, ports, podMonitor: monitor })).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'wiki', labels: { release: 'prometheus' } },
    spec: { selector, podMetricsEndpoints: [endpoint] },
  });
});

const ports = [
  { name: 'http', containerPort: 8080 },
  { name: 'metrics', containerPort: 9090 },
];

test('several places are read, each as it says, and otherwise as is said for all', () => {
  const { spec } = ofKind('PodMonitor', {
    port: undefined,
    ports,
    podMonitor: {
      intervalSeconds: 30,
      endpoints: [
        { portName: 'http', path: '/probe', params: { module: ['a'] } },
        { portName: 'metrics', intervalSeconds: 60 },
      ],
    },
  });
  expect(spec.podMetricsEndpoints).toEqual([
    { port: 'http', path: '/probe', interval: '30s', params: { module: ['a'] } },
    { port: 'metrics', interval: '60s' },
  ]);
});

test('an endpoint is read with TLS, a token or a password, and its labels are changed', () => {
  const key = (name: string): SecretKey => ({ name: 'metrics', key: name });
  const drop = { action: RelabelingAction.DROP, sourceLabels: ['__name__'], regex: 'go_.*' };
  const { spec } = ofKind('ServiceMonitor', {
    clientService: {},
    serviceMonitor: {
      scheme: 'https',
      tls: { ca: key('ca'), cert: key('cert'), key: key('key'), serverName: 'wiki', insecureSkipVerify: false },
      bearerToken: key('token'),
      relabelings: [{ targetLabel: 'team', replacement: 'docs' }],
      metricRelabelings: [drop],
    },
  });
  expect(spec.endpoints).toEqual([
    {
      port: 'http',
      scheme: 'https',
      tlsConfig: {
        ca: { secret: key('ca') },
        cert: { secret: key('cert') },
        keySecret: key('key'),
        serverName: 'wiki',
        insecureSkipVerify: false,
      },
      authorization: { credentials: key('token') },
      relabelings: [
        { action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: 'wiki' },
        { targetLabel: 'team', replacement: 'docs' },
      ],
      metricRelabelings: [drop],
    },
  ]);
  const basicAuth = { username: key('user'), password: key('password') };
  expect(ofKind('PodMonitor', { podMonitor: { basicAuth } }).spec.podMetricsEndpoints).toEqual([
    { port: 'http', basicAuth },
  ]);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'a port of one of several endpoints that is not there',
    { podMonitor: { endpoints: [{ portName: 'http' }, { portName: 'web' }] } },
    'podMonitor.endpoints[1].portName [port-unknown]',
  ],
  ['a port that is not there', { serviceMonitor: { portName: 'metrics' } }, 'serviceMonitor.portName [port-unknown]'],
  [
    'a port without a name',
    { port: undefined, ports: [{ containerPort: 80 }], podMonitor: {} },
    'podMonitor.portName [monitor-port-missing]',
  ],
  ['a scheme out of form', { serviceMonitor: { scheme: 'HTTPS' } }, 'serviceMonitor.scheme [monitor-scheme-invalid]'],
  [
    'a reading that lasts longer than the time to the next',
    { podMonitor: { intervalSeconds: 10, scrapeTimeoutSeconds: 20 } },
    'podMonitor.scrapeTimeoutSeconds [seconds-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});
