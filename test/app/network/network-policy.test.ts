import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { NetworkPeer, StatefulWebApp, type StatefulWebAppProps } from '../../../lib';
import { SMALLEST, synthApp, synthErrors, summaries } from '../../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */
const policy = (props: Partial<StatefulWebAppProps>): any =>
  synthApp(props).manifests.find(({ kind }) => kind === 'NetworkPolicy');

const OWN = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'wiki' } } };
const DNS = {
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

test('an empty policy allows the pods among themselves, and DNS, and nothing else', () => {
  expect(policy({ networkPolicy: {} })).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'wiki' },
    spec: {
      podSelector: OWN.podSelector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [OWN] }],
      egress: [{ to: [OWN] }, DNS],
    },
  });
});

test('peers and DNS can be refused too', () => {
  expect(policy({ networkPolicy: { peers: false, dns: false } }).spec).toEqual({
    podSelector: OWN.podSelector,
    policyTypes: ['Ingress', 'Egress'],
  });
});

test('who connects to the app reaches its ports; whom it connects to, the ports that are named', () => {
  const { spec } = policy({
    networkPolicy: {
      peers: false,
      dns: false,
      ingress: [{ peers: [NetworkPeer.namespace('edge'), NetworkPeer.pods({ labels: { app: 'cron' } })] }],
      egress: [
        {
          peers: [NetworkPeer.cidr('10.0.0.0/8', ['10.1.0.0/16'])],
          ports: [{ port: 5432 }, { port: 8000, endPort: 8100 }],
        },
        { peers: [NetworkPeer.pods({ labels: { app: 'mail' }, namespaceLabels: {} })], ports: [{ portName: 'smtp' }] },
        { peers: [NetworkPeer.anywhere()] },
      ],
    },
  });

  expect(spec.ingress).toEqual([
    {
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } },
        { podSelector: { matchLabels: { app: 'cron' } } },
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
  ]);
  expect(spec.egress).toEqual([
    {
      to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
      ports: [
        { port: 5432, protocol: 'TCP' },
        { port: 8000, endPort: 8100, protocol: 'TCP' },
      ],
    },
    {
      to: [{ podSelector: { matchLabels: { app: 'mail' } }, namespaceSelector: {} }],
      ports: [{ port: 'smtp', protocol: 'TCP' }],
    },
    {},
  ]);
});

test('another app is a peer by its labels, and by its namespace where it has one', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const here = new StatefulWebApp(chart, 'db', SMALLEST);
  const there = new StatefulWebApp(chart, 'mail', { ...SMALLEST, namespace: 'mail' });
  new StatefulWebApp(chart, 'wiki', {
    ...SMALLEST,
    networkPolicy: { peers: false, dns: false, egress: [{ peers: [NetworkPeer.app(here), NetworkPeer.app(there)] }] },
  });

  expect(Testing.synth(chart).find(({ kind }) => kind === 'NetworkPolicy').spec.egress[0].to).toEqual([
    { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } } },
    {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'mail' } },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } },
    },
  ]);
});

test('a NetworkPolicy of cdk8s-plus takes the app as its selector and as a peer', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const wiki = new StatefulWebApp(chart, 'wiki', { ...SMALLEST, namespace: 'docs' });
  const db = new StatefulWebApp(chart, 'db', SMALLEST);
  new kplus.NetworkPolicy(chart, 'policy', { selector: wiki, egress: { rules: [{ peer: db }] } });

  expect(Testing.synth(chart).find(({ kind }) => kind === 'NetworkPolicy')).toMatchObject({
    metadata: { namespace: 'docs' },
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'wiki' } },
      egress: [{ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } } }] }],
    },
  });
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'a rule for nobody',
    { networkPolicy: { ingress: [{ peers: [] }] } },
    'networkPolicy.ingress[0].peers [network-peers-empty]',
  ],
  [
    'a range that is none',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.cidr('10.0.0.0/33')] }] } },
    'networkPolicy.egress[0].peers[0] [cidr-invalid]',
  ],
  [
    'an exception that is no range',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.cidr('fd00::/8', ['fd00::1'])] }] } },
    'networkPolicy.egress[0].peers[0] [cidr-invalid]',
  ],
  [
    'an exception that lies elsewhere',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.cidr('2001:db8::/32', ['2001:db9::/48'])] }] } },
    'networkPolicy.egress[0].peers[0] [cidr-invalid]',
  ],
  [
    'a range with bits beyond its length, which Kubernetes refuses from 1.36 on,',
    { kubernetesVersion: '1.37', networkPolicy: { egress: [{ peers: [NetworkPeer.cidr('10.1.0.0/8')] }] } },
    'networkPolicy.egress[0].peers[0] [cidr-invalid]',
  ],
  [
    'a namespace out of form',
    { networkPolicy: { ingress: [{ peers: [NetworkPeer.namespace('A')] }] } },
    'networkPolicy.ingress[0].peers[0].namespace [namespace-invalid]',
  ],
  [
    'a namespace beside its labels',
    { networkPolicy: { ingress: [{ peers: [NetworkPeer.pods({ namespace: 'a', namespaceLabels: {} })] }] } },
    'networkPolicy.ingress[0].peers[0].namespace [namespace-and-labels]',
  ],
  [
    'a port name that the app does not have',
    { networkPolicy: { ingress: [{ peers: [NetworkPeer.anywhere()], ports: [{ portName: 'web' }] }] } },
    'networkPolicy.ingress[0].ports[0].portName [port-unknown]',
  ],
  [
    'a range that ends before it begins',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.anywhere()], ports: [{ port: 90, endPort: 80 }] }] } },
    'networkPolicy.egress[0].ports[0].endPort [port-out-of-range]',
  ],
  [
    'a port by name and by number',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.anywhere()], ports: [{ port: 90, portName: 'a' }] }] } },
    'networkPolicy.egress[0].ports[0].portName [network-port-invalid]',
  ],
  [
    'a range without its beginning',
    { networkPolicy: { egress: [{ peers: [NetworkPeer.anywhere()], ports: [{ endPort: 90 }] }] } },
    'networkPolicy.egress[0].ports[0].endPort [network-port-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});

test('before 1.36 a range may have bits beyond its length', () => {
  const networkPolicy = { egress: [{ peers: [NetworkPeer.cidr('10.1.0.0/8')] }] };

  expect(synthErrors({ kubernetesVersion: '1.35', networkPolicy })).toEqual([]);
});

test('a policy may have a name and labels of its own, and leave connections of the pods alone', () => {
  const { metadata, spec } = policy({
    networkPolicy: { name: 'wiki-in', labels: { tier: 'data' }, peers: false, limitsEgress: false },
  });

  expect(metadata).toEqual({ name: 'wiki-in', labels: { tier: 'data' } });
  expect(spec).toEqual({ podSelector: OWN.podSelector, policyTypes: ['Ingress'] });
});
