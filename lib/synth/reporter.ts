import * as fs from 'node:fs';
import type { Diagnostic } from '../messages/diagnostic';
import { ErrorList } from './error-list';
import type { Replacement } from './folder/replace-folder';
import { SynthReport } from './synth-report';
import { UserError } from '../messages/user-error';
import { warningLines } from './warnings';
import { messageOf } from '../messages/message-of';

const TERMINAL_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 10_000;

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ReporterOptions {
  readonly err?: Output;
  readonly out?: Output;
  /** Where the report goes as JSON, one object a line, to whoever started the program and tells it in its own way. */
  readonly file?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The error that was told last, so that nobody tells it again. */
let told: unknown;

/** Says what a synth does. Synchronous, as the synth is: a terminal shows each step while it lasts. */
export class Reporter {
  private readonly started = Date.now();
  private readonly err: Output;
  private readonly out: Output;
  private readonly file?: string;
  /** A line that is written again and again, rather than one after the other. */
  private readonly live: boolean;
  private last = Date.now();
  private step = '';
  private shown = false;

  public constructor(
    private readonly report: SynthReport,
    options: ReporterOptions = {},
  ) {
    const { err = syncStream(2), out = syncStream(1), file, env = process.env } = options;
    this.err = err;
    this.out = out;
    this.file = file || undefined;
    this.live = err.isTTY === true && env.TERM !== 'dumb' && ['', 'false', undefined].includes(env.CI);
  }

  public progress(step: string, done?: number, total?: number): void {
    const now = Date.now();
    const isNew = this.live && step !== this.step; // It may take long, and say nothing more.
    if (
      this.report !== SynthReport.TEXT ||
      (!isNew && now - this.last < (this.live ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS))
    ) {
      return;
    }
    this.last = now;
    this.step = step;
    const line = `synth: ${step}${done === undefined ? '' : ` ${done} of ${total}`} …`;
    // A line that wraps could not be written over.
    this.err.write(this.live ? `\r\u001b[2K${line.slice(0, (this.err.columns || 80) - 1)}` : `${line}\n`);
    this.shown = true;
  }

  public waiting(holder: string): void {
    if (this.report === SynthReport.TEXT) {
      this.clear();
      this.err.write(`synth: waiting for another synth (${holder})\n`);
    }
  }

  public failed(error: unknown): void {
    this.clear();
    if (error === told) {
      return;
    }
    told = error;
    const message = messageOf(error);
    try {
      this.tell({ error: message, errors: error instanceof ErrorList ? error.errors : [message] });
    } catch (unwritable) {
      this.err.write(`The report could not be written: ${messageOf(unwritable)}\n`);
    }
  }

  public done(outdir: string, result: Replacement, warnings: readonly Diagnostic[]): void {
    this.clear();
    try {
      this.tell({ outdir, ...result, warnings });
    } catch (error) {
      told = new UserError(`${outdir} is written, but the report of it is not: ${messageOf(error)}`);
      throw told;
    }
    if (this.report !== SynthReport.TEXT || this.file !== undefined) {
      return;
    }
    for (const line of warningLines(warnings)) {
      this.err.write(`${line}\n`);
    }
    for (const [mark, files] of [
      ['+', result.created],
      ['~', result.changed],
      ['-', result.removed],
    ] as const) {
      this.list(mark, files);
    }
    if (result.weakness !== undefined) {
      this.err.write(
        `note: ${outdir} could not be replaced in one step: ${result.weakness}. See docs/reference/synth.md.\n`,
      );
    }
    this.err.write(
      `synth: ${summary(outdir, result, warnings.length)} in ${((Date.now() - this.started) / 1000).toFixed(1)} s\n`,
    );
  }

  private tell(report: object): void {
    const json = `${JSON.stringify(report)}\n`;
    if (this.file !== undefined) {
      fs.appendFileSync(this.file, json);
    } else if (this.report === SynthReport.JSON) {
      this.out.write(json);
    }
  }

  private list(mark: string, files: readonly string[]): void {
    const shown = files.length > 20 ? files.slice(0, 19) : files;
    shown.forEach((file) => this.err.write(`  ${mark} ${file}\n`));
    if (shown.length < files.length) {
      this.err.write(`  ${mark} and ${files.length - shown.length} more\n`);
    }
  }

  private clear(): void {
    if (this.shown && this.live) {
      this.err.write('\r\u001b[2K');
    }
    this.shown = false;
  }
}

function summary(
  outdir: string,
  { created, changed, removed, unchanged, kept }: Replacement,
  warnings: number,
): string {
  const parts = [
    [created.length, 'created'],
    [changed.length, 'changed'],
    [removed.length, 'removed'],
    [unchanged, 'unchanged'],
    [kept.length, "kept that are not synth's"],
    [warnings, warnings === 1 ? 'warning' : 'warnings'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${outdir}: ${said.join(', ') || 'nothing to write'}`;
}

function syncStream(descriptor: 1 | 2): Output {
  const { isTTY, columns } = descriptor === 1 ? process.stdout : process.stderr;
  return { isTTY, columns, write: (text) => void writeAll(descriptor, text) };
}

/** A pipe that is full says EAGAIN: what is said last must not be lost. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE' || (code !== 'EAGAIN' && descriptor === 2)) {
        return; // Nobody listens any more, or nobody can be told.
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}
