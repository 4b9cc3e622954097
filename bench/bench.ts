/**
 * Compares this library with others on the same objects: `npm run bench`. Writes docs/maintainers/bench.md and docs/maintainers/bench.svg with
 * `--write`. Takes some minutes; `--once` measures each once, `--quick` leaves out the largest size, `--hostile`, `--start` and `--fleet`
 * print one table alone.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { drawChart } from './chart';
import { type Contestant, CONTESTANTS, tool } from './contestants';
import { better, measure, type Measurement } from './measure';
import { plainObjects } from './objects';
import { fleetTable } from './fleet';
import { hostileTable } from './hostile';
import { programTable, startTable } from './programs';

const root = path.join(__dirname, '..');
const SIZES = process.argv.includes('--quick') ? [1, 100, 1000] : [1, 100, 1000, 10_000];
const RUNS: Readonly<Record<number, number>> = { 1: 5, 100: 7, 1000: 5, 10_000: 1 };

type Results = Map<string, Map<number, Measurement>>;

function main(): void {
  if (process.argv.includes('--start')) {
    inSandbox((sandbox) => process.stdout.write(`${startTable(root, sandbox).join('\n')}\n`));
    return;
  }
  if (process.argv.includes('--fleet')) {
    inSandbox((sandbox) => process.stdout.write(`${fleetTable(root, sandbox).join('\n')}\n`));
    return;
  }
  if (process.argv.includes('--hostile')) {
    inSandbox((sandbox) => process.stdout.write(`${hostileTable(root, sandbox).join('\n')}\n`));
    return;
  }
  compile();
  inSandbox((sandbox) => {
    const skipped: string[] = [];
    const results: Results = new Map();
    for (const apps of SIZES) {
      measureSize(participants(apps, skipped), apps, sandbox, results);
    }
    const report = [...tables(results), '## A whole program, one app', '', ...programTable(root, sandbox), '', '## Start-up', '', ...startTable(root, sandbox), '',
      '## A fleet', '', 'One changed file among those of 10,000 apps in 100 clusters.', '', ...fleetTable(root, sandbox), '',
      '## Hostile inputs', '', 'As ratios to an ordinary input of the same size: ConfigMaps of a kilobyte each.', '', ...hostileTable(root, sandbox), '',
      ...(skipped.length === 0 ? [] : ['Skipped:', '', ...skipped.map((line) => `- ${line}`), ''])].join('\n'); // prettier-ignore
    process.stdout.write(`${report}\n`);
    if (process.argv.includes('--write')) {
      fs.writeFileSync(path.join(root, 'docs/maintainers/bench.md'), `${introduction()}\n${report}`);
      fs.writeFileSync(path.join(root, 'docs/maintainers/bench.svg'), drawChart(results));
    }
  });
}

function inSandbox(work: (sandbox: string) => void): void {
  const sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    work(sandbox);
  } finally {
    fs.rmSync(sandbox, { recursive: true });
  }
}

/** Contestants run as plain JavaScript: what is measured is them, not a TypeScript loader. */
function compile(): void {
  const folder = path.join(root, 'build/bench');
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['synth-once', 'objects']) {
    const { outputText } = ts.transpileModule(fs.readFileSync(path.join(__dirname, `${file}.ts`), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    fs.writeFileSync(path.join(folder, `${file}.js`), outputText);
  }
}

/** Who can take part at this size; whoever cannot is said once. */
function participants(apps: number, skipped: string[]): Contestant[] {
  return CONTESTANTS.filter(({ name, needs, upTo }) => {
    const missing = needs !== undefined && tool(needs) === '';
    if (missing && apps === SIZES[0]) skipped.push(`${name}: \`${needs}\` is not installed`);
    if (missing) return false;
    const tooLarge = upTo !== undefined && apps > upTo.apps;
    if (tooLarge) skipped.push(`${name} at ${apps}: ${upTo.reason}`);
    return !tooLarge;
  });
}

/** In rounds: whatever makes the machine slow for a while, makes it slow for all. The best of each contestant counts. */
function measureSize(contestants: readonly Contestant[], apps: number, sandbox: string, results: Results): void {
  const entries = contestants.map((contestant) => {
    const folder = fs.mkdtempSync(path.join(sandbox, 'run-'));
    return { name: contestant.name, folder, ...contestant.prepare(apps, folder) };
  });
  const rounds = process.argv.includes('--once') ? 1 : (RUNS[apps] ?? 1);
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`${apps} apps, round ${round} of ${rounds} …\n`);
    for (const { name, folder, command, output } of entries) {
      fs.rmSync(path.join(folder, 'out'), { recursive: true, force: true });
      const measured = measure(command, folder, path.join(folder, 'stdout'), 1);
      const row = results.get(name) ?? new Map<number, Measurement>();
      results.set(name, row.set(apps, better(row.get(apps) ?? measured, measured)));
      if (apps === 1 && round === 1) {
        check(name, output);
      }
    }
  }
  for (const { folder } of entries) fs.rmSync(folder, { recursive: true });
}

