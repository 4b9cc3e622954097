import { relative, resolve, sep } from 'node:path';
import { OutsideRepository } from '../../sources/git';
import { listed } from '../../manifests/read';
import { UserError } from '../../messages/user-error';
import {
  type Acknowledgement,
  type AcknowledgementFile,
  isSameEntry,
  MissingFile,
  parseAcknowledgements,
  readAcknowledgementFile,
} from './acknowledgement-file';

/** Longer than a change takes, and short enough that nobody forgets what was accepted. */
const MOST_DAYS = 90;

/** What the options say of accepted dangers. */
export interface AcknowledgeRequest {
  /** The file as the change has it: a file, or `git:REV:PATH`. */
  readonly file: string;
  /**
   * The same as the target branch has it: a file, or `git:REV:PATH`. Default: the file at REV, where BEFORE is
   * `git:REV:PATH`; otherwise nobody knows which entries are new.
   */
  readonly target?: string;
  /** The most days from today on which an entry counts. Default: 90. */
  readonly days?: number;
}

/** An entry, and whether the change itself brings it in. */
export interface SidedAcknowledgement extends Acknowledgement {
  /** Unset where the target branch's file is not known. */
  readonly inThisChange?: boolean;
  /** Only the target branch has it: it counts until this change is merged, and nobody needs to be told about it. */
  readonly onlyInTarget?: boolean;
}

export interface Acknowledgements {
  /** Those of the target branch first. */
  readonly entries: readonly SidedAcknowledgement[];
  readonly notes: readonly string[];
}

/**
 * What the target branch and the change accept between them.
 *
 * @throws UserError where the change's file is wrong, or accepts something for too long. What is wrong in the target branch's
 *   file counts for nothing and is only told, so that a change can repair it.
 */
export async function readAcknowledgements(
  { file, target: named, days = MOST_DAYS }: AcknowledgeRequest,
  before: string,
  cwd: string,
  today: Date,
): Promise<Acknowledgements> {
  const notes: string[] = [];
  const tooLong = (entry: Acknowledgement): string[] => problemsOfLifetime(entry, days, today);
  const target = await readTarget(named ?? fileAtRevision(file, before, cwd), cwd, notes);
  const change = await readChange(file, target?.exists === true, cwd);
  const problems = change.flatMap(tooLong);
  if (problems.length > 0) {
    throw new UserError(listed(problems));
  }
  const old = (target?.entries ?? []).filter((entry) => {
    const reasons = tooLong(entry);
    notes.push(...reasons.map((reason) => `${reason}. It has no effect`));
    return reasons.length === 0;
  });
  const isIn = (list: readonly Acknowledgement[], entry: Acknowledgement): boolean =>
    list.some((other) => isSameEntry(other, entry));
  const sided = change.map((entry): SidedAcknowledgement =>
    target === undefined ? entry : { ...entry, inThisChange: !isIn(old, entry) },
  );
  const onlyInTarget = old
    .filter((entry) => !isIn(change, entry))
    .map((entry) => ({ ...entry, inThisChange: false, onlyInTarget: true }));
  const isNew = ({ inThisChange }: SidedAcknowledgement): number => (inThisChange === true ? 1 : 0);
  return { entries: [...sided, ...onlyInTarget].sort((a, b) => isNew(a) - isNew(b)), notes };
}

/** The file as the commit has it that BEFORE names. */
function fileAtRevision(file: string, before: string, cwd: string): string | undefined {
  const revision = /^git:([^:]*):/.exec(before)?.[1];
  return revision === undefined || file.startsWith('git:')
    ? undefined
    : `git:${revision}:${relative(cwd, resolve(cwd, file)).split(sep).join('/')}`;
}

/** What the change accepts. One that removes the file takes back nothing that the target branch accepts until it is merged. */
async function readChange(file: string, inTarget: boolean, cwd: string): Promise<Acknowledgement[]> {
  try {
    return parseAcknowledgements(await readAcknowledgementFile(file, cwd));
  } catch (error) {
    if (error instanceof MissingFile && inTarget) return [];
    throw error;
  }
}

interface Target {
  readonly exists: boolean;
  readonly entries: readonly Acknowledgement[];
}

/** What the target branch accepts; undefined where that is not known. */
async function readTarget(source: string | undefined, cwd: string, notes: string[]): Promise<Target | undefined> {
  if (source === undefined) return undefined;
  try {
    return { exists: true, entries: parseTarget(await readAcknowledgementFile(source, cwd), notes) };
  } catch (error) {
    if (error instanceof MissingFile) return { exists: false, entries: [] };
    if (error instanceof OutsideRepository) return undefined;
    throw error;
  }
}

function parseTarget(file: AcknowledgementFile, notes: string[]): Acknowledgement[] {
  try {
    return parseAcknowledgements(file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    notes.push(
      `the acknowledgements of the target branch have no effect, because their file is wrong: ${error.message}`,
    );
    return [];
  }
}

function problemsOfLifetime({ place, code, object, expires }: Acknowledgement, days: number, today: Date): string[] {
  return daysUntil(expires, today) <= days
    ? []
    : [
        `${place}: the acknowledgement of ${code} for ${object} expires on ${expires}, more than ${days} days from today. Choose ${dayOf(new Date(today.getTime() + days * DAY))} or earlier, or allow more with --acknowledge-days`,
      ];
}

const DAY = 24 * 60 * 60 * 1000;

function daysUntil(day: string, today: Date): number {
  return (Date.parse(day) - Date.parse(dayOf(today))) / DAY;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
