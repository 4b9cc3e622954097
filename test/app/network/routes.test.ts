import { HttpIngressPathType } from 'cdk8s-plus-27';
import type { StatefulWebAppProps } from '../../../lib';
import { synthApp, synthErrors, summaries } from '../../support/synth';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */
const ofKind = (kind: string, props: Partial<StatefulWebAppProps>): any[] =>
  synthApp(props).manifests.filter((manifest) => manifest.kind === kind);
const serviceNames = (props: Partial<StatefulWebAppProps>): string[] =>
  ofKind('Service', props).map(({ metadata }) => metadata.name);

const gateways = [{ name: 'public' }];

test('an Ingress leads to the client Service, which comes with it', () => {
  const props: Partial<StatefulWebAppProps> = {
    ingresses: [{ host: 'wiki.example.org', ingressClassName: 'nginx', tlsSecretName: 'wiki-tls' }],
  };

  expect(ofKind('Ingress', props)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'wiki' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['wiki.example.org'], secretName: 'wiki-tls' }],
        rules: [
          {
            host: 'wiki.example.org',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'wiki-client', port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
      },
    },
  ]);
  expect(serviceNames(props)).toEqual(['wiki', 'wiki-client']);
});

test('an Ingress to one pod leads to the Service of that pod, and only that one comes with it', () => {
  const props: Partial<StatefulWebAppProps> = {
    replicas: 3,
    ingresses: [
      {
        host: 'edit.example.org',
        path: '/edit',
        pathType: HttpIngressPathType.EXACT,
        ordinal: 1,
        annotations: { a: 'b' },
      },
    ],
  };

  expect(ofKind('Ingress', props)).toMatchObject([
    {
      metadata: { name: 'wiki-1', annotations: { a: 'b' } },
      spec: {
        rules: [{ http: { paths: [{ path: '/edit', pathType: 'Exact', backend: { service: { name: 'wiki-1' } } }] } }],
      },
    },
  ]);
  expect(serviceNames(props)).toEqual(['wiki', 'wiki-1']);
});

test('an Ingress without a name for its port uses the number', () => {
  const [ingress] = ofKind('Ingress', { port: undefined, ports: [{ containerPort: 80 }], ingresses: [{}] });

  expect(ingress.spec.rules).toEqual([
    {
      http: {
        paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'wiki-client', port: { number: 80 } } } }],
      },
    },
  ]);
});

test('an HTTPRoute says all that the API server would write into its lists', () => {
  const props: Partial<StatefulWebAppProps> = {
    clientService: { port: 80 },
    httpRoutes: [
      { gateways: [{ name: 'public', namespace: 'edge', sectionName: 'https' }], hostnames: ['*.example.org'] },
    ],
  };

  expect(ofKind('HTTPRoute', props)).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'wiki' },
      spec: {
        parentRefs: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'Gateway',
            name: 'public',
            namespace: 'edge',
            sectionName: 'https',
          },
        ],
        hostnames: ['*.example.org'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ group: '', kind: 'Service', name: 'wiki-client', port: 80, weight: 1 }],
          },
        ],
      },
    },
  ]);
});

test('an HTTPRoute to one pod, at a port by its name', () => {
  const props: Partial<StatefulWebAppProps> = {
    port: undefined,
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'admin', containerPort: 9000 },
    ],
    httpRoutes: [{ gateways, ordinal: 0, portName: 'admin', path: '/admin', exactPath: true }],
  };

  expect(ofKind('HTTPRoute', props)).toMatchObject([
    {
      metadata: { name: 'wiki-0' },
      spec: {
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/admin' } }],
            backendRefs: [{ name: 'wiki-0', port: 9000 }],
          },
        ],
      },
    },
  ]);
  expect(serviceNames(props)).toEqual(['wiki', 'wiki-0']);
});

const twoPorts: Partial<StatefulWebAppProps> = {
  port: undefined,
  ports: [
    { name: 'ssh', containerPort: 2222 },
    { name: 'http', containerPort: 8080 },
  ],
};

test('a route leads to the Service and the port that it names, and no other Service comes with it', () => {
  const props = {
    ...twoPorts,
    clientServices: [{ name: 'web', port: 80, ports: undefined }, { name: 'all' }],
    ingresses: [{ serviceName: 'all', portName: 'http' }],
  };
  expect(ofKind('Ingress', props)).toMatchObject([
    { spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'all', port: { name: 'http' } } } }] } }] } },
  ]);
  expect(serviceNames(props)).toEqual(['wiki', 'web', 'all']);
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'an Ingress that may mean either of two ports',
    { ...twoPorts, ingresses: [{}] },
    'ingresses[0].portName [route-port-ambiguous]',
  ],
  [
    'an HTTPRoute to a pod that may mean either of two ports',
    { ...twoPorts, httpRoutes: [{ gateways, ordinal: 0 }] },
    'httpRoutes[0].portName [route-port-ambiguous]',
  ],
  [
    'a route to a Service that is not there',
    { clientServices: [{ name: 'web' }], ingresses: [{ serviceName: 'wbe' }] },
    'ingresses[0].serviceName [route-service-unknown]',
  ],
  [
    'a route to a Service and to a pod',
    { clientServices: [{ name: 'web' }], ingresses: [{ serviceName: 'web', ordinal: 0 }] },
    'ingresses[0].serviceName [route-service-unknown]',
  ],
  [
    'an Ingress to a pod that is not there',
    { replicas: 2, ingresses: [{ ordinal: 2 }] },
    'ingresses[0].ordinal [ordinal-unknown]',
  ],
  [
    'an Ingress to a port that is not there',
    { ingresses: [{ portName: 'web' }] },
    'ingresses[0].portName [port-unknown]',
  ],
  ['a host out of form', { ingresses: [{ host: 'a_b' }] }, 'ingresses[0].host [host-invalid]'],
  ['a relative path', { ingresses: [{ path: 'edit' }] }, 'ingresses[0].path [path-relative]'],
  [
    'two Ingresses of one name',
    { ingresses: [{ host: 'a.example.org' }, { host: 'b.example.org' }] },
    'ingresses [object-name-duplicate]',
  ],
  [
    'a Secret name out of form',
    { ingresses: [{ tlsSecretName: 'TLS' }] },
    'ingresses[0].tlsSecretName [object-name-invalid]',
  ],
  [
    'a route that no Gateway serves',
    { httpRoutes: [{ gateways: [] }] },
    'httpRoutes[0].gateways [http-route-gateways]',
  ],
  [
    'a host name of a route out of form',
    { httpRoutes: [{ gateways, hostnames: ['*'] }] },
    'httpRoutes[0].hostnames[0] [host-invalid]',
  ],
  [
    'a Gateway in a namespace out of form',
    { httpRoutes: [{ gateways: [{ name: 'public', namespace: 'A' }] }] },
    'httpRoutes[0].gateways[0].namespace [namespace-invalid]',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});
