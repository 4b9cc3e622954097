import { Chart, Testing } from 'cdk8s';
import fc from '../support/fast-check';
import {
  EnvVar,
  PodSecurityLevel,
  Probe,
  StatefulWebApp,
  type StatefulWebAppProps,
  UpdateStrategy,
  Volume,
} from '../../lib';
import { SMALLEST, synthErrors, summaries } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  ['a name over 52 characters', { name: 'x'.repeat(53) }, 'name [name-invalid]'],
  ['a name that is no DNS label', { name: 'My_App' }, 'name [name-invalid]'],
  ['a Service name that begins with a digit', { serviceName: '1st' }, 'serviceName [service-name-invalid]'],
  ['a namespace with a dot', { namespace: 'a.b' }, 'namespace [namespace-invalid]'],
  ['a cluster domain out of form', { clusterDomain: 'Cluster_local' }, 'clusterDomain [cluster-domain-invalid]'],
  ['a label key out of form', { labels: { 'a b': 'x' } }, 'labels[a b] [label-key-invalid]'],
  [
    'a label value over 63 characters',
    { podLabels: { team: 'x'.repeat(64) } },
    'podLabels[team] [label-value-invalid]',
  ],
  [
    'a label value that is no text',
    { labels: { version: 2 as unknown as string } },
    'labels[version] [label-value-invalid]',
  ],
  ['an empty selector', { selectorLabels: {} }, 'selectorLabels [selector-empty]'],
  [
    'a tracking label on the claims',
    { selectorLabels: { 'app.kubernetes.io/instance': 'web' } },
    'selectorLabels[app.kubernetes.io/instance] [tracking-label-on-claims]',
  ],
  [
    'a pod label against the selector',
    { selectorLabels: { app: 'a' }, podLabels: { app: 'b' } },
    'podLabels[app] [pod-label-against-selector]',
  ],
  ['an annotation key out of form', { annotations: { '/x': '1' } }, 'annotations[/x] [annotation-key-invalid]'],
  ['negative replicas', { replicas: -1 }, 'replicas [replicas-invalid]'],
  ['half a replica', { replicas: 1.5 }, 'replicas [replicas-invalid]'],
  ['replicas that are no number', { replicas: NaN }, 'replicas [replicas-invalid]'],
  ['a negative ordinal', { firstOrdinal: -1 }, 'firstOrdinal [ordinal-invalid]'],
  [
    'a negative ordinal, where names of claims are made of it',
    { firstOrdinal: -1, replicas: 2, claims: [www], volumes: [Volume.existingClaim('v', 'a')] },
    'firstOrdinal [ordinal-invalid]',
  ],
  ['a port out of range', { port: 70000 }, 'port [port-out-of-range]'],
  ['a port of zero', { port: 0 }, 'port [port-out-of-range]'],
  ['a port beside ports', { ports: [{ containerPort: 80 }] }, 'port [port-and-ports]'],
  [
    'a duplicate port',
    {
      port: undefined,
      ports: [
        { name: 'a', containerPort: 80 },
        { name: 'b', containerPort: 80 },
      ],
    },
    'ports [port-duplicate]',
  ],
  [
    'a duplicate port name',
    {
      port: undefined,
      ports: [
        { name: 'a', containerPort: 80 },
        { name: 'a', containerPort: 81 },
      ],
    },
    'ports [port-name-duplicate]',
  ],
  [
    'a port name out of form',
    { port: undefined, ports: [{ name: 'HTTP', containerPort: 80 }] },
    'ports[HTTP].name [port-name-invalid]',
  ],
  [
    'several ports without names',
    { port: undefined, ports: [{ containerPort: 80 }, { name: 'b', containerPort: 81 }] },
    'ports[0].name [port-name-missing]',
  ],
  ['a size of zero', { claims: [{ ...www, size: '0' }] }, 'claims[www].size [claim-size-invalid]'],
  ['a negative size', { claims: [{ ...www, size: '-1Gi' }] }, 'claims[www].size [claim-size-invalid]'],
  ['a size that is no quantity', { claims: [{ ...www, size: '10GB' }] }, 'claims[www].size [claim-size-invalid]'],
  ['a claim name with a dot', { claims: [{ ...www, name: 'a.b' }] }, 'claims[a.b].name [claim-name-invalid]'],
  ['a duplicate claim name', { claims: [www, { ...www, mountPath: '/other' }] }, 'claims [claim-name-duplicate]'],
  [
    'a duplicate mount path',
    { claims: [www, { ...www, name: 'two' }] },
    'claims[two].mountPath [mount-path-duplicate]',
  ],
  [
    'the same mount path with a slash at its end',
    { claims: [www, { ...www, name: 'two', mountPath: '/srv/' }] },
    'claims[two].mountPath [mount-path-duplicate]',
  ],
  ['a relative mount path', { claims: [{ ...www, mountPath: 'srv' }] }, 'claims[www].mountPath [mount-path-relative]'],
  [
    'a sub-path that leaves the volume',
    { claims: [{ ...www, subPath: '../x' }] },
    'claims[www].subPath [sub-path-invalid]',
  ],
  ['a claim that nobody mounts', { claims: [{ name: 'www', size: '1Gi' }] }, 'claims[www] [claim-not-mounted]'],
  ['a mount of no claim', { mounts: [{ name: 'nope', mountPath: '/x' }] }, 'mounts[0].name [mount-source-unknown]'],
  ['no access mode', { claims: [{ ...www, accessModes: [] }] }, 'claims[www].accessModes [claim-access-modes-empty]'],
  ['an empty image', { image: '' }, 'image [image-invalid]'],
  ['an image with white space', { image: ' nginx' }, 'image [image-invalid]'],
  ['an environment name out of form', { env: { '1A': 'x' } }, 'env[1A] [env-name-invalid]'],
  [
    'a source of a value among fixed values',
    { env: { A: EnvVar.field('metadata.name') as unknown as string } },
    'env[A] [env-value-invalid]',
  ],
  ['an environment value that is no text', { env: { A: 1 as unknown as string } }, 'env[A] [env-value-invalid]'],
  [
    'a request that is no quantity',
    { resources: { requests: { cpu: 'lots' } } },
    'resources.requests.cpu [quantity-invalid]',
  ],
  [
    'a request above its limit',
    { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } },
    'resources.requests.cpu [request-above-limit]',
  ],
  [
    'a probe of an unknown port',
    { readiness: Probe.httpGet({ portName: 'web' }) },
    'readiness.portName [probe-port-unknown]',
  ],
  ['a probe without any port', { port: undefined, liveness: Probe.tcpSocket() }, 'liveness.port [probe-port-invalid]'],
  [
    'a liveness probe that wants two successes',
    { liveness: Probe.tcpSocket({ successThreshold: 2 }) },
    'liveness.successThreshold [probe-option-invalid]',
  ],
  ['a probe without a command', { startup: Probe.exec([]) }, 'startup [probe-command-empty]'],
  [
    'a negative partition',
    { updateStrategy: UpdateStrategy.rollingUpdate({ partition: -1 }) },
    'updateStrategy.partition [update-strategy-invalid]',
  ],
  [
    'no pod that may be away',
    { updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 0 }) },
    'updateStrategy.maxUnavailable [update-strategy-invalid]',
  ],
  ['root at the level restricted', { user: 0 }, 'user [security-level-exceeded]'],
  [
    'a capability that the level forbids',
    { addCapabilities: ['SYS_ADMIN'], securityLevel: PodSecurityLevel.BASELINE },
    'addCapabilities[0] [security-level-exceeded]',
  ],
  ['a capability with its prefix', { addCapabilities: ['CAP_CHOWN'] }, 'addCapabilities[0] [capability-invalid]'],
  ['negative seconds', { terminationGracePeriodSeconds: -1 }, 'terminationGracePeriodSeconds [seconds-invalid]'],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^\[chart\/wiki\] .*\. \[[a-z-]+\]$/);
  expect(summaries(errors)).toEqual([message]);
});

