import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Budget } from './budget';

/** All builds of a side may take five times as long as one of them. */
const LONGEST_BUILD_MS = 60_000;
const LONGEST_SIDE_MS = 5 * LONGEST_BUILD_MS;
const MOST_MEMORY_KIB = 4 * 2 ** 20;

/** The most memory of a build, in words. */
export const MOST_MEMORY = `${MOST_MEMORY_KIB / 2 ** 20}Gi`;

/** Without a PATH and with a proxy that does not exist: what slipped through can start nothing and fetch nothing. */
const NOWHERE = 'http://127.0.0.1:9';

/** How a build ended. */
export type Ended =
  | { readonly why: 'done'; readonly output: string }
  | { readonly why: 'output' | 'memory' }
  | { readonly why: 'time'; readonly seconds: number }
  /** What it says may hold a secret of what it was given. */
  | { readonly why: 'failed'; readonly says: string };

/**
 * Runs a program that builds manifests out of files of anybody, in the folder `work` that holds them: with no environment but an empty
 * home, no network, and bounds for its time, its memory and what it prints.
 */
export async function runBounded(
  program: string,
  args: readonly string[],
  work: string,
  budget: Budget,
  mostMs = LONGEST_BUILD_MS,
): Promise<Ended> {
  // Not where the files are: kubectl reads .kube/kuberc in its home, which lifts its bounds, and Helm its plugins.
  const home = mkdtempSync(join(tmpdir(), 'stateful-web-app-home-'));
  try {
    return await runIn({ program, args, work, budget, home, mostMs });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface BoundedRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly work: string;
  readonly home: string;
  readonly budget: Budget;
  readonly mostMs: number;
}

function runIn({ program, args, work, home, budget, mostMs }: BoundedRun): Promise<Ended> {
  const env = {
    PATH: '',
    HOME: home,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    // A quarter of the time of a large build is the collection of garbage, and its memory is bounded otherwise.
    GOGC: '400',
    SystemRoot: process.env['SystemRoot'],
  };
  const timeout = Math.max(1, Math.min(mostMs, LONGEST_BUILD_MS, LONGEST_SIDE_MS - budget.buildMs));
  const start = Date.now();
  return new Promise((done) => {
    execFile(
      ...limited(program, args),
      { cwd: work, env, timeout, maxBuffer: budget.most, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        budget.buildMs += Date.now() - start;
        if (error === null) done({ why: 'done', output: stdout });
        else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') done({ why: 'output' });
        else if (error.killed === true) done({ why: 'time', seconds: Math.ceil(timeout / 1000) });
        else if (/out of memory|cannot allocate memory/.test(stderr)) done({ why: 'memory' });
        else done({ why: 'failed', says: stderr.trim() === '' ? error.message : stderr.trim() });
      },
    );
  });
}

/** The same program with a bound for its memory, where there is a shell to set one. */
function limited(program: string, args: readonly string[]): [string, string[]] {
  return process.platform === 'win32'
    ? [program, [...args]]
    : ['/bin/sh', ['-c', `ulimit -v ${MOST_MEMORY_KIB} 2>&-; exec "$0" "$@"`, program, ...args]];
}

/** A pull request may refer to any number of files. */
export const MOST_FILES = 20_000;

/** Whether files speak of secrets: what a tool says of them may hold one then. */
export function speakOfSecrets(contents: Iterable<string | Uint8Array>): boolean {
  return [...contents].some((content) => /secret/i.test(Buffer.from(content).toString()));
}

/** Where a program is, as a shell would find it. */
export function findProgram(program: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, program + ending)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
