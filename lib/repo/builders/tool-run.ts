import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MOST_FILES, MOST_MEMORY, runBounded, speakOfSecrets } from '../../sources/bounded-run';
import type { Files } from '../files';
import { insidePath } from '../unit';
import type { Failure } from './built';

/** A program and what it is given. */
export interface ToolRun {
  readonly title: string;
  readonly program: string;
  /** `work` is where the files are. */
  readonly args: (work: string) => readonly string[];
  /** What is written for it, by path; a text is not in the repository. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly unit: string;
  /** How long it may take, in milliseconds. Default: as long as any build. */
  readonly mostMs?: number;
}

/** Runs a tool in a folder that holds only what it is given; gives what it prints, or why there is nothing. */
export async function runTool(run: ToolRun, { revision }: Files): Promise<string | Failure> {
  const { title, program, args, unit } = run;
  if (run.files.size > MOST_FILES) return { why: 'too-large', message: `${unit} has more than ${MOST_FILES} files` };
  // Whatever named them, nothing is written anywhere else.
  if ([...run.files.keys()].some((path) => insidePath(path) !== path))
    return { why: 'refused', message: `${unit} has a file outside its folder` };
  const work = mkdtempSync(join(tmpdir(), 'stateful-web-app-build-'));
  try {
    for (const folder of new Set([...run.files.keys()].map((path) => dirname(path))))
      mkdirSync(join(work, folder), { recursive: true });
    for (const [path, content] of run.files) {
      writeFileSync(join(work, path), content, { mode: 0o600 });
    }
    const ended = await runBounded(program, args(work), work, revision.tree.budget, run.mostMs);
    switch (ended.why) {
      case 'done':
        return ended.output;
      case 'output':
        return { why: 'too-large', message: `the output of ${title} for ${unit} is larger than --max-size allows` };
      case 'memory':
        return { why: 'too-large', message: `${title} needs more than ${MOST_MEMORY} of memory for ${unit}` };
      case 'time':
        return { why: 'too-large', message: `${title} takes longer than ${ended.seconds} s for ${unit}` };
      case 'failed': {
        return {
          why: 'refused',
          message: speakOfSecrets(run.files.values())
            ? `${title} refuses ${unit}. Its message may contain a secret from these files, so it is not shown`
            : `${title} refuses ${unit}: ${saidOf(ended.says, work)}`,
        };
      }
    }
  } catch (error) {
    // More than a program can be told.
    if ((error as NodeJS.ErrnoException).code !== 'E2BIG') throw error;
    return { why: 'too-large', message: `${unit} has more parameters than ${title} accepts` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function saidOf(says: string, work: string): string {
  return says
    .replaceAll(`${work}/`, '')
    .replaceAll(work, '.')
    .replace(/^# Warning: .*\n/gm, '')
    .replace(/^Error: /, '')
    .replace(/\s*Use --debug flag to render out invalid YAML\s*$/, '')
    .slice(0, 1000);
}
