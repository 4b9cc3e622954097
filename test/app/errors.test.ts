import { Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { PodSecurityLevel, Probe, StatefulWebApp, type StatefulWebAppProps, UpdateStrategy } from '../../lib';
import { SMALLEST, synthErrors } from '../support/synth';

const www = { name: 'www', size: '1Gi', mountPath: '/srv' };

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'a name over 52 characters',
    { name: 'x'.repeat(53) },
    `name: must have at most 52 characters, not '${'x'.repeat(53)}'. Choose a shorter or simpler name. [name-invalid]`,
  ],
  [
    'a name that is no DNS label',
    { name: 'My_App' },
    "name: must be a DNS label: lower-case letters, digits and hyphens, beginning and ending with a letter or digit, not 'My_App'. Choose a shorter or simpler name. [name-invalid]",
  ],
  [
    'a Service name that begins with a digit',
    { serviceName: '1st' },
    "serviceName: must begin with a letter (Kubernetes before 1.36 refuses a digit), not '1st'. Give the Service a name of its own. [service-name-invalid]",
  ],
  ['a namespace with a dot', { namespace: 'a.b' }, 'namespace: must be a DNS label'],
  ['a cluster domain out of form', { clusterDomain: 'Cluster_local' }, 'clusterDomain: must be a DNS name'],
  [
    'a label key out of form',
    { labels: { 'a b': 'x' } },
    "labels: must be letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit, not 'a b'. Correct the key. [label-key-invalid]",
  ],
  [
    'a label value over 63 characters',
    { podLabels: { team: 'x'.repeat(64) } },
    'podLabels[team]: must have at most 63 characters',
  ],
  [
    'a label value that is no text',
    { labels: { version: 2 as unknown as string } },
    'labels[version]: must be text, not 2. Put it in quotes. [label-value-invalid]',
  ],
  ['an empty selector', { selectorLabels: {} }, 'selectorLabels: must have at least one label'],
  [
    'a tracking label on the claims',
    { selectorLabels: { 'app.kubernetes.io/instance': 'web' } },
    'selectorLabels[app.kubernetes.io/instance]: must not reach claims',
  ],
  [
    'a pod label against the selector',
    { selectorLabels: { app: 'a' }, podLabels: { app: 'b' } },
    "podLabels[app]: must be 'a', as the selector says, not 'b'",
  ],
  [
    'an annotation key out of form',
    { annotations: { '/x': '1' } },
    'annotations: must have a DNS name before the slash',
  ],
  [
    'negative replicas',
    { replicas: -1 },
    'replicas: must be a whole number of 0 or more, not -1. Give how many pods there shall be. [replicas-invalid]',
  ],
  ['half a replica', { replicas: 1.5 }, 'replicas: must be a whole number of 0 or more, not 1.5'],
  ['replicas that are no number', { replicas: NaN }, 'replicas: must be a whole number of 0 or more, not NaN'],
  ['a negative ordinal', { firstOrdinal: -1 }, 'firstOrdinal: must be a whole number of 0 or more, not -1'],
  ['a port out of range', { port: 70000 }, 'port: must be a whole number from 1 to 65535, not 70000'],
  ['a port of zero', { port: 0 }, 'port: must be a whole number from 1 to 65535, not 0'],
  ['a port beside ports', { ports: [{ containerPort: 80 }] }, 'port: must not be given beside ports, not 8080'],
  [
    'a duplicate port',
    {
      port: undefined,
      ports: [
        { name: 'a', containerPort: 80 },
        { name: 'b', containerPort: 80 },
      ],
    },
    "ports: must have each number once for a protocol, not '80/TCP'",
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
    "ports: must have each name once, not 'a'",
  ],
  [
    'a port name out of form',
    { port: undefined, ports: [{ name: 'HTTP', containerPort: 80 }] },
    "ports[HTTP].name: must be lower-case letters, digits and single hyphens, with at least one letter, not 'HTTP'",
  ],
  [
    'several ports without names',
    { port: undefined, ports: [{ containerPort: 80 }, { name: 'b', containerPort: 81 }] },
    'ports[0].name: is missing: a Service with several ports needs a name for each',
  ],
  [
    'a size of zero',
    { claims: [{ ...www, size: '0' }] },
    "claims[www].size: must be a quantity above zero, not '0'. Write it as Kubernetes does, such as '1Gi'. [claim-size-invalid]",
  ],
  [
    'a negative size',
    { claims: [{ ...www, size: '-1Gi' }] },
    "claims[www].size: must be a quantity above zero, not '-1Gi'",
  ],
  [
    'a size that is no quantity',
    { claims: [{ ...www, size: '10GB' }] },
    "claims[www].size: must be a quantity above zero, not '10GB'",
  ],
  ['a claim name with a dot', { claims: [{ ...www, name: 'a.b' }] }, 'claims[a.b].name: must be a DNS label'],
  [
    'a duplicate claim name',
    { claims: [www, { ...www, mountPath: '/other' }] },
    "claims: must have each name once, not 'www'",
  ],
  [
    'a duplicate mount path',
    { claims: [www, { ...www, name: 'two' }] },
    "claims[two].mountPath: must not be mounted twice in a container (claims[www].mountPath has it too), not '/srv'",
  ],
  [
    'the same mount path with a slash at its end',
    { claims: [www, { ...www, name: 'two', mountPath: '/srv/' }] },
    'claims[two].mountPath: must not be mounted twice',
  ],
  [
    'a relative mount path',
    { claims: [{ ...www, mountPath: 'srv' }] },
    "claims[www].mountPath: must be absolute, not 'srv'. Write '/srv'. [mount-path-relative]",
  ],
  [
    'a sub-path that leaves the volume',
    { claims: [{ ...www, subPath: '../x' }] },
    'claims[www].subPath: must be a relative path without ..',
  ],
  ['a claim that nobody mounts', { claims: [{ name: 'www', size: '1Gi' }] }, 'claims[www]: is mounted by no container'],
  [
    'a mount of no claim',
    { mounts: [{ name: 'nope', mountPath: '/x' }] },
    "mounts[0].name: must name a claim or volume of the app (it has none), not 'nope'",
  ],
  [
    'no access mode',
    { claims: [{ ...www, accessModes: [] }] },
    'claims[www].accessModes: must have at least one access mode',
  ],
  [
    'an empty image',
    { image: '' },
    "image: must be the name of an image, without white space and without a protocol, not ''",
  ],
  ['an image with white space', { image: ' nginx' }, 'image: must be the name of an image'],
  [
    'an environment name out of form',
    { env: { '1A': 'x' } },
    "env: must be letters, digits, hyphens, underscores and dots, not beginning with a digit, not '1A'",
  ],
  ['an environment value that is no text', { env: { A: 1 as unknown as string } }, 'env.A: must be text, not 1'],
  [
    'a request that is no quantity',
    { resources: { requests: { cpu: 'lots' } } },
    "resources.requests.cpu: must be a quantity of 0 or more, not 'lots'",
  ],
  [
    'a request above its limit',
    { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } },
    "resources.requests.cpu: must be at most the limit of 1500m, not '2'",
  ],
  [
    'a probe of an unknown port',
    { readiness: Probe.httpGet({ portName: 'web' }) },
    "readiness.portName: must name a port of the container (http), not 'web'",
  ],
  [
    'a probe without any port',
    { port: undefined, liveness: Probe.tcpSocket() },
    'liveness.port: must be a whole number from 1 to 65535, not 0',
  ],
  [
    'a liveness probe that wants two successes',
    { liveness: Probe.tcpSocket({ successThreshold: 2 }) },
    'liveness.successThreshold: must be 1 for liveness and startup, not 2',
  ],
  ['a probe without a command', { startup: Probe.exec([]) }, 'startup: has no command'],
  [
    'a negative partition',
    { updateStrategy: UpdateStrategy.rollingUpdate({ partition: -1 }) },
    'updateStrategy.partition: must be a whole number of 0 or more, not -1',
  ],
  [
    'no pod that may be away',
    { updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 0 }) },
    'updateStrategy.maxUnavailable: must be a whole number of 1 or more, not 0',
  ],
  ['root at the level restricted', { user: 0 }, 'user: must not be root at the security level restricted, not 0'],
  [
    'a capability that the level forbids',
    { addCapabilities: ['SYS_ADMIN'], securityLevel: PodSecurityLevel.BASELINE },
    'addCapabilities: must be one of AUDIT_WRITE',
  ],
  [
    'a capability with its prefix',
    { addCapabilities: ['CAP_CHOWN'] },
    "addCapabilities: must be a capability in capitals without the prefix CAP_, not 'CAP_CHOWN'",
  ],
  [
    'negative seconds',
    { terminationGracePeriodSeconds: -1 },
    'terminationGracePeriodSeconds: must be a whole number of 0 or more, not -1',
  ],
])('%s is an error', (_, props, message) => {
  const errors = synthErrors(props);

  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^\[chart\/wiki\] .*\. \[[a-z-]+\]$/);
  expect(errors[0]).toContain(message);
});

