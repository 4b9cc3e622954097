import { Chart, Testing } from 'cdk8s';
import { Ingress, IngressBackend } from 'cdk8s-plus-27';
import {
  ServiceExposure,
  StatefulWebApp,
  type StatefulWebAppProps,
  TrafficDistribution,
  TrafficPolicy,
} from '../../../lib';
import { SMALLEST, synthApp, synthErrors, summaries } from '../../support/synth';

const services = (props: Partial<StatefulWebAppProps>): object[] =>
  synthApp(props).manifests.filter(({ kind, spec }) => kind === 'Service' && spec.clusterIP !== 'None');

test('a client Service stands beside the governing one, and only ready pods are behind it', () => {
  expect(services({ clientService: {}, publishNotReadyAddresses: true })).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'wiki-client' },
      spec: {
        ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
        selector: { 'app.kubernetes.io/name': 'wiki' },
      },
    },
  ]);
});

test('without it there is the governing Service alone', () => {
  expect(services({})).toEqual([]);
});

test('the governing Service has the ports, labels and annotations that are asked for', () => {
  const { manifests } = synthApp({
    governingService: {
      ports: [
        { port: 80, targetPort: 'http', appProtocol: 'http' },
        { name: 'direct', port: 81, targetNumber: 8080 },
      ],
      labels: { tier: 'data' },
      annotations: { owner: 'docs' },
    },
  });
  expect(manifests.find(({ kind }) => kind === 'Service')).toMatchObject({
    metadata: { labels: { tier: 'data', 'app.kubernetes.io/name': 'wiki' }, annotations: { owner: 'docs' } },
    spec: {
      clusterIP: 'None',
      ports: [
        { name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' },
        { name: 'direct', port: 81, targetPort: 8080 },
      ],
    },
  });
});

test('a number that the app does not listen on is no port to lead to', () => {
  const errors = synthErrors({ governingService: { ports: [{ port: 80, targetNumber: 1 }] } });
  expect(errors.join()).toContain('governingService.ports[0].targetNumber');
});

test('a governing Service that stands elsewhere is not written, and can be referred to', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const app = new StatefulWebApp(chart, 'wiki', { ...SMALLEST, adoption: { governingServiceElsewhere: true } });

  expect((Testing.synth(chart) as { kind: string }[]).map(({ kind }) => kind)).not.toContain('Service');
  expect(app.service.name).toBe('wiki');
});

test('a client Service has the port, the type and the options that are asked for', () => {
  const [service] = services({
    annotations: { owner: 'docs' },
    clientService: {
      name: 'www',
      type: ServiceExposure.LOAD_BALANCER,
      port: 80,
      labels: { tier: 'edge' },
      annotations: { 'example.org/pool': 'a' },
      sessionAffinitySeconds: 600,
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      internalTrafficPolicy: TrafficPolicy.CLUSTER,
      loadBalancerClass: 'example.org/lb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    },
  });

  expect(service).toMatchObject({
    metadata: { name: 'www', labels: { tier: 'edge' }, annotations: { owner: 'docs', 'example.org/pool': 'a' } },
    spec: {
      type: 'LoadBalancer',
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      loadBalancerClass: 'example.org/lb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    },
  });
});

test('which pods are preferred comes out for a target that knows it', () => {
  const clientService = { trafficDistribution: TrafficDistribution.PREFER_CLOSE };

  expect(services({ kubernetesVersion: '1.31', clientService })[0]).toMatchObject({
    spec: { trafficDistribution: 'PreferClose' },
  });
});

const git: Partial<StatefulWebAppProps> = {
  port: undefined,
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'ssh', containerPort: 2222 },
  ],
};

