import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, type YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from '../support/fast-check';
import { GitOpsApp, SynthReport } from '../../lib';
import { RECORD } from '../../lib/synth/folder/file-record';
import { readFolder } from '../support/synth-program';

/** What the words `lazy`, `token`, … in the data of a program stand for, made anew for each of the two apps. */
const SPECIAL: Readonly<Record<string, (scope: Construct) => unknown>> = {
  $lazy: () => Lazy.any({ produce: () => ({ z: 1, a: [null, 'lazy'], n: null }) }),
  $path: (scope) => Lazy.any({ produce: () => scope.node.path }),
  $shared: () => SHARED,
};
const SHARED = { both: ['in', 'two places'] };

const text = fc.oneof(
  fc.constantFrom('', ' ', 'null', 'yes', '1', '0o17', '1e3', '<<', 'a: b', 'a\nb\n', '\ta\nb', '#x', '😀', '\u2028', '$(me)', '2001-01-01'),
  fc.constantFrom(...Object.keys(SPECIAL)),
  fc.string(),
  fc.string({ unit: 'binary' }),
); // prettier-ignore
const key = fc.oneof(fc.constantFrom('b', 'a', '10', '9', 'toString', 'value', '<<'), fc.string());
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, -0, 1e21)),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(key, tie('data'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const object = fc.record({
  kind: fc.constantFrom('ConfigMap', 'Secret', 'apps/Odd kind'),
  name: fc.option(fc.constantFrom('web', 'wiki', 'a/b', '..', 'Ä', 'x'.repeat(80)), { nil: undefined }),
  namespace: fc.option(fc.constantFrom('default', ''), { nil: undefined }),
  metadata: fc.record({
    labels: fc.dictionary(key, text, { maxKeys: 2, noNullPrototype: true }),
    annotations: fc.option(fc.dictionary(key, text, { maxKeys: 2, noNullPrototype: true }), { nil: undefined }),
    odd: data,
  }),
  body: fc.dictionary(key, data, { maxKeys: 4, noNullPrototype: true }),
  change: fc.constantFrom(
    'none',
    'none',
    'none',
    'none',
    'none',
    'patch',
    'patch',
    'label',
    'finalizer',
    'patch what is not there',
  ),
});
const chart = fc.record({
  nestedIn: fc.option(fc.nat(), { nil: undefined }),
  inGroup: fc.boolean(),
  props: fc.record({
    namespace: fc.option(fc.constantFrom('base', 'default'), { nil: undefined }),
    labels: fc.option(fc.dictionary(fc.constantFrom('team', 'a'), fc.constantFrom('x', '1')), { nil: undefined }),
    disableResourceNameHashes: fc.boolean(),
  }),
  objects: fc.array(object, { maxLength: 4 }),
});
const program = fc.record({
  props: fc.record({
    yamlOutputType: fc.constantFrom(0, 1, 2, 3) as fc.Arbitrary<YamlOutputType>,
    outputFileExtension: fc.option(fc.constantFrom('.yml', '.yaml', ''), { nil: undefined }),
    recordConstructMetadata: fc.boolean(),
  }),
  resolver: fc.boolean(),
  unsorted: fc.boolean(),
  charts: fc.array(chart, { maxLength: 4 }),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
});
type Program = typeof program extends fc.Arbitrary<infer T> ? T : never;

let sandbox: string;
beforeAll(() => (sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'equality-'))));
afterAll(() => fs.rmSync(sandbox, { recursive: true, force: true }));

/** Replaces the words that stand for something; keys stay. */
function enliven(value: unknown, scope: Construct): unknown {
  if (typeof value === 'string') {
    return Object.hasOwn(SPECIAL, value) ? SPECIAL[value]?.(scope) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => enliven(item, scope));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, enliven(item, scope)]))
    : value;
}

