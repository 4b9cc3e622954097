import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');

interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}
interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}
const workflows = readdirSync(FOLDER).map(
  (file) => [file, parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow] as const,
);

describe.each(workflows)('%s', (_file, { permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  test('takes actions of others by the hash of their commit', () => {
    const others = steps.flatMap(({ uses }) => uses ?? []);
    expect(others.filter((uses) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  test('gives rights to jobs alone', () => {
    expect(permissions).toEqual({});
  });

  test('calls scripts and workflows that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const called = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!),
    );
    const local = Object.values(jobs).flatMap(({ uses }) => uses ?? []);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
    expect(local.filter((uses) => !workflows.some(([file]) => uses === `./.github/workflows/${file}`))).toEqual([]);
  });

  test('runs no code of the repository where it may publish', () => {
    // Contents of a release are written by programs that were just built: nothing else may be in such a job.
    const publishing = Object.values(jobs).filter((job) => job.permissions?.['id-token'] === 'write');
    const runs = publishing.flatMap((job) => job.steps ?? []).flatMap(({ uses, run }) => run ?? uses ?? []);
    expect(runs.filter((text) => /npm (ci|install|run|test)|npx|actions\/checkout/.test(text))).toEqual([]);
  });
});
