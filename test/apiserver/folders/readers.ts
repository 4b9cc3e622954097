import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import type { Engine } from '../../../lib/cli/plan/engine';
import { runPlan } from '../../../lib/cli/plan/run';
import { UserError } from '../../../lib/messages/user-error';
import type { Doubt } from '../../../lib/plan/types';
import { cluster, kubectl } from '../../support/kubernetes/cluster';
import type { Entry } from './trees';

/** What was read of a folder, an object a line (`ConfigMap/web`, of kubectl in lower case), and what was said of the rest. */
export interface Read {
  readonly objects: readonly string[];
  readonly complaint: string;
}

/** What kubectl would apply. */
export async function readByKubectl(folder: string, recursive: boolean): Promise<Read> {
  const flags = ['--dry-run=client', '--validate=false', ...(recursive ? ['-R'] : [])];
  const { stdout, stderr } = await kubectl(['apply', ...flags, '-o', 'name', '-f', folder]);
  const objects = stdout.split('\n').filter((each) => each !== '');
  return { objects: objects.map((each) => each.replace(/^([^./]*)[^/]*\//, '$1/')), complaint: stderr };
}

/** What the plan takes to be applied, and what it says it did not read. */
export async function readByPlan(
  before: string,
  after: string,
  cwd = '/',
): Promise<Read & { readonly doubts: readonly Doubt[] }> {
  const objects: string[] = [];
  const doubts: Doubt[] = [];
  const engine: Engine = (_, now, options) => {
    objects.push(...now.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
    doubts.push(...(options.doubts ?? []));
    return { kubernetes: '1.37', impact: 'none', changes: [] };
  };
  const request = { before, after, failOn: 'never', apply: 'client', validate: 'warn' } as const;
  try {
    await runPlan(request, engine, { cwd, stdin: Readable.from([]) }, new Date());
    return { objects, doubts, complaint: '' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { objects: [], doubts: [], complaint: error.message };
  }
}

/** A folder with these entries, in one with things that links may lead to. */
export function write(entries: readonly Entry[]): string {
  const root = fs.mkdtempSync(path.join(cluster.folder, 'folders-'));
  fs.mkdirSync(path.join(root, 'outside'));
  const other = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
  fs.writeFileSync(path.join(root, 'outside.yaml'), other('outside'));
  fs.writeFileSync(path.join(root, 'outside/inner.yaml'), other('inner'));
  const folder = path.join(root, 'dist');
  fs.mkdirSync(folder);
  for (const entry of entries) {
    const file = path.join(folder, entry.path);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if ('text' in entry) fs.writeFileSync(file, entry.text);
    else fs.symlinkSync(entry.target, file);
  }
  return folder;
}

/** The folder as it was committed, to read it with `readByPlan`. */
export function commit(folder: string): string {
  const cwd = path.dirname(folder);
  const git = (...args: readonly string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'core.autocrlf=false', ...args], {
      cwd,
    });
  git('init', '-q');
  git('add', '--all', '--force', '.');
  git('commit', '-qm', 'a');
  return 'git:HEAD:dist';
}