test('all errors of all apps are reported together, each with its path', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new StatefulWebApp(chart, 'one', { ...SMALLEST, image: '', replicas: -1 });
  new StatefulWebApp(chart, 'two', { ...SMALLEST, port: 0 });

  expect(() => Testing.synth(chart)).toThrow(
    /\[chart\/one\] `replicas` .*\n {2}\[chart\/one\] `image`: .*\n {2}\[chart\/two\] `port` /,
  );
});

test.each([
  ['one name', {}, {}, 'StatefulSet default/web'],
  ['one Service', { name: 'a', serviceName: 'nginx' }, { name: 'b', serviceName: 'nginx' }, 'Service default/nginx'],
  ['one namespace, said or not', { namespace: 'default' }, {}, 'StatefulSet default/web'],
  [
    'claims of one name',
    { name: 'x-web', claims: [{ ...www, name: 'a' }] },
    { name: 'web', claims: [{ ...www, name: 'a-x' }] },
    'PersistentVolumeClaim default/a-x-web-<ordinal>',
  ],
])('two apps that would emit the same object fail: %s', (_, one, two, object) => {
  const app = Testing.app();
  const chart = new Chart(app, 'one');
  new StatefulWebApp(chart, 'a', { name: 'web', ...SMALLEST, ...one });
  new StatefulWebApp(new Chart(app, 'two'), 'b', { name: 'web', ...SMALLEST, ...two });

  expect(() => Testing.synth(chart)).toThrow(`[one/a] \`${object}\`: is also emitted by two/b`);
});

