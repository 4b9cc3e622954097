import fc from '../support/fast-check';
import { NetworkPeer, type StatefulWebAppProps } from '../../lib';
import { synthApp, synthErrors } from '../support/synth';

const name = fc.oneof(fc.string(), fc.constantFrom('wiki', 'wiki-0', 'http', 'a.b'));
const number = fc.oneof(fc.integer({ min: -2, max: 70_000 }), fc.double(), fc.integer({ min: 0, max: 3 }));
// Each of many pods would have a Service.
const small = fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constant(1.5));
const pairs = fc.dictionary(fc.string(), fc.string());
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 3 });
const optional = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const offered = fc.record({ port: number, name, targetPort: name, nodePort: number }, { requiredKeys: ['port'] });
const service = { port: number, ports: some(offered), labels: pairs, sessionAffinitySeconds: number };
const route = { name, ordinal: number, portName: name, path: name, annotations: pairs };
const peer = fc.oneof(
  name.map((value) => NetworkPeer.cidr(value, [value])),
  name.map((value) => NetworkPeer.namespace(value)),
  pairs.map((labels) => NetworkPeer.pods({ labels, namespaceLabels: labels })),
);
const rule = fc.record(
  { peers: some(peer), ports: some(optional({ port: number, portName: name, endPort: number })) },
  { requiredKeys: ['peers'] },
);
const monitor = optional({ portName: name, scheme: name, intervalSeconds: number, scrapeTimeoutSeconds: number });

const props = optional({
  replicas: fc.integer({ min: 0, max: 4 }),
  clientService: optional({ ...service, name }),
  ordinalServices: optional(service),
  ingresses: some(optional({ ...route, host: name, tlsSecretName: name, ingressClassName: name })),
  httpRoutes: some(fc.record({ gateways: some(fc.record({ name })) })),
  networkPolicy: optional({ ingress: some(rule), egress: some(rule), peers: fc.boolean(), dns: fc.boolean() }),
  autoscaling: fc.record({ maxReplicas: small, minReplicas: small }),
  serviceMonitor: monitor,
  podMonitor: monitor,
});

test('whatever is asked for around the pods, the answer is manifests or errors that name a prop, never a crash', () => {
  fc.assert(
    fc.property(props, (given) => {
      for (const error of synthErrors(given as Partial<StatefulWebAppProps>)) {
        expect(error).toMatch(/^\[chart\/wiki\] `.+`.* \[[a-z-]+\]$/s);
      }
    }),
  );
});

test('no object is emitted twice, and all that select pods select those of the app', () => {
  const good = fc.record({
    replicas: fc.integer({ min: 1, max: 4 }),
    clientService: fc.constant({}),
    ordinalServices: fc.constant({}),
    networkPolicy: fc.constant({}),
    podMonitor: fc.constant({}),
    selectorLabels: fc.constantFrom<{ [key: string]: string }>({ app: 'a' }, { app: 'b', tier: 'c' }),
  });
  fc.assert(
    fc.property(good, (given) => {
      const { manifests } = synthApp(given);
      const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

      expect(new Set(names).size).toBe(names.length);
      for (const { kind, spec } of manifests) {
        const selector = kind === 'Service' ? spec.selector : (spec.podSelector ?? spec.selector).matchLabels;
        expect(selector).toMatchObject(given.selectorLabels);
      }
    }),
  );
});