/** A contestant that writes something else is no comparison. */
function check(name: string, output: string): void {
  const files = fs.statSync(output).isDirectory()
    ? fs.readdirSync(output).filter((file) => !file.startsWith('.')).map((file) => path.join(output, file))
    : [output]; // prettier-ignore
  const documents = files.flatMap((file) => [...parseAllDocuments(fs.readFileSync(file, 'utf8'))]);
  const objects = documents
    .flatMap((document) => document.toJS() as object | object[])
    .filter((object) => object !== null);
  const byKind = (a: object, b: object): number => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1; // prettier-ignore
  const sorted = (list: readonly object[]): object[] =>
    (JSON.parse(JSON.stringify(list, sortKeys)) as object[]).sort(byKind);
  if (!isDeepStrictEqual(sorted(objects), sorted(plainObjects('web-0')))) {
    throw new Error(`${name} writes other objects:\n${JSON.stringify(objects, undefined, 1)}`);
  }
}

function sortKeys(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

function tables(results: Results): string[] {
  const of = (name: string, apps: number): number => {
    const result = results.get(name)?.get(apps);
    return result?.cpu ?? result?.wall ?? NaN;
  };
  const perApp = (name: string): number => (of(name, 1000) - of(name, 100)) / 900;
  const table = (title: string, cell: (m: Measurement) => number | undefined, digits: number): string[] => [
    `## ${title}`,
    '',
    `| | ${SIZES.map((apps) => apps.toLocaleString('en')).join(' | ')} |`,
    `|---|${'---:|'.repeat(SIZES.length)}`,
    ...[...results].map(([name, row]) => {
      const cells = SIZES.map((apps) => row.get(apps)).map(
        (m) => (m === undefined ? undefined : cell(m))?.toFixed(digits) ?? '–',
      );
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
    '',
  ];
  const library = 'this library';
  const oneFile = 'this library, one file';
  const goals: Array<[string, number, string]> = [
    ['10,000 apps to 1,000, CPU', of(library, 10_000) / of(library, 1000), '≤ 11'],
    ['construct to L1 by hand, CPU at 1,000', of(library, 1000) / of('L1 by hand, this synth', 1000), '≤ 1.3'],
    ['construct to L1 by hand, CPU for one more app', perApp(library) / perApp('L1 by hand, this synth'), ''],
    ['one more app to Helm’s, CPU, all in one file', perApp(oneFile) / perApp('Helm'), '≤ 1'],
    ['one more app to Helm’s, CPU, a file for each app', perApp(library) / perApp('Helm, a file for each app'), '≤ 1'],
    ['… where Helm fills in names alone, all in one file', perApp(oneFile) / perApp('Helm, names alone'), '≤ 1'],
    [
      '… where Helm fills in names alone, a file for each app',
      perApp(library) / perApp('Helm, names alone, a file for each app'),
      '≤ 1',
    ],
    ['… where its chart is condensed, all in one file', perApp(oneFile) / perApp('Helm, condensed'), '≤ 1'],
    ['all of 1,000 apps to plain cdk8s, CPU', of(library, 1000) / of('cdk8s', 1000), ''],
  ];
  return [
    ...table('CPU seconds, by number of apps', (m) => m.cpu, 2),
    ...table('Seconds by the clock', (m) => m.wall, 2),
    ...table('Peak memory, MB', (m) => m.memory, 0),
    '## Ratios',
    '',
    '| | measured | goal |',
    '|---|---:|---:|',
    ...goals.map(([what, ratio, goal]) => `| ${what} | ${Number.isNaN(ratio) ? '–' : ratio.toFixed(2)} | ${goal} |`),
    '',
  ];
}

function introduction(): string {
  const [cpu] = os.cpus();
  return `# What synth costs

Written by \`npm run bench -- --write\`. Each app is three objects (Service, StatefulSet with a claim template, PodDisruptionBudget), in a file
of its own where the tool writes files; the benchmark checks that all contestants write the same objects. Helm's chart makes them from the
same props as the construct, given as values; with “names alone” it is finished text in which nothing but the name is filled in, the
least that Helm can do. ${process.argv.includes('--once') ? 'One run of each' : 'Best of several rounds'}, Node
${process.version}, ${os.cpus().length} × ${cpu?.model.trim() ?? 'CPU'}. Read the numbers as ratios.

![CPU seconds by number of apps](bench.svg)

Helm, Kustomize and jsonnet are looked for in build/bench/bin and on the PATH:

\`\`\`sh
export GOBIN=$PWD/build/bench/bin
go install helm.sh/helm/v3/cmd/helm@latest
go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.2
go install github.com/google/go-jsonnet/cmd/jsonnet@latest
\`\`\`
`;
}

main();
