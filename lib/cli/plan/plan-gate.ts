import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Budget } from '../../sources/budget';
import { isManifestName } from '../../sources/source-names';
import { readRecord } from '../../synth/folder/file-record';
import { listFiles, type NewFile, readFiles, WORK } from '../../synth/folder/files';
import { UserError } from '../../messages/user-error';
import type { CommandIo } from '../command';
import type { Engine } from './engine';
import { formatText } from './format-text';
import type { PlanOptions } from './options';
import { runPlan } from './run';

/** What the plan says of the output folder as it is, and as it is to be. */
export class PlanGate {
  private constructor(
    private readonly target: string,
    private readonly planned: readonly NewFile[],
    public readonly stops: boolean,
    public readonly text: string,
  ) {}

  /** `staged` holds what the app wrote. */
  public static async of(
    target: string,
    staged: string,
    options: PlanOptions,
    engine: Engine,
    io: CommandIo,
  ): Promise<PlanGate> {
    const written = listFiles(staged);
    if (!written.some(isManifestName)) {
      throw new UserError(
        `The plan reads files that end with .yaml, .yml or .json, and the app wrote ${written.join(', ')}. ` +
          'Set its outputFileExtension, or leave out --fail-on.',
      );
    }
    const budget = new Budget(options.maxSize);
    const planned = readFiles(target, (file) => isManifestName(file) && fits(target, file, budget));
    keepOthers(target, staged);
    const request = {
      before: fs.existsSync(target) ? target : '/dev/null',
      after: staged,
      synthesised: true,
      ...options,
    };
    const stdin = io.stdin as NodeJS.ReadableStream & AsyncIterable<unknown>;
    const sources = { cwd: io.cwd, stdin, without: WORK };
    const { clusters } = await runPlan(request, engine, sources, io.now ?? new Date());
    const stops = clusters.some(({ verdict }) => verdict.failing.length > 0);
    return new PlanGate(target, planned, stops, formatText(clusters, { color: false }));
  }

  /** Another run may have been faster: what is replaced must be what was planned with. */
  public confirm(): void {
    if (!isDeepStrictEqual(readFiles(this.target, isManifestName), this.planned)) {
      throw new UserError(`${this.target} has changed since the plan was made. Run again.`);
    }
  }
}

/** Whether there is something to read. @throws UserError where it is too large */
function fits(folder: string, file: string, budget: Budget): boolean {
  const found = fs.statSync(path.join(folder, file), { throwIfNoEntry: false });
  budget.take(found?.size ?? 0, path.join(folder, file));
  return found !== undefined;
}

/** Manifests that synth did not write stay, so the plan finds them on both sides. A link that leads to no file stays one. */
function keepOthers(target: string, staged: string): void {
  const record = readRecord(target);
  for (const file of listFiles(target).filter((name) => isManifestName(name) && !record.has(name))) {
    const [from, to] = [path.join(target, file), path.join(staged, file)];
    if (fs.existsSync(to)) continue;
    const isFile = fs.statSync(from, { throwIfNoEntry: false })?.isFile() === true;
    const isLink = fs.lstatSync(from, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (isFile || isLink) fs.mkdirSync(path.dirname(to), { recursive: true });
    if (isFile) fs.copyFileSync(from, to);
    else if (isLink) fs.symlinkSync(fs.readlinkSync(from), to);
  }
}
