import { line } from '../messages/line';
import { type Command, unfitIn } from '../pipelines/command';
import type { Pipeline, Way } from '../pipelines/tool';

/** What to do about a finding, to be read from top to bottom. Each format renders it in its own way. */
export type Remedy = readonly Part[];

export type Part = (Paragraph | Steps | Snippet) & {
  /** Shown only where the pipeline is this one; empty: only where it is not known. */
  readonly only?: Pipeline | '';
};

/** A paragraph, with commands in it. */
export interface Paragraph {
  readonly text: readonly (string | Command)[];
}

/** What to do one after the other. */
export interface Steps {
  readonly steps: readonly Step[];
}

/** What somebody does by hand, or by a command; the effect is what happens then, or what to wait for. */
export interface Step {
  readonly text?: string;
  readonly command?: Command;
  /** How each tool does what `text` says. */
  readonly ways?: readonly Way[];
  readonly effect?: string;
}

/** Lines to be copied as they are. */
export interface Snippet {
  readonly language: 'yaml' | 'typescript';
  readonly lines: readonly string[];
}

export function say(...text: readonly (string | Command)[]): Paragraph {
  return { text };
}

export function inOrder(...steps: readonly Step[]): Steps {
  return { steps };
}

/** A remedy as it may be shown: without a command in which text stands for a name that Kubernetes does not take for one. */
export function safeRemedy(remedy: Remedy): Remedy {
  return remedy.map((part) => {
    const unfit = unfitIn(commandsOf(part));
    return unfit === undefined
      ? part
      : say(`No commands are shown here: '${line(unfit)}' is no name that Kubernetes takes.`);
  });
}

/** All commands of a part, in their order. */
export function commandsOf(part: Part): readonly Command[] {
  if ('text' in part) return part.text.filter((each): each is Command => typeof each !== 'string');
  if ('lines' in part) return [];
  return part.steps.flatMap(({ command, ways = [] }) => [
    ...(command === undefined ? [] : [command]),
    ...ways.flatMap(({ commands }) => commands),
  ]);
}

/** A remedy as plain text: steps with their numbers, a snippet with four spaces before each line. */
export function remedyText(remedy: Remedy): string {
  return remedy.flatMap(linesOf).join('\n');
}

function linesOf(part: Part): readonly string[] {
  if ('text' in part) return [part.text.map((each) => (typeof each === 'string' ? line(each) : each.text)).join('')];
  if ('lines' in part) return part.lines.map((each) => `    ${each}`);
  return part.steps.map((step, index) => `  ${index + 1}. ${stepText(step)}`);
}

function stepText({ text, command, ways, effect }: Step): string {
  if (command !== undefined) return `${command.text}${effect === undefined ? '' : `   # ${line(effect)}`}`;
  const how = ways === undefined ? '' : ` (${ways.map(wayText).join('; ')})`;
  return `${line(text ?? '')}${how}${effect === undefined ? '' : `: ${line(effect)}`}`;
}

function wayText({ title, commands, note = '' }: Way): string {
  const text = commands.map((each) => each.text).join(', then ');
  return `${title === 'kubectl' ? '' : `${title}: `}${text}${note}`;
}
