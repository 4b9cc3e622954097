import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';

/** Which process: an id alone is given out again, and says nothing in another container or on another machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, where the system tells. */
  readonly started: string;
  /** Where its id means this process: the machine, since it was started, and the container. */
  readonly place: string;
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid), place: here() };
}

let own: ProcessIdentity | undefined;
export function identifyThis(): ProcessIdentity {
  return (own ??= identify(process.pid));
}

/** Whether it runs; undefined of a process elsewhere, which cannot be asked. */
export function isRunning({ pid, started, place }: ProcessIdentity): boolean | undefined {
  if (place !== here()) {
    return undefined;
  }
  return exists(pid) && startOf(pid) === started;
}

function here(): string {
  const read = (tell: () => string): string => {
    try {
      return tell().trim();
    } catch {
      return '';
    }
  };
  const boot = read(() => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const container = read(() => fs.readlinkSync('/proc/self/ns/pid'));
  return `${os.hostname()} ${boot} ${container}`.trim();
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const ENDED = 'ended';

/** A process that was killed, and that nobody has waited for yet, still has its id, but does nothing any more. */
function startOf(pid: number): string {
  if (process.platform === 'win32') {
    return '';
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? ENDED : (fields[18] ?? ''); // Clock ticks since boot.
  } catch {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env });
    const [, state, started] = /^\s*(\S+)\s+(.*\S)/.exec(stdout ?? '') ?? [];
    return state?.startsWith('Z') === true ? ENDED : (started ?? '');
  }
}
