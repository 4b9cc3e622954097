import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { eventually } from './cluster';
import type { Kept, Wanted } from './keep';

/** A run in a process group of its own, as a terminal starts it, whose temporary files are in a folder of its own. */
export interface Run {
  readonly folder: string;
  readonly kept: Promise<Kept>;
  /** Sends a signal to the whole group, as Ctrl-C does, or to the process alone. */
  interrupt(signal: NodeJS.Signals, to: 'group' | 'process'): void;
}

export function startRun(wanted: Wanted): Run {
  // Directly in /tmp: the kubelet makes sockets below, and the path of a socket is short.
  const folder = fs.mkdtempSync('/tmp/run-');
  const program = path.join(__dirname, 'keep-and-wait.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(wanted)], {
    cwd: path.resolve(__dirname, '../../..'),
    env: { ...process.env, TMPDIR: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const kept = new Promise<Kept>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString()) as Kept));
    child.once('exit', () => reject(new Error('The run ended')));
  });
  kept.catch(() => undefined);
  return {
    folder,
    kept,
    interrupt: (signal, to) => void process.kill(to === 'group' ? -child.pid! : child.pid!, signal),
  };
}

/** What is left of a run: files in its folder, and processes that name the folder. */
export function leftBehind({ folder }: Run): string[] {
  const processes = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(folder));
  const mounts = fs
    .readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(folder));
  // tsx keeps its compiled files beside.
  const files = fs.readdirSync(folder).filter((name) => name.startsWith('stateful-web-app-test-'));
  return [...processes, ...mounts, ...files];
}

export async function expectNothingLeft(run: Run): Promise<void> {
  await eventually(() => Promise.resolve(leftBehind(run).length === 0), 60).catch(() => undefined);
  expect(leftBehind(run)).toEqual([]);
  fs.rmSync(run.folder, { recursive: true });
}

function commandLine(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
