import { formatText } from '../../lib/cli/plan/format-text';
import { judge } from '../../lib/cli/plan/verdict';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { withoutConstructHints } from '../../lib/plan/construct-hints';
import { claimTemplate, container, statefulSet } from '../plan/objects';

function report(before: readonly Manifest[], after: readonly Manifest[], verbose = false): string {
  const verdict = judge(plan(before, after), { of: new Map(), notes: [] }, 'rejected');
  return formatText([{ verdict, scene: { before, after } }], { color: false, verbose });
}

type Labels = Readonly<Record<string, string>>;
const object = (kind: string, name: string, labels: Labels, rest: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'demo', labels },
  ...rest,
});
const chart = (version: string): Labels => ({ 'helm.sh/chart': `wiki-${version}` });
const lineWith = (text: string, part: string): string => text.split('\n').find((each) => each.includes(part)) ?? '';

describe('labels that only describe', () => {
  const objects = (version: string): Manifest[] => [
    object('Service', 'web', chart(version), { spec: { ports: [{ port: 80 }] } }),
    object('ConfigMap', 'web', chart(version)),
    object('ServiceAccount', 'web', chart(version)),
  ];

  test('are one line for all objects', () => {
    const text = report(objects('1'), objects('2'));
    expect(lineWith(text, 'helm.sh/chart')).toMatch(/3 objects.*'wiki-1' → 'wiki-2'/);
    expect(text.split('\n').filter((each) => each.includes('→'))).toHaveLength(1);
  });

  test('are told of each object with --verbose', () => {
    const text = report(objects('1'), objects('2'), true);
    expect(text.match(/metadata\.labels\[helm\.sh\/chart\]/g)).toHaveLength(3);
  });

  test('are told of the object if a selector reads them', () => {
    const selector = { spec: { selector: { 'helm.sh/chart': 'wiki-1' }, ports: [{ port: 80 }] } };
    const text = report(
      [...objects('1'), object('Service', 'front', {}, selector)],
      [...objects('2'), object('Service', 'front', {}, selector)],
    );
    expect(text).toMatch(/ConfigMap demo\/web.*helm\.sh\/chart/);
  });

  test('do not hide a label that says more, or an annotation', () => {
    const one = object('Service', 'web', { tier: 'a', ...chart('1') }, { spec: { ports: [{ port: 80 }] } });
    const text = report([one], [{ ...one, metadata: { ...one.metadata, labels: { tier: 'b', ...chart('2') } } }]);
    expect(text).toMatch(/Service demo\/web.*tier 'a' → 'b'/);
  });
});

