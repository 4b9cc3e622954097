import { execFileSync, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { splitDocuments } from '../../lib/manifests/documents';
import { parse } from '../../lib/manifests/parse';

/** What a reader makes of a stream: the values of its documents, empty ones left out, or why it refuses. */
export interface Answer {
  readonly values?: readonly unknown[];
  readonly error?: string;
  /** kubectl reads it, but something in it is wrong. */
  readonly flawed: boolean;
}

const SOURCE = path.join(__dirname, '..', '..', 'scripts', 'yaml-oracle');
const PROGRAM = path.join(__dirname, '..', '..', 'build', 'yaml-oracle');

/** Builds the program that reads with kubectl's modules; false where there is no Go. */
export function buildKubectlReader(): boolean {
  if (spawnSync('go', ['version']).status !== 0) return false;
  execFileSync('go', ['build', '-o', PROGRAM, '.'], { cwd: SOURCE, stdio: ['ignore', 'ignore', 'inherit'] });
  return true;
}

export function readAsKubectl(streams: readonly string[]): Answer[] {
  const input = streams.map((stream) => JSON.stringify(Buffer.from(stream).toString('base64'))).join('\n');
  const { status, stdout, stderr } = spawnSync(PROGRAM, { input, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(String(stderr));
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as Answer), flawed: false }));
}

export function readAsPlan(stream: string): Answer {
  const read = splitDocuments('x.yaml', stream).map(parse);
  const error = read.find(({ errors }) => errors.length > 0)?.errors[0];
  const flawed = read.some(({ flaws }) => flaws.length > 0);
  const values = read.map(({ value }) => value).filter((value) => value !== null);
  return error === undefined ? { values, flawed } : { error, flawed };
}

/** A value in a form that is the same for equal values, whatever the order of keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