test('of many apps that emit one object each error names some, and how many more there are', () => {
  const chart = new Chart(Testing.app(), 'chart');
  for (let index = 0; index < 9; index++) new StatefulWebApp(chart, `a${index}`, { ...SMALLEST, name: 'web' });
  expect(() => Testing.synth(chart)).toThrow(
    'is also emitted by chart/a1 and chart/a2 and chart/a3 and chart/a4 and chart/a5 and 3 more',
  );
});

test('the same app in two namespaces is two apps', () => {
  const app = Testing.app();
  for (const namespace of ['a', 'b']) {
    new StatefulWebApp(new Chart(app, namespace, { namespace }), 'web', SMALLEST);
  }
  expect(() => app.synthYaml()).not.toThrow();
});

test('whatever is given, the answer is manifests or errors, never a crash', () => {
  const anything = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(undefined));
  const props = fc.record(
    {
      name: fc.string(),
      replicas: anything,
      port: anything,
      image: anything,
      env: fc.dictionary(fc.string(), anything),
      labels: fc.dictionary(fc.string(), anything),
      claims: fc.array(fc.record({ name: fc.string(), size: fc.string(), mountPath: fc.string() })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(props, (values) => {
      for (const error of synthErrors(values as Partial<StatefulWebAppProps>)) {
        expect(error).not.toContain('TypeError');
      }
    }),
  );
});

const wrong = (props: object): string[] => synthErrors(props as Partial<StatefulWebAppProps>);

test.each<[string, object, string]>([
  ['text for a list', { claims: 'pages' }, 'claims [prop-wrong-type]'],
  ['null in a list', { claims: [null] }, 'claims[0] [prop-wrong-type]'],
  ['an object for a list', { ports: {}, port: undefined }, 'ports [prop-wrong-type]'],
  ['text for a map', { env: 'A=b' }, 'env [prop-wrong-type]'],
  [
    'text for a storage class',
    { claims: [{ ...www, storageClass: 'fast' }] },
    'claims[www].storageClass [prop-wrong-type]',
  ],
  ['text for an update strategy', { updateStrategy: 'OnDelete' }, 'updateStrategy [prop-wrong-type]'],
  ['an object for a probe', { readiness: { httpGet: {} } }, 'readiness [prop-wrong-type]'],
  ['an object for a volume', { volumes: [{ name: 'x', emptyDir: {} }] }, 'volumes[0] [prop-wrong-type]'],
  [
    'an access mode that is none',
    { claims: [{ ...www, accessModes: ['RWX'] }] },
    'claims[www].accessModes[0] [prop-wrong-type]',
  ],
  [
    'a volume mode that is none',
    { claims: [{ ...www, volumeMode: 'block' }] },
    'claims[www].volumeMode [prop-wrong-type]',
  ],
  ['a policy that is none', { podManagementPolicy: 'parallel' }, 'podManagementPolicy [prop-wrong-type]'],
  ['a security level that is none', { securityLevel: 'none' }, 'securityLevel [prop-wrong-type]'],
  ['text for a source of the environment', { envFrom: ['x'] }, 'envFrom[0] [prop-wrong-type]'],
])('%s is an error that names the prop, and the others are told too', (_, props, message) => {
  const errors = wrong({ ...props, replicas: -1 });

  expect(summaries(errors)).toEqual([message, 'replicas [replicas-invalid]']);
});

test('null means absent', () => {
  expect(wrong({ claims: null, env: null, namespace: null, replicas: null })).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a claim with the name of a volume that is made',
    { claims: [{ ...www, name: 'writable-tmp' }] },
    'claims[writable-tmp].name [volume-name-duplicate]',
  ],
  ['the root as a writable path', { writablePaths: ['/'] }, 'writablePaths [mount-path-invalid]'],
  [
    'a mount path that climbs',
    { claims: [{ ...www, mountPath: '/a/../b' }] },
    'claims[www].mountPath [mount-path-invalid]',
  ],
  ['an image with white space in it', { image: 'exa mple/wiki:1' }, 'image [image-invalid]'],
  ['an image with a protocol', { image: 'https://example.org/wiki:1' }, 'image [image-invalid]'],
  ['a size with white space', { claims: [{ ...www, size: '1Gi ' }] }, 'claims[www].size [claim-size-invalid]'],
])('%s is an error', (_, props, message) => {
  const errors = wrong(props);

  expect(errors).toHaveLength(1);
  expect(summaries(errors)).toEqual([message]);
});

