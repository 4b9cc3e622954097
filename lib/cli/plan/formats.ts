import type { CommandIo } from '../command';
import { formatHtml } from './format-html';
import { formatJson } from './format-json';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { formatText } from './format-text';
import type { ClusterReport } from './run';

export const FORMATS = ['text', 'markdown', 'json', 'html', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

/** Reports in a format; `verbose` shows everything at once where a format folds or leaves out. */
export function formatted(
  reports: readonly ClusterReport[],
  format: Format,
  verbose: boolean,
  io: Pick<CommandIo, 'env' | 'stdout'>,
): string {
  switch (format) {
    case 'json':
      return formatJson(reports);
    case 'markdown':
      return formatMarkdown(reports);
    case 'html':
      return formatHtml(reports, verbose);
    case 'sarif':
      return formatSarif(reports, verbose);
    case 'text':
      return formatText(reports, { color: wantsColor(io), verbose, ...widthOf(io) });
  }
}

/** Colour on a terminal only; NO_COLOR and FORCE_COLOR decide otherwise (no-color.org, force-color.org). */
function wantsColor({ env, stdout }: Pick<CommandIo, 'env' | 'stdout'>): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') {
    return false;
  }
  const force = env['FORCE_COLOR'] ?? '';
  return force !== '' ? force !== '0' : stdout.isTTY === true && env['TERM'] !== 'dumb';
}

/** Prose is wrapped into the columns of a terminal, and into those of COLUMNS; a file or a pipe has none. */
function widthOf({ env, stdout }: Pick<CommandIo, 'env' | 'stdout'>): { readonly width?: number } {
  const width = Number(env['COLUMNS'] ?? '') || (stdout.isTTY === true ? stdout.columns : undefined);
  return width === undefined ? {} : { width };
}
