import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export interface Measurement {
  /** Seconds by the clock. */
  readonly wall: number;
  /** Seconds of CPU, of the process and its children; absent without GNU time. */
  readonly cpu?: number;
  /** Peak memory in MB; absent without GNU time. */
  readonly memory?: number;
}

const GNU_TIME = '/usr/bin/time';

/** Runs a command to its end, with its output in a file, and takes the best of some runs: noise only adds. */
export function measure(
  command: readonly string[],
  cwd: string,
  output: string,
  runs: number,
  codes: readonly number[] = [0],
): Measurement {
  const results = Array.from({ length: runs }, () => measureOnce(command, cwd, output, codes));
  return results.reduce(better);
}

export function better(best: Measurement, next: Measurement): Measurement {
  return (next.cpu ?? next.wall) < (best.cpu ?? best.wall) ? next : best;
}

function measureOnce(command: readonly string[], cwd: string, output: string, codes: readonly number[]): Measurement {
  const report = path.join(os.tmpdir(), `bench-time-${process.pid}`);
  const timed = fs.existsSync(GNU_TIME);
  const [program = '', ...args] = timed ? [GNU_TIME, '-o', report, '-f', '%U %S %M', ...command] : command;
  const out = fs.openSync(output, 'w');
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', out, 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, SYNTH_REPORT: 'quiet', CDK8S_CHECK_UPGRADE: 'false' },
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  fs.closeSync(out);
  if (status === null || !codes.includes(status)) {
    throw new Error(`${command.join(' ')} failed: ${error?.message ?? stderr}`);
  }
  if (!timed) {
    return { wall };
  }
  // GNU time says first if the command failed.
  const last = fs.readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '';
  const [user = 0, system = 0, kilobytes = 0] = last.split(' ').map(Number);
  fs.rmSync(report);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}