test('an app has as many Services for clients as it names, each with ports and a type of its own', () => {
  const { app, manifests } = synthApp({
    ...git,
    clientService: { ports: [{ port: 80, targetPort: 'http' }] },
    clientServices: [
      { name: 'git-ssh', type: ServiceExposure.LOAD_BALANCER, ports: [{ port: 22, targetPort: 'ssh' }] },
    ],
    ingresses: [{ host: 'git.example.org' }],
  });
  const found = manifests.filter(({ kind, spec }) => kind === 'Service' && spec.clusterIP !== 'None');
  expect(found).toMatchObject([
    { metadata: { name: 'wiki-client' }, spec: { ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
    {
      metadata: { name: 'git-ssh' },
      spec: { type: 'LoadBalancer', ports: [{ name: 'ssh', port: 22, targetPort: 'ssh' }] },
    },
  ]);
  expect(app.clientServiceNamed('git-ssh').name).toBe('git-ssh');
  expect(app.clientServiceNamed('wiki-client')).toBe(app.clientService);
  expect(() => app.clientServiceNamed('ssh')).toThrow(/no Service 'ssh'.*wiki-client, git-ssh/);
});

test('more Services make no first one', () => {
  const found = services({ ...git, clientServices: [{ name: 'git-web', port: 80 }] });
  expect(found).toMatchObject([{ metadata: { name: 'git-web' } }]);
});

test('a port of a sidecar that is exposed is offered too', () => {
  const sidecar = {
    name: 'proxy',
    image: 'example/proxy:1',
    ports: [{ name: 'tls', containerPort: 8443, exposed: true }],
  };

  expect(services({ sidecars: [sidecar], clientService: {} })[0]).toMatchObject({
    spec: {
      ports: [
        { name: 'http', port: 8080 },
        { name: 'tls', port: 8443, targetPort: 'tls' },
      ],
    },
  });
});

test('several ports keep their names, and lead to the container port that they name', () => {
  const ports = [
    { name: 'http', containerPort: 8080 },
    { name: 'ssh', containerPort: 2222 },
  ];

  expect(services({ port: undefined, ports, clientService: {} })[0]).toMatchObject({
    spec: {
      ports: [
        { name: 'http', port: 8080, targetPort: 'http' },
        { name: 'ssh', port: 2222, targetPort: 'ssh' },
      ],
    },
  });
  expect(
    services({
      port: undefined,
      ports,
      clientService: { ports: [{ port: 80 }, { name: 'git', port: 22, targetPort: 'ssh' }] },
    })[0],
  ).toMatchObject({
    spec: {
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'git', port: 22, targetPort: 'ssh' },
      ],
    },
  });
});

test('a container port without a name is led to by its number', () => {
  const ports = [{ containerPort: 8080 }];

  expect(services({ port: undefined, ports, clientService: {} })[0]).toMatchObject({
    spec: { ports: [{ port: 8080 }] },
  });
  expect(services({ port: undefined, ports, clientService: { port: 80 } })[0]).toMatchObject({
    spec: { ports: [{ port: 80, targetPort: 8080 }] },
  });
});

test('each pod has a Service of its name that selects it alone', () => {
  const made = services({
    replicas: 2,
    firstOrdinal: 3,
    ordinalServices: {
      publishNotReadyAddresses: true,
      annotations: { 'example.org/host': 'wiki-{ordinal}.example.org' },
    },
  });

  expect(made).toMatchObject([
    {
      metadata: { name: 'wiki-3', annotations: { 'example.org/host': 'wiki-3.example.org' } },
      spec: {
        publishNotReadyAddresses: true,
        selector: { 'app.kubernetes.io/name': 'wiki', 'statefulset.kubernetes.io/pod-name': 'wiki-3' },
      },
    },
    { metadata: { name: 'wiki-4', annotations: { 'example.org/host': 'wiki-4.example.org' } } },
  ]);
});

