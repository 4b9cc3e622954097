import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Cluster, Delivery, GitOpsApp, type GitOpsAppProps, SynthReport } from '../../lib';
import { readFolder } from '../support/synth-program';

let sandbox: string;
let argv: string[];
beforeEach(() => {
  sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'shard-'));
  argv = process.argv;
});
afterEach(() => {
  process.argv = argv;
  fs.rmSync(sandbox, { recursive: true, force: true });
});

const NAMES = ['laptop', 'production', 'staging'];
const FLEETS: ReadonlyArray<[string, GitOpsAppProps]> = [
  ['plain', {}],
  [
    'a folder for each chart, with Argo CD',
    { folderPerChart: true, delivery: Delivery.argoCd({ name: 'shop', repoUrl: 'https://git.example.org/shop' }) },
  ],
  ['with Flux', { delivery: Delivery.flux({ name: 'shop', url: 'https://git.example.org/shop' }) }],
];

let runs = 0;

/** Synthesises a fleet as a process of its own would, for which no other app has written to the folder; `all` makes the constructs of every cluster, whether chosen or not. */
function synth(
  folder: string,
  props: GitOpsAppProps,
  chosen: string[] = [],
  { all = false, charts = ['web', 'db'], names = NAMES } = {},
): void {
  process.argv = ['node', 'main.ts', ...chosen.flatMap((name) => ['--cluster', name])];
  const [final, outdir] = [path.join(sandbox, folder), path.join(sandbox, `run-${(runs += 1)}`)];
  if (fs.existsSync(final)) fs.renameSync(final, outdir);
  const app = new GitOpsApp({ outdir, report: SynthReport.QUIET, ...props });
  const clusters = names.map((name) => Cluster.of({ name }));
  for (const cluster of all ? clusters : app.selected(clusters)) {
    const target = app.cluster(cluster);
    for (const id of charts) {
      const metadata = { name: `${id}-${cluster.name}` };
      new ApiObject(new Chart(target, id), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    }
  }
  try {
    app.synth();
  } finally {
    if (fs.existsSync(outdir)) fs.renameSync(outdir, final);
  }
}
const read = (folder: string): Record<string, string> => readFolder(path.join(sandbox, folder));

describe.each(FLEETS)('a fleet that is synthesised in shards: %s', (_, props) => {
  beforeEach(() => synth('whole', props));

  test.each([false, true])('gives what the whole gives, one shard after the other (all constructs made: %s)', (all) => {
    for (const name of NAMES) synth('shards', props, [name], { all });
    expect(read('shards')).toEqual(read('whole'));
  });

  test('gives what the whole gives, where each shard had a checkout of its own and its folders were copied together', () => {
    for (const name of NAMES) synth(name, props, [name]);
    for (const name of NAMES) fs.cpSync(path.join(sandbox, name), path.join(sandbox, 'together'), { recursive: true });
    synth('together', props, ['staging']);
    expect(read('together')).toEqual(read('whole'));
  });

  test('never touches what belongs to another cluster, one that the program has lost included', () => {
    const before = read('whole');
    synth('whole', props, ['laptop'], { charts: ['web'], names: ['laptop', 'production'] });
    const after = read('whole');
    const gone = Object.keys(before).filter((file) => !(file in after));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.filter((file) => !file.startsWith('laptop/'))).toEqual([]);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file] && file !== '.synth-files');
    expect(changed.filter((file) => !/laptop/.test(file))).toEqual([]);
  });

  test('removes in the end what no chart writes any more, as the whole does', () => {
    for (const name of NAMES) synth('shards', props, [name]);
    for (const name of NAMES) synth('shards', props, [name], { charts: ['web'] });
    synth('whole', props, [], { charts: ['web'] });
    expect(read('shards')).toEqual(read('whole'));
  });
});

test('a gate is not asked about the clusters of other shards', () => {
  synth('dist', {});
  const asked: string[] = [];
  const beforeReplace = (_: unknown, __: unknown, folder: string): void => void asked.push(path.basename(folder));
  synth('dist', { beforeReplace }, ['laptop'], { charts: ['web'] });
  expect(asked).toEqual(['laptop']);
});

test.each([
  ['a cluster that is not there', ['laptob'], "Write 'laptop'"],
  ['no name', [''], '--cluster needs'],
])('%s is an error', (_, chosen, message) => {
  expect(() => synth('dist', {}, chosen)).toThrow(message);
});

test('a chosen cluster for which nothing is made is an error, not an empty folder', () => {
  synth('dist', {});
  process.argv = ['node', 'main.ts', '--cluster', 'laptop'];
  const app = new GitOpsApp({ outdir: path.join(sandbox, 'dist') });
  app.selected([Cluster.of({ name: 'laptop' })]);
  expect(() => app.synth()).toThrow(/makes nothing for it/);
});
