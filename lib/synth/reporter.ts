import * as fs from 'node:fs';
import type { Diagnostic } from '../diagnostics';
import type { Replacement } from './folder/replace-folder';
import { SynthReport } from './synth-report';
import { warningLines } from './warnings';

const TERMINAL_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 10_000;

/** Says what a synth does. Synchronous, as the synth is: a terminal shows each step while it lasts. */
export class Reporter {
  private readonly started = Date.now();
  private last = Date.now();
  private shown = false;

  public constructor(
    private readonly report: SynthReport,
    private readonly err: { readonly isTTY?: boolean; write(text: string): unknown } = syncStream(2),
    private readonly out: { write(text: string): unknown } = syncStream(1),
  ) {}

  public progress(step: string, done?: number, total?: number): void {
    const now = Date.now();
    if (
      this.report !== SynthReport.TEXT ||
      now - this.last < (this.err.isTTY ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS)
    ) {
      return;
    }
    this.last = now;
    const line = `synth: ${step}${done === undefined ? '' : ` ${done} of ${total}`} …`;
    this.err.write(this.err.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
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
    if (this.report === SynthReport.JSON) {
      this.out.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    }
  }

  public done(outdir: string, result: Replacement, warnings: readonly Diagnostic[]): void {
    this.clear();
    if (this.report === SynthReport.JSON) {
      this.out.write(`${JSON.stringify({ outdir, ...result, warnings })}\n`);
      return;
    }
    if (this.report === SynthReport.QUIET) {
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
      this.err.write(`note: ${outdir} could not be replaced in one step: ${result.weakness}. See docs/synth.md.\n`);
    }
    this.err.write(
      `synth: ${summary(outdir, result, warnings.length)} in ${((Date.now() - this.started) / 1000).toFixed(1)} s\n`,
    );
  }

  private list(mark: string, files: readonly string[]): void {
    const shown = files.length > 20 ? files.slice(0, 19) : files;
    shown.forEach((file) => this.err.write(`  ${mark} ${file}\n`));
    if (shown.length < files.length) {
      this.err.write(`  ${mark} and ${files.length - shown.length} more\n`);
    }
  }

  private clear(): void {
    if (this.shown && this.err.isTTY) {
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

function syncStream(descriptor: 1 | 2): { readonly isTTY: boolean; write(text: string): void } {
  const stream = descriptor === 1 ? process.stdout : process.stderr;
  return { isTTY: stream.isTTY, write: (text) => void writeAll(descriptor, text) };
}

/** A pipe that is full says EAGAIN: what is said last must not be lost. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        return; // Nobody listens any more.
      }
    }
  }
}
