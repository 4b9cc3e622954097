import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from '../support/fast-check';
import { outputFiles } from '../../lib/synth/output-files';
import { synthOrder } from '../../lib/synth/synth-order';

/** A tree as data, so that the same app can be built twice. */
interface Tree {
  readonly kind: 'chart' | 'group' | 'object';
  readonly children: readonly Tree[];
}
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    kind: fc.constantFrom('chart' as const, 'group' as const, 'object' as const, 'object' as const),
    children: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
  }),
}));
const program = fc.record({
  charts: fc.array(fc.array(tree, { maxLength: 4 }), { maxLength: 5 }),
  edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
  ids: fc.constantFrom('c', 'C-', ''),
  type: fc.constantFrom(0, 1, 2, 3),
});
type Program = typeof program extends fc.Arbitrary<infer T> ? T : never;

/** Edges lead from later to earlier constructs or back, so that some programs have a cycle. */
function build({ charts, edges, ids, type }: Program, outdir: string): App {
  const app = new App({ outdir, yamlOutputType: type as YamlOutputType });
  const all: Construct[] = [];
  const add = (scope: Construct, { kind, children }: Tree): void => {
    const id = `${kind}${all.length}`;
    const construct =
      kind === 'chart'
        ? new Chart(scope, id)
        : kind === 'group'
          ? new Construct(scope, id)
          : new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { id } });
    all.push(construct);
    children.forEach((child) => add(construct, child));
  };
  // Ids that are whole numbers, falling: their order is a trap.
  charts.forEach((children, index) => {
    const chart = new Chart(app, `${ids}${100 - index}`);
    all.push(chart);
    children.forEach((child) => add(chart, child));
  });
  edges.forEach(([a, b]) => {
    const from = all[Math.max(a % all.length, b % all.length)];
    const to = all[Math.min(a % all.length, b % all.length)];
    if (from !== undefined && to !== undefined && from !== to) {
      (a % 7 === 0 ? to : from).node.addDependency(a % 7 === 0 ? from : to);
    }
  });
  return app;
}

function written(folder: string): Record<string, string> {
  const names = (fs.readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

describe('the order of synthesis', () => {
  let folder: string;
  beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'order-'))));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('gives the files of cdk8s for any app, and fails where it fails', () => {
    let cycles = 0;
    let runs = 0;
    fc.assert(
      fc.property(program, (given) => {
        const theirs = path.join(folder, String(runs++));
        let expected: Record<string, string> | undefined;
        try {
          build(given, theirs).synth();
          expected = written(theirs);
        } catch (error) {
          expect(String(error)).toMatch(/cycle|call stack/);
          cycles += 1;
        }
        const app = build(given, theirs);
        const ours = (): Record<string, string> =>
          Object.fromEntries([...outputFiles(app, synthOrder(app))].map((file) => [file.path, file.content]));
        if (expected === undefined) {
          expect(ours).toThrow('Dependency cycle detected');
        } else {
          expect(ours()).toEqual(expected);
        }
      }),
      { numRuns: Number(process.env.NUM_RUNS ?? 500) },
    );
    expect(cycles).toBeGreaterThan(0);
    expect(cycles).toBeLessThan(runs / 2);
  });

  it('survives a chain of 8,000 charts and 60 layers of diamonds', () => {
    const app = new App();
    let previous: Chart | undefined;
    for (let index = 0; index < 8000; index++) {
      const chart = new Chart(app, `chain${index}`);
      previous?.addDependency(chart);
      previous = chart;
    }
    let layer = [new Chart(app, 'left0'), new Chart(app, 'right0')];
    for (let index = 1; index < 60; index++) {
      const next = [new Chart(app, `left${index}`), new Chart(app, `right${index}`)];
      layer.forEach((chart) => chart.addDependency(...next));
      layer = next;
    }
    const ids = synthOrder(app).charts.map(({ chart }) => chart.node.id);
    expect(ids.slice(0, 2)).toEqual(['chain7999', 'chain7998']);
    expect(ids.slice(8000, 8003)).toEqual(['left59', 'right59', 'left58']);
  });

  it('names the constructs on a cycle', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    const service = new ApiObject(a, 'service', { apiVersion: 'v1', kind: 'Service' });
    b.addDependency(service);
    service.addDependency(b);
    expect(() => synthOrder(app)).toThrow(
      'Dependency cycle detected: b => a/service => b. Remove one of these dependencies.',
    );
  });

  it('says which construct of a dependency is in no chart', () => {
    const app = new App();
    new Chart(app, 'a').addDependency(new Construct(app, 'elsewhere'));
    expect(() => synthOrder(app)).toThrow("'elsewhere'");
  });

  it('refuses two objects for one file, where cdk8s would lose one', () => {
    const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const namespace of ['blue', 'green']) {
      new ApiObject(new Chart(app, namespace, { namespace }), 'web', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
      });
    }
    expect(() => [...outputFiles(app, synthOrder(app))]).toThrow(
      'Service blue/web and Service green/web would both be written to Service.web.k8s.yaml',
    );
  });
});
