import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { synthProgram } from '../support/synth-program';

/** What releases gave of the programs of this repository, in a folder a version: `dist`, and a file for each example. */
const ROOT = path.join(__dirname, '../..');
const HARMLESS = ['none', 'create', 'update'];

/** What a release restarted on purpose, as the changelog says: version → fields of the pod template. */
const RESTARTS: Readonly<Record<string, readonly string[]>> = {
  '0.1.0': ['spec.template.spec.enableServiceLinks'],
  '0.2.0': [],
};

interface Change {
  readonly object: string;
  readonly impact: string;
  readonly findings: readonly { readonly path: string }[];
}

/** What the plan says of two folders, worst or not. */
function changes(before: string, after: string): Change[] {
  const args = ['--import', 'tsx', 'lib/cli/bin.ts', 'plan', before, after, '--format', 'json', '--fail-on', 'never'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const report = JSON.parse(stdout) as { changes?: Change[]; clusters?: { changes: Change[] }[] };
  const found = report.changes ?? report.clusters?.flatMap((cluster) => cluster.changes);
  if (found === undefined) throw new Error(stdout);
  return found;
}

let today: string;
beforeAll(() => {
  today = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-'));
  for (const program of fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'))) {
    const output = synthProgram(path.join(ROOT, 'examples', program));
    for (const [file, text] of Object.entries(output)) fs.writeFileSync(path.join(today, file), text);
  }
}, 60_000);
afterAll(() => fs.rmSync(today, { recursive: true }));

test('every release that is kept has its restarts written down', () => {
  const releases = fs.readdirSync(__dirname).filter((name) => /^\d/.test(name));
  expect(releases.sort()).toEqual(Object.keys(RESTARTS));
});

describe.each(Object.entries(RESTARTS))('what %s gave', (version, restarts) => {
  const golden = path.join(__dirname, version);

  test.each(['dist', 'examples'])(
    '%s becomes what it gives today with updates alone',
    (set) => {
      const after = set === 'dist' ? path.join(ROOT, 'dist') : today;
      const worse = changes(path.join(golden, set), after).filter(({ impact }) => !HARMLESS.includes(impact));
      const others = worse.filter(
        ({ impact, findings }) => impact !== 'restart' || !findings.every((finding) => restarts.includes(finding.path)),
      );
      expect(others.map(({ object, impact }) => [object, impact])).toEqual([]);
      // A restart that no longer happens is no longer told to users.
      expect(worse.length > 0).toBe(restarts.length > 0);
    },
    60_000,
  );
});
