import type { MapCode } from '../code/code';
import { commentLine, print } from '../code/print';
import { quoted } from '../code/text-literal';
import { importLines, namesIn } from './imports';

/** An app of the program, in a file of its own. */
export interface AppFile {
  /** The name of the app, and of its construct. */
  readonly name: string;
  /** The function that makes it. */
  readonly identifier: string;
  readonly props: MapCode;
  /** What is said above the function, line by line. */
  readonly comment: readonly string[];
}

export function printAppFile({ name, identifier, props, comment }: AppFile): string {
  const names = new Set([...namesIn(props), 'Chart', 'StatefulWebApp']);
  return `${importLines(names)}

${comment.map((line) => `${commentLine(line)}\n`).join('')}export function ${identifier}(chart: Chart): StatefulWebApp {
  return new StatefulWebApp(chart, ${quoted(name)}, ${print(props, 2, 1000)});
}
`;
}
