import type { StatefulWebAppProps } from '../../../lib';
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

test.each<[string, Partial<StatefulWebAppProps>, string]>([
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