test('all errors of all apps are reported together, each with its path', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new StatefulWebApp(chart, 'one', { ...SMALLEST, image: '', replicas: -1 });
  new StatefulWebApp(chart, 'two', { ...SMALLEST, port: 0 });

  expect(() => Testing.synth(chart)).toThrow(
    /\[chart\/one\] replicas: .*\n {2}\[chart\/one\] image: .*\n {2}\[chart\/two\] port: /,
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

  expect(() => Testing.synth(chart)).toThrow(
    `[one/a] ${object}: is emitted by two/b too, and they would overwrite each other. Give one of them another name, serviceName or namespace. [object-duplicate]`,
  );
});

test('of many apps that emit one object each error names some, and how many more there are', () => {
  const chart = new Chart(Testing.app(), 'chart');
  for (let index = 0; index < 9; index++) new StatefulWebApp(chart, `a${index}`, { ...SMALLEST, name: 'web' });
  expect(() => Testing.synth(chart)).toThrow(
    'is emitted by chart/a1 and chart/a2 and chart/a3 and chart/a4 and chart/a5 and 3 more too',
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
  ['text for a list', { claims: 'pages' }, "claims: must be a list of objects, not 'pages'. Write it in brackets"],
  ['null in a list', { claims: [null] }, 'claims: must be a list of objects, not [null]'],
  ['an object for a list', { ports: {}, port: undefined }, 'ports: must be a list of objects, not {}'],
  ['text for a map', { env: 'A=b' }, "env: must be an object, not 'A=b'"],
  [
    'text for a storage class',
    { claims: [{ ...www, storageClass: 'fast' }] },
    "claims[www].storageClass: must be made with StorageClassRef, not 'fast'. Write StorageClassRef.named('fast')",
  ],
  ['text for an update strategy', { updateStrategy: 'OnDelete' }, 'updateStrategy: must be made with UpdateStrategy'],
  ['an object for a probe', { readiness: { httpGet: {} } }, 'readiness: must be made with Probe'],
  [
    'an object for a volume',
    { volumes: [{ name: 'x', emptyDir: {} }] },
    'volumes: must be a list of what Volume makes',
  ],
  [
    'an access mode that is none',
    { claims: [{ ...www, accessModes: ['RWX'] }] },
    'claims[www].accessModes: must be a list of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod, not ["RWX"]',
  ],
  [
    'a volume mode that is none',
    { claims: [{ ...www, volumeMode: 'block' }] },
    "claims[www].volumeMode: must be one of Filesystem, Block, not 'block'",
  ],
  [
    'a policy that is none',
    { podManagementPolicy: 'parallel' },
    "podManagementPolicy: must be one of OrderedReady, Parallel, not 'parallel'",
  ],
  [
    'a security level that is none',
    { securityLevel: 'none' },
    "securityLevel: must be one of restricted, baseline, privileged, not 'none'",
  ],
  ['text for a source of the environment', { envFrom: ['x'] }, 'envFrom: must be a list of what EnvFromSource makes'],
])('%s is an error that names the prop, and the others are told too', (_, props, message) => {
  const errors = wrong({ ...props, replicas: -1 });

  expect(errors).toHaveLength(2);
  expect(errors[0]).toContain(message);
  expect(errors[0]).toContain('[prop-wrong-type]');
  expect(errors[1]).toContain('replicas');
});

test('null means absent', () => {
  expect(wrong({ claims: null, env: null, namespace: null, replicas: null })).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a port without its number',
    { port: undefined, ports: [{ name: 'http', port: 8080 }] },
    'ports[http].containerPort: must be a whole number from 1 to 65535',
  ],
  [
    'a claim with the name of a volume that is made',
    { claims: [{ ...www, name: 'writable-tmp' }] },
    'claims[writable-tmp].name: must not be the name of a volume that is made',
  ],
  [
    'the root as a writable path',
    { writablePaths: ['/'] },
    "must be a folder below the root, without a colon, a control character or .., not '/'",
  ],
  ['a mount path that climbs', { claims: [{ ...www, mountPath: '/a/../b' }] }, 'must be a folder below the root'],
  ['an image with white space in it', { image: 'exa mple/wiki:1' }, 'image: must be the name of an image'],
  ['an image with a protocol', { image: 'https://example.org/wiki:1' }, 'image: must be the name of an image'],
  [
    'a size with white space',
    { claims: [{ ...www, size: '1Gi ' }] },
    "claims[www].size: must be a quantity above zero, not '1Gi '",
  ],
])('%s is an error', (_, props, message) => {
  const errors = wrong(props);

  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(message);
});
