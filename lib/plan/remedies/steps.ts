import { type Argument, Command, jsonText, name } from '../../pipelines/command';
import type { Snippet, Step } from '../remedy';

/** Commands that are written out one by one; more of them are a loop. */
const MOST_LINES = 6;
const MOST_NAMES = 8;

/** A step that is a command, with what it does. */
export function command(text: Command, effect: string): Step {
  return { command: text, effect };
}

/** Lines of YAML, to be copied as they are. */
export function yaml(text: string): Snippet {
  return { language: 'yaml', lines: text.trim().split('\n') };
}

/** A value in a line of YAML: quoted where it is more than a plain word. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w./:@-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$|:$/i.test(text)
    ? text
    : jsonText(text);
}

/** `www-web-0 www-web-1`; many names are counted out by the shell: none may be missing. */
export function nameList(names: readonly string[]): readonly Argument[] {
  if (names.length <= MOST_NAMES) return names.map(name);
  return runsOf(names).map((run) => (run.first === run.last ? name(`${run.prefix}${run.first}`) : run));
}

/** The same command for each name: a step each, or a loop. */
export function forEach(names: readonly string[], line: (name: Argument) => Command): Step[] {
  return names.length <= MOST_LINES
    ? names.map((each) => ({ command: line(name(each)) }))
    : [{ command: Command.forEach('name', nameList(names), [line({ variable: 'name' })]) }];
}

interface Run {
  readonly prefix: string;
  readonly first: number;
  last: number;
}

/** Names that end in successive numbers, by what stands before them. */
function runsOf(names: readonly string[]): readonly Run[] {
  const split = names.map((each) => {
    const [, prefix = '', ordinal = ''] = /^(.*-)(\d+)$/s.exec(each) ?? [];
    return { prefix, ordinal: Number(ordinal) };
  });
  split.sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.ordinal - b.ordinal));
  const runs: Run[] = [];
  for (const { prefix, ordinal } of split) {
    const run = runs.at(-1);
    if (run?.prefix === prefix && run.last + 1 === ordinal) run.last = ordinal;
    else runs.push({ prefix, first: ordinal, last: ordinal });
  }
  return runs;
}
