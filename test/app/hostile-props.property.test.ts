import { Chart, Testing } from 'cdk8s';
import fc from '../support/fast-check';
import {
  AutoscalingMetric,
  ClaimSource,
  LifecycleHook,
  ManifestPatch,
  NetworkPeer,
  Probe,
  StatefulWebApp,
  StorageClassRef,
  Volume,
} from '../../lib';
import { STRUCTS } from '../../lib/shape/prop-table';
import { SMALLEST } from '../support/synth';

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const throwing = (): never => {
  throw new TypeError('not to be read');
};
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** What JavaScript, casts and other languages can put where a prop is. */
const ODD: readonly unknown[] = [
  null, 0, -1, NaN, Infinity, true, '', 'x', '\ud800', 3n, Symbol('odd'), () => 1, [], [,], [null], [[]], {}, { name: null }, { name: 'a' },
  circular, [circular], Object.create(null), JSON.parse('{"__proto__": {"a": "b"}}'), new Date(0), new Map(), /x/, Promise.resolve(),
]; // prettier-ignore

const odd = fc.constantFrom(...ODD);

/** A place inside the props, by the table of their types: the value of one prop at some depth is odd. */
function placed(struct: string, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const props = Object.entries(STRUCTS[struct] ?? {});
  if (props.length === 0) return fc.constant({});
  return fc.constantFrom(...props).chain(([name, text]) => {
    const inner = /[SF]:(\w+)$/.exec(text)?.[1];
    const nested = inner === undefined || depth === 0 ? odd : fc.oneof(odd, placed(inner, depth - 1));
    const wrapped = text.includes('[]') ? fc.oneof(nested, fc.array(nested, { minLength: 1, maxLength: 3 })) : text.includes('{}') ? fc.oneof(nested, nested.map((value) => ({ a: value }))) : nested; // prettier-ignore
    return wrapped.map((value) => ({ [name]: value }));
  });
}

/** What the errors of a synth say; anything but errors of ours fails the test. */
function lines(build: (chart: Chart) => void): readonly string[] {
  const chart = new Chart(Testing.app(), 'chart');
  build(chart);
  try {
    Testing.synth(chart);
  } catch (error) {
    const [first = '', ...rest] = (error as Error).message.split('\n');
    expect(first).toBe('Validation failed with the following errors:');
    return rest;
  }
  return [];
}

const SEED = 20_260_511;

test('whatever stands where a prop is, the app answers with errors that name it', () => {
  fc.assert(
    fc.property(placed('StatefulWebAppProps', 3), (props) => {
      for (const line of lines((chart) => new StatefulWebApp(chart, 'web', { ...SMALLEST, ...props }))) {
        expect(line).toMatch(/^ {2}\[chart\/web\] `.+`.* \[[a-z-]+\]$/);
      }
    }),
    { numRuns: 400, seed: SEED },
  );
});

test('whatever a factory is called with, the app that uses the result answers with errors', () => {
  const any = (value: unknown): never => value as never;
  const uses: ReadonlyArray<(value: unknown) => object> = [
    (value) => ({ readiness: Probe.httpGet(any(value)) }),
    (value) => ({ liveness: Probe.exec(any(value)) }),
    (value) => ({ lifecycle: { preStop: LifecycleHook.sleep(any(value)) } }),
    (value) => ({ volumes: [Volume.configMap('v', any(value)), Volume.emptyDir(any(value), any(value))] }),
    (value) => ({ volumes: [Volume.projected('v', any(value))] }),
    (value) => ({
      networkPolicy: { ingress: [{ peers: [NetworkPeer.pods(any(value)), NetworkPeer.cidr(any(value))] }] },
    }),
    (value) => ({ networkPolicy: { ingress: [{ peers: [NetworkPeer.app(any(value))] }] } }),
    (value) => ({
      patches: [ManifestPatch.merge({ kind: 'StatefulSet' }, any(value)), ManifestPatch.json(any(value), any(value))],
    }),
    (value) => ({ autoscaling: { maxReplicas: 3, metrics: [AutoscalingMetric.cpuUtilization(any(value))] } }),
    (value) => ({ claims: [{ name: 'a', size: '1Gi', mountPath: '/a', source: ClaimSource.claim(any(value)), storageClass: StorageClassRef.named(any(value)) }] }), // prettier-ignore
  ];
  for (const use of uses) {
    for (const value of ODD) {
      for (const line of lines((chart) => new StatefulWebApp(chart, 'web', { ...SMALLEST, ...use(value) }))) {
        expect(line).toMatch(/^ {2}\[chart\/web\] `.+`.* \[[a-z-]+\]$/);
      }
    }
  }
});

test.each<[string, object, string]>([
  ['a misspelt prop', { replica: 3 }, '`replicas`'],
  ['a prop of another tool', { livenessProbe: {} }, '`liveness`'],
  ['a misspelt prop of an item', { claims: [{ name: 'a', size: '1Gi', mountPth: '/a' }] }, '`mountPath`'],
])('%s is an error with the nearest names', (_, props, nearest) => {
  const [line] = lines((chart) => new StatefulWebApp(chart, 'web', { ...SMALLEST, ...props }));
  expect(line).toContain('[prop-unknown]');
  expect(line).toContain(nearest);
});

test('a value that nobody can look into is an error that says so', () => {
  const unreadable = [
    { get image(): unknown { return throwing(); } },
    new Proxy({}, { ownKeys: throwing, get: throwing, has: throwing }),
    revoked.proxy,
  ]; // prettier-ignore
  const all = Object.keys(STRUCTS['StatefulWebAppProps'] ?? {});
  for (const value of unreadable) {
    expect(lines((chart) => new StatefulWebApp(chart, 'web', value as never))).toContainEqual(
      expect.stringMatching(/^ {2}\[chart\/web\] `\w+`.*cannot be read .*\[prop-wrong-type\]$/),
    );
    for (const prop of all) {
      for (const line of lines((chart) => new StatefulWebApp(chart, 'web', { ...SMALLEST, [prop]: [value] }))) {
        expect(line).toMatch(/^ {2}\[chart\/web\] `.+`.* \[[a-z-]+\]$/);
      }
    }
  }
});
