import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '../../messages/user-error';
import { refuseForeignFolder } from './contained';
import { identifyThis, isRunning, type ProcessIdentity } from './process-identity';
import { removeTree } from './remove-tree';

const CLAIM = /^claim-/;
const BEAT_MS = 1000;

export interface RunLockOptions {
  /** How long to wait for another run, in milliseconds. */
  readonly timeout: number;
  /** Called once, before the wait begins. */
  readonly onWait: (holder: string) => void;
  /** How long a claim is believed that does not beat, of a process which cannot be asked. Default: 30 s. */
  readonly silence?: number;
}

/**
 * The lock that lets one run at a time change a folder.
 *
 * Each run puts down a claim under a name of its own, then looks for others: whoever sees none holds the lock, whoever
 * sees one of a living process withdraws and tries again. A claim of a dead process counts for nothing and anybody may
 * remove it, since its name never comes again: so a killed run leaves no lock behind, and no two can both break one.
 * A process in another container, or on another machine, cannot be asked whether it lives: its claim must beat.
 */
export class RunLock {
  private beaten = Date.now();

  private constructor(
    private readonly workFolder: string,
    private readonly claim: string,
  ) {}

  public static take(workFolder: string, options: RunLockOptions): RunLock {
    const deadline = Date.now() + options.timeout;
    const claims = new OtherClaims(workFolder, options.silence ?? 30_000);
    for (let waited = false; ;) {
      const claim = putDown(workFolder);
      const holder = claim === undefined ? undefined : claims.holder(claim);
      if (claim !== undefined) {
        const lock = new RunLock(workFolder, claim);
        if (holder === undefined) {
          return lock;
        }
        fs.rmSync(path.join(workFolder, claim), { force: true });
      }
      if (Date.now() > deadline) {
        throw new UserError(
          `Another synth (${holder?.name ?? 'one that is just starting'}) has been writing this folder for more than ${options.timeout / 1000} s. ` +
            `Wait for it${holder === undefined ? '' : `. If it is no longer running, delete ${holder.file}`}.`,
        );
      }
      if (!waited && holder !== undefined) {
        options.onWait(holder.name);
        waited = true;
      }
      pause(20 + Math.random() * 80);
    }
  }

  /** Tells others that this run goes on. Throws when one of them has given up on it, as after a long suspension. */
  public beat(): void {
    const now = Date.now();
    if (now - this.beaten < BEAT_MS) {
      return;
    }
    this.beaten = now;
    const file = path.join(this.workFolder, this.claim);
    try {
      fs.utimesSync(file, now / 1000, now / 1000);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        throw new UserError('Another synth took over this folder, because this one did not respond. Run it again.');
      }
      throw error;
    }
  }

  public giveBack(): void {
    withdraw(this.workFolder, this.claim);
  }
}

function putDown(workFolder: string): string | undefined {
  const claim = `claim-${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    fs.mkdirSync(path.dirname(workFolder), { recursive: true });
    makeFolder(workFolder);
    // What a killed run leaves must never be committed, nor listed as untracked.
    ignore(workFolder);
    // Whoever sees a claim can read it.
    fs.writeFileSync(path.join(workFolder, `new-${claim}`), JSON.stringify(identifyThis()), { flag: 'wx' });
    fs.renameSync(path.join(workFolder, `new-${claim}`), path.join(workFolder, claim));
    return claim;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined; // The holder before has just removed the folder.
    }
    withdraw(workFolder, claim);
    throw error;
  }
}

function ignore(workFolder: string): void {
  const file = path.join(workFolder, '.gitignore');
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === false) removeTree(file);
  fs.writeFileSync(file, '*\n');
}

/** Not recursive, which answers ENOENT where the file system is read-only. */
function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    refuseForeignFolder(folder);
  }
}

/** Never throws: what it leaves, the next run clears away. */
function withdraw(workFolder: string, claim: string): void {
  try {
    fs.rmSync(path.join(workFolder, `new-${claim}`), { force: true });
    fs.rmSync(path.join(workFolder, claim), { force: true });
    if (fs.readdirSync(workFolder).every((name) => name === '.gitignore')) {
      fs.rmSync(path.join(workFolder, '.gitignore'), { force: true });
      fs.rmdirSync(workFolder);
    }
  } catch {
    // Another run has come in between, or the folder cannot be written.
  }
}

/** The claims of others, and since when each has not beaten, by our own clock: theirs may say anything. */
class OtherClaims {
  private readonly seen = new Map<string, { readonly beat: number; readonly since: number }>();

  public constructor(
    private readonly workFolder: string,
    private readonly silence: number,
  ) {}

  public holder(own: string): { readonly name: string; readonly file: string } | undefined {
    for (const name of fs.readdirSync(this.workFolder)) {
      if (CLAIM.test(name) && name !== own) {
        const file = path.join(this.workFolder, name);
        const claim = readClaim(file);
        if (claim !== undefined && (isRunning(claim) ?? this.beats(file))) {
          return { name: `process ${claim.pid}${isRunning(claim) === undefined ? ` on ${claim.place}` : ''}`, file };
        }
        removeTree(file);
      }
    }
    return undefined;
  }

  private beats(file: string): boolean {
    const beat = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (beat === undefined) {
      return false;
    }
    const before = this.seen.get(file);
    if (before?.beat !== beat) {
      this.seen.set(file, { beat, since: Date.now() });
      return true;
    }
    return Date.now() - before.since < this.silence;
  }
}

/** A claim that cannot be read was cut short by a loss of power, or is none: nobody holds it. */
function readClaim(file: string): ProcessIdentity | undefined {
  try {
    if (!fs.lstatSync(file).isFile()) return undefined;
    const claim = JSON.parse(fs.readFileSync(file, 'utf8')) as ProcessIdentity | null;
    return Number.isInteger(claim?.pid) && typeof claim?.place === 'string' ? claim : undefined;
  } catch {
    return undefined;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
