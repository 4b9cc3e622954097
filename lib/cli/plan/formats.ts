import type { CommandIo } from '../command';
import type { ClusterReport } from './run';

export const FORMATS = ['text', 'markdown', 'json', 'html', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

/** Reports in a format, of which only the one that is asked for is loaded; `verbose` shows everything at once where a format folds or leaves out. */
export function formatted(
  reports: readonly ClusterReport[],
  format: Format,
  verbose: boolean,
  io: Pick<CommandIo, 'env' | 'stdout'>,
): string {
  switch (format) {
    case 'json':
      return (require('./format-json') as typeof import('./format-json')).formatJson(reports);
    case 'markdown':
      return (require('./format-markdown') as typeof import('./format-markdown')).formatMarkdown(reports);
    case 'html':
      return (require('./format-html') as typeof import('./format-html')).formatHtml(reports, verbose);
    case 'sarif':
      return (require('./format-sarif') as typeof import('./format-sarif')).formatSarif(reports, verbose);
    case 'text':
      return (require('./format-text') as typeof import('./format-text')).formatText(reports, {
        color: wantsColor(io),
        verbose,
        ...widthOf(io),
      });
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
export function widthOf({ env, stdout }: Pick<CommandIo, 'env' | 'stdout'>): { readonly width?: number } {
  const width = Number(env['COLUMNS'] ?? '') || (stdout.isTTY === true ? stdout.columns : undefined);
  return width === undefined ? {} : { width };
}