describe('a restart', () => {
  const web = (name: string, marks: object, image = 'a:1.1'): Manifest =>
    statefulSet(
      {
        replicas: 3,
        template: {
          metadata: { labels: { app: 'web' }, ...marks },
          spec: { containers: [container({ image }), { name: 'side', image }] },
        },
      },
      {},
      { name },
    );

  test('that only a label causes says so', () => {
    const marks = (version: string): object => ({ labels: { app: 'web', ...chart(version) } });
    expect(report([web('web', marks('1'))], [web('web', marks('2'))])).toMatch(
      /Restarts only because of the label helm\.sh\/chart/,
    );
  });

  test('that only a checksum causes says so, without its values', () => {
    const marks = (sum: string): object => ({ annotations: { 'checksum/config': sum.repeat(64) } });
    const text = report([web('web', marks('a'))], [web('web', marks('b'))]);
    expect(text).toMatch(/Restarts only because of the annotation checksum\/config.*checksum/);
    expect(text).not.toMatch(/aaaa|bbbb/);
  });

  test('of a new image is no matter of labels', () => {
    const marks = (version: string): object => ({ labels: { app: 'web', ...chart(version) } });
    expect(report([web('web', marks('1'))], [web('web', marks('2'), 'a:1.2')])).not.toMatch(/only because/);
  });

  test('names an image once for all containers, and the order of the pods once', () => {
    const text = report([web('web', {})], [web('web', {}, 'a:1.2')]);
    expect(text.match(/'a:1.1' → 'a:1.2'/g)).toHaveLength(1);
    expect(lineWith(text, "'a:1.1' → 'a:1.2'")).toMatch(/containers\[.*containers\[/);
    expect(text.match(/web-2/g)?.length).toBeLessThanOrEqual(3);
    expect(text.split('\n').filter((each) => /web-2.*web-1.*web-0/.test(each))).toHaveLength(1);
  });

  test('says what to do once for several sets', () => {
    const sets = (image: string): Manifest[] => ['alpha', 'beta'].map((name) => web(name, {}, image));
    const text = report(sets('a:1.1'), sets('a:1.2'));
    expect(text.match(/kubectl delete pod/g)).toHaveLength(1);
  });
});

describe('a long value', () => {
  const map = (text: string): Manifest => object('ConfigMap', 'web', {}, { data: { 'app.conf': text } });
  const file = (line: string): string =>
    [...Array.from({ length: 40 }, (_, index) => `key${index} = 1`), line, 'end = 1'].join('\n');

  test('is shown as the line that differs', () => {
    const text = report([map(file('mode = slow'))], [map(file('mode = fast'))]);
    expect(text).toMatch(/line 41: 'mode = slow' → 'mode = fast'/);
    expect(text).not.toContain('key0');
  });

  test('is never two equal texts', () => {
    const long = 'x'.repeat(300);
    const [, before = '', after = ''] =
      /('.*?') → ('.*?')/.exec(report([map(`${long}1${long}`)], [map(`${long}2${long}`)])) ?? [];
    expect(before).toMatch(/1/);
    expect(after).toMatch(/2/);
  });
});

test('what is created and deleted without harm is a line for each kind', () => {
  const maps = (...names: string[]): Manifest[] => names.map((name) => object('ConfigMap', name, {}));
  const text = report([...maps('alpha', 'beta', 'same')], [...maps('gamma', 'delta', 'same')]);
  expect(lineWith(text, 'CREATE')).toMatch(/2 ConfigMaps: demo\/delta, demo\/gamma/);
  expect(lineWith(text, 'DELETE')).toMatch(/2 ConfigMaps: demo\/alpha, demo\/beta/);
});

test('clusters with the same plan are one', () => {
  const [before, after] = [[object('ConfigMap', 'a', {})], [object('ConfigMap', 'b', {})]];
  const verdict = judge(plan(before, after), { of: new Map(), notes: [] }, 'rejected');
  const empty = judge(plan(before, before), { of: new Map(), notes: [] }, 'rejected');
  const scene = { before, after };
  const text = formatText(
    [
      ...['east', 'west'].map((cluster) => ({ cluster, verdict, scene })),
      ...Array.from({ length: 30 }, (_, index) => ({ cluster: `idle-${index}`, verdict: empty, scene })),
    ],
    { color: false },
  );
  expect(text.match(/CREATE/g)).toHaveLength(1);
  expect(text).toMatch(/Clusters east, west\n/);
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/east delete, west delete; 30 without changes/);
});

test('advice about props of the construct is left out for manifests of others', () => {
  const size = (storage: string): Manifest =>
    statefulSet({
      volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage } } })],
    });
  const planned = plan([size('1Gi')], [size('2Gi')]);
  expect(JSON.stringify(planned)).toContain('StatefulWebApp');
  expect(JSON.stringify(withoutConstructHints(planned))).not.toContain('StatefulWebApp');
});

describe('a value', () => {
  test('of a field that cannot change is said at its place alone', () => {
    const settings = (key: string): Manifest => object('ConfigMap', 'settings', {}, { immutable: true, data: { key } });
    const text = report([settings('a')], [settings('b')]);
    expect(text.match(/'a' → 'b'/g)).toHaveLength(1);
    expect(lineWith(text, "'a' → 'b'")).toContain('data.key');
    expect(lineWith(text, 'refuses it:').trim()).toMatch(/^The API server/);
  });

  test('of several lines is said once, also where another kind of value comes in its place', () => {
    const collector = (config: unknown): Manifest => ({
      ...{ apiVersion: 'example.com/v1', kind: 'Collector' },
      ...{ metadata: { name: 'web', namespace: 'demo' }, spec: { config } },
    });
    const text = report([collector('receivers:\n  log: {}\n')], [collector({ receivers: { log: {} } })]);
    expect(text.match(/spec\.config/g)).toHaveLength(1);
    expect(text.match(/→/g)).toHaveLength(1);
  });

  test('of one more field than is shown counts it in the singular', () => {
    const config = (letter: string): object =>
      Object.fromEntries(['one', 'two', 'three', 'four'].map((name) => [name, letter.repeat(30)]));
    const text = report(
      [object('ConfigMap', 'web', {}, { immutable: true, data: config('a') })],
      [object('ConfigMap', 'web', {}, { immutable: true, data: config('b') })],
    );
    expect(text).toMatch(/1 more field[.\n]/);
  });
});