test.each<[string, object, string]>([
  [
    'a field of Kubernetes that is a prop elsewhere',
    { nodeSelector: { disk: 'ssd' } },
    'Write `scheduling.nodeSelector`',
  ],
  [
    'a prop whose name is near, and one that has the name',
    { priorityClassName: 'high' },
    'Write `scheduling.priorityClassName`',
  ],
  [
    'a prop that several have',
    { sessionAffinitySeconds: 5 },
    'Write `clientService.sessionAffinitySeconds`, `clientServices[].sessionAffinitySeconds` or `ordinalServices.sessionAffinitySeconds`',
  ],
  ['a field with another name here', { volumeClaimTemplates: [] }, 'Write `claims`'],
  [
    'a prop of the app in a container',
    { sidecars: [{ name: 'a', image: 'a:1', user: 5 }] },
    'Write `securityContext.runAsUser`',
  ],
  ['a typo', { replica: 3 }, 'Write `replicas`'],
  [
    'a storage class by its name',
    { claims: [{ name: 'www', size: '1Gi', mountPath: '/srv', storageClass: 'fast' }] },
    "Write StorageClassRef.named('fast')",
  ],
  ['a probe in the form of Kubernetes', { readiness: { exec: { command: ['true'] } } }, 'Write Probe.exec(command)'],
  ['a strategy in the form of Kubernetes', { updateStrategy: { type: 'OnDelete' } }, 'Write UpdateStrategy.onDelete()'],
  ['a text that is no number', { user: 'nginx' }, 'Write a number'],
  ['a text that is a number', { replicas: '3' }, 'Write it without quotes'],
  ['true for what has defaults', { networkPolicy: true }, 'Write {} for its defaults'],
  ['an object for a file', { configFiles: { '/etc/a.json': { a: 1 } } }, 'JSON.stringify'],
])('the error of %s says what to write', (_, props, remedy) => {
  expect(wrong(props)).toEqual([expect.stringContaining(remedy)]);
});

test('a quantity without quotes is an error, not a crash', () => {
  expect(summaries(wrong({ resources: { requests: { memory: 512, cpu: 1 } } }))).toEqual([
    'resources.requests[memory] [prop-wrong-type]',
    'resources.requests[cpu] [prop-wrong-type]',
  ]);
});

test('a port as text is one error: the Services have it all the same', () => {
  expect(wrong({ port: '8080', clientService: {}, readiness: Probe.httpGet({ path: '/' }) })).toHaveLength(1);
});

test('a field that the API server rejects names the prop of the container', () => {
  expect(wrong({ resources: { requests: { foo: '1' } } })).toEqual([
    expect.stringContaining('`resources (StatefulSet'),
  ]);
});

test.each([
  ['Example/App:1', true],
  ['example/App', true],
  ['Registry.example.org/app', false],
  ['localhost:5000/team/app:V1', false],
  ['${REGISTRY}/app:1', false],
])('an image that no node can read is an error: %s', (image, isWrong) => {
  expect(wrong({ image })).toHaveLength(isWrong ? 1 : 0);
});
