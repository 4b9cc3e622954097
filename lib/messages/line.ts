import { printable } from './text';

/** What GitHub Actions and Azure Pipelines take for a command anywhere in a line. */
export const LOG_COMMAND = /##(?=\w*\[)/g;

/**
 * Text of anybody on one line that means nothing to whoever reads the output: line breaks and control characters become their codes,
 * and so does what GitHub Actions and Azure Pipelines take for a command, at the start of a line or (`##[`, `##vso[`) anywhere.
 */
export function line(text: string): string {
  return printable(text.replace(/\r\n/g, '\n').replace(/\n/g, '\\n').replace(/\t/g, '\\t'))
    .replace(/^(\s*):(?=:)/, '$1\\u003a')
    .replace(LOG_COMMAND, '#\\u0023');
}

/** The same of a text that has lines of its own, such as a list of errors. */
export function lines(text: string): string {
  return text.split('\n').map(line).join('\n');
}
