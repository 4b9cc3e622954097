import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UserError } from '../../user-error';

/** How long a claim of another machine, which cannot be asked, is believed. */
const FOREIGN_CLAIM_MS = 10 * 60_000;
const CLAIM = /^claim-/;

interface Claim {
  readonly pid: number;
  /** When the process started, where the system tells: a process id alone is given out again. */
  readonly started: string;
  readonly host: string;
}

export interface RunLockOptions {
  /** How long to wait for another run, in milliseconds. */
  readonly timeout: number;
  /** Called once, before the wait begins. */
  readonly onWait: (holder: string) => void;
}

/**
 * Takes the lock that lets one run at a time change a folder, and returns the function that gives it back.
 *
 * Each run puts down a claim under a name of its own, then looks for others: whoever sees none holds the lock, whoever
 * sees one of a living process withdraws and tries again. A claim of a dead process counts for nothing and anybody may
 * remove it, since its name never comes again: so a killed run leaves no lock behind, and no two can both break one.
 */
export function takeRunLock(workFolder: string, options: RunLockOptions): () => void {
  const deadline = Date.now() + options.timeout;
  for (let waited = false; ;) {
    const claim = putDown(workFolder);
    const holder = claim === undefined ? undefined : otherHolder(workFolder, claim);
    if (claim !== undefined && holder === undefined) {
      return () => giveBack(workFolder, claim);
    }
    if (claim !== undefined) {
      fs.rmSync(path.join(workFolder, claim), { force: true });
    }
    if (Date.now() > deadline) {
      throw new UserError(
        `Another synth is writing this folder (${holder}), for more than ${options.timeout / 1000} s. ` +
          `Wait for it; if it is not running any more, delete ${workFolder}.`,
      );
    }
    if (!waited && holder !== undefined) {
      options.onWait(holder);
      waited = true;
    }
    pause(20 + Math.random() * 80);
  }
}

function putDown(workFolder: string): string | undefined {
  const claim: Claim = { pid: process.pid, started: startOf(process.pid), host: os.hostname() };
  const name = `claim-${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    fs.mkdirSync(path.dirname(workFolder), { recursive: true });
    makeFolder(workFolder);
    // What a killed run leaves must never be committed, nor listed as untracked.
    fs.writeFileSync(path.join(workFolder, '.gitignore'), '*\n');
    fs.writeFileSync(path.join(workFolder, name), JSON.stringify(claim), { flag: 'wx' });
    return name;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined; // The holder before has just removed the folder.
    }
    throw error;
  }
}

/** Not recursive, which answers ENOENT where the file system is read-only. */
function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
}

function giveBack(workFolder: string, claim: string): void {
  fs.rmSync(path.join(workFolder, claim), { force: true });
  try {
    if (fs.readdirSync(workFolder).every((name) => name === '.gitignore')) {
      fs.rmSync(path.join(workFolder, '.gitignore'), { force: true });
      fs.rmdirSync(workFolder);
    }
  } catch {
    // Another run has come in between: it will clean up.
  }
}

function otherHolder(workFolder: string, own: string): string | undefined {
  for (const name of fs.readdirSync(workFolder)) {
    if (CLAIM.test(name) && name !== own) {
      const file = path.join(workFolder, name);
      const holder = livingHolder(file);
      if (holder !== undefined) {
        return holder;
      }
      fs.rmSync(file, { force: true });
    }
  }
  return undefined;
}

function livingHolder(file: string): string | undefined {
  let age: number;
  let claim: Claim;
  try {
    age = Date.now() - fs.statSync(file).mtimeMs;
    claim = JSON.parse(fs.readFileSync(file, 'utf8')) as Claim;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || !isYoung(file) ? undefined : 'a run that is just starting';
  }
  if (claim.host !== os.hostname()) {
    return age < FOREIGN_CLAIM_MS ? `process ${claim.pid} on ${claim.host}` : undefined;
  }
  return isAlive(claim.pid) && startOf(claim.pid) === claim.started ? `process ${claim.pid}` : undefined;
}

function isYoung(file: string): boolean {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < 10_000;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The start of a process in clock ticks since boot, where /proc tells. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