function fill(app: App, { charts, dependencies }: Program): void {
  const made: Chart[] = [];
  const constructs: Construct[] = [];
  charts.forEach(({ nestedIn, inGroup, props, objects }, index) => {
    const outer = nestedIn === undefined || made.length === 0 ? app : made[nestedIn % made.length]!;
    const scope = inGroup ? new Construct(outer, `group${index}`) : outer;
    const current = new Chart(scope, `chart${10 - index}`, props);
    made.push(current);
    constructs.push(current);
    objects.forEach(({ kind, name, namespace, metadata, body, change }, at) => {
      const id = `o${10 - at}`;
      const given = enliven(metadata, current) as object;
      const made = new ApiObject(current, id, {
        ...(enliven(body, current) as object),
        apiVersion: kind.includes('/') ? 'apps/v1' : 'v1',
        kind,
        metadata: { ...given, ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
      }); // prettier-ignore
      constructs.push(made);
      const changes: Readonly<Record<string, () => void>> = {
        patch: () => made.addJsonPatch(JsonPatch.add('/spec', { patched: [null, 1] }), JsonPatch.replace('/kind', 'New')),
        'patch what is not there': () => made.addJsonPatch(JsonPatch.remove('/not/there')),
        label: () => made.metadata.addLabel('added', 'later'),
        finalizer: () => made.metadata.addFinalizers('a/b', 'a/b'),
      }; // prettier-ignore
      changes[change]?.();
    });
  });
  for (const [a, b] of dependencies) {
    const from = constructs[Math.max(a % constructs.length, b % constructs.length)];
    const to = constructs[Math.min(a % constructs.length, b % constructs.length)];
    if (from !== undefined && to !== undefined && from !== to && !isInside(from, Chart.of(to))) {
      from.node.addDependency(to);
    }
  }
}

/** Whether one stands in a chart inside the other, which depends on it already. */
function isInside(construct: Construct, chart: Chart): boolean {
  return construct === chart || (Chart.of(construct) !== chart && construct.node.scopes.includes(chart));
}

/** What an app writes, or why it does not. */
function written(make: (outdir: string) => App, given: Program, outdir: string): Record<string, string> | Error {
  try {
    const app = make(outdir);
    fill(app, given);
    fs.mkdirSync(outdir);
    app.synth();
    return Object.fromEntries(Object.entries(readFolder(outdir)).filter(([file]) => file !== RECORD));
  } catch (error) {
    return error as Error;
  }
}

test('any app writes what it writes under cdk8s, or fails where it fails', () => {
  let run = 0;
  const seen = { same: 0, failed: 0, collided: 0 };
  fc.assert(
    fc.property(program, (given) => {
      const props: AppProps = {
        ...given.props,
        resolvers: given.resolver
          ? [{ resolve: (context) => context.value === '$(me)' && context.replaceValue(context.obj.node.path) }]
          : [],
      };
      const folder = path.join(sandbox, String(run++));
      fs.mkdirSync(folder);
      if (given.unsorted) {
        process.env.CDK8S_DISABLE_SORT = '1';
      }
      try {
        const theirs = written((outdir) => new App({ ...props, outdir }), given, path.join(folder, 'theirs'));
        const make = (outdir: string): App => new GitOpsApp({ ...props, outdir, report: SynthReport.QUIET });
        const ours = written(make, given, path.join(folder, 'ours'));
        if (theirs instanceof Error) {
          seen.failed += 1;
          expect(ours).toBeInstanceOf(Error);
        } else if (ours instanceof Error) {
          seen.collided += 1; // cdk8s writes one file over the other.
          expect(ours.message).toMatch(/would both be written to|would be written to .* whose name/s);
        } else {
          seen.same += 1;
          expect(ours).toEqual(theirs);
        }
      } finally {
        delete process.env.CDK8S_DISABLE_SORT;
        fs.rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: Number(process.env.NUM_RUNS ?? 100) },
  );
  expect(seen.same).toBeGreaterThan(seen.failed);
  expect(seen.collided).toBeGreaterThan(0);
});