test('the Services can be used wherever cdk8s-plus takes one', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const app = new StatefulWebApp(chart, 'wiki', { ...SMALLEST, clientService: { port: 80 }, ordinalServices: {} });
  new Ingress(chart, 'ingress', {
    rules: [
      { path: '/', backend: IngressBackend.fromService(app.clientService!) },
      { path: '/edit', backend: IngressBackend.fromService(app.ordinalService(0)) },
    ],
  });

  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'Ingress');
  expect(spec.rules[0].http.paths.map(({ backend }: { backend: object }) => backend)).toEqual([
    { service: { name: 'wiki-client', port: { number: 80 } } },
    { service: { name: 'wiki-0', port: { number: 8080 } } },
  ]);
  expect(() => app.ordinalService(1)).toThrow(
    'chart/wiki: the pod with the ordinal 1 has no Service of its own. Set ordinalServices, or correct the ordinal',
  );
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'two Services for clients of one name',
    { clientServices: [{ name: 'www' }, { name: 'www' }] },
    'clientServices[www].name [object-name-duplicate]',
  ],
  ['a client Service without a port', { port: undefined, clientService: {} }, 'clientService [service-without-ports]'],
  ['a name that no Service can have', { clientService: { name: '1st' } }, 'clientService.name [service-name-invalid]'],
  [
    'the name of the governing Service',
    { clientService: { name: 'wiki' } },
    'clientService.name [object-name-duplicate]',
  ],
  [
    "the name of a pod's Service",
    { clientService: { name: 'wiki-0' }, ordinalServices: {} },
    'ordinalServices [object-name-duplicate]',
  ],
  ['a port out of range', { clientService: { port: 0 } }, 'clientService.port [port-out-of-range]'],
  [
    'a port beside ports',
    { clientService: { port: 80, ports: [{ port: 80 }] } },
    'clientService.port [port-and-ports]',
  ],
  [
    'a target port that is not there',
    { clientService: { ports: [{ port: 80, targetPort: 'web' }] } },
    'clientService.ports[0].targetPort [port-unknown]',
  ],
  [
    'two ports of one name',
    { clientService: { ports: [{ port: 80 }, { port: 81 }] } },
    'clientService.ports [port-name-duplicate]',
  ],
  [
    'two ports of one number',
    {
      clientService: {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80 },
        ],
      },
    },
    'clientService.ports [port-duplicate]',
  ],
  [
    'a node port inside the cluster',
    { clientService: { ports: [{ port: 80, nodePort: 30080 }] } },
    'clientService.ports[0].nodePort [service-option-without-type]',
  ],
  [
    'one node port for several Services',
    {
      replicas: 2,
      ordinalServices: { type: ServiceExposure.NODE_PORT, ports: [{ port: 80, nodePort: 30080 }] },
    },
    'ordinalServices.ports[0].nodePort [node-port-shared]',
  ],
  [
    'a policy for traffic that never comes',
    { clientService: { externalTrafficPolicy: TrafficPolicy.LOCAL } },
    'clientService.externalTrafficPolicy [service-option-without-type]',
  ],
  [
    'a load balancer class without a load balancer',
    { clientService: { type: ServiceExposure.NODE_PORT, loadBalancerClass: 'a' } },
    'clientService.loadBalancerClass [service-option-without-type]',
  ],
  [
    'a source range that is none',
    { clientService: { type: ServiceExposure.LOAD_BALANCER, loadBalancerSourceRanges: ['10.0.0.0'] } },
    'clientService.loadBalancerSourceRanges[0] [cidr-invalid]',
  ],
  [
    'a preference that the target does not have',
    { kubernetesVersion: '1.30', clientService: { trafficDistribution: TrafficDistribution.PREFER_CLOSE } },
    'clientService.trafficDistribution [field-not-in-version]',
  ],
  [
    'a value that the target refuses',
    { kubernetesVersion: '1.33', clientService: { trafficDistribution: TrafficDistribution.PREFER_SAME_NODE } },
    'clientService.trafficDistribution [field-not-in-version]',
  ],
  [
    'affinity for more than a day',
    { clientService: { sessionAffinitySeconds: 100_000 } },
    'clientService.sessionAffinitySeconds [seconds-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});

test('two apps whose Services have one name fail, also where the names are derived', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new StatefulWebApp(chart, 'a', { ...SMALLEST, name: 'web', ordinalServices: {} });
  new StatefulWebApp(chart, 'b', { ...SMALLEST, name: 'other', serviceName: 'web-0' });

  expect(() => Testing.synth(chart)).toThrow('[chart/a] `Service default/web-0`: is also emitted by chart/b');
});

test('a client Service may lead to the pods themselves, and to those that are not ready', () => {
  const { manifests } = synthApp({
    clientServices: [{ name: 'gossip', headless: true, publishNotReadyAddresses: true }],
  });
  const service = manifests.find(({ metadata }) => metadata.name === 'gossip');

  expect(service?.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  const type = ServiceExposure.NODE_PORT;
  expect(synthErrors({ clientService: { headless: true, type } }).join()).toContain('service-option-without-type');
});
