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
      : say(`No commands are shown here: '${line(unfit)}' is not a name that Kubernetes accepts.`);
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

/** What a text that must not be broken becomes: a command, a line of YAML. */
type Unbroken = (text: string) => string;

/** A remedy as plain text: steps with their numbers, a snippet with four spaces before each line. */
export function remedyText(remedy: Remedy, unbroken: Unbroken = (text) => text): string {
  return remedy.flatMap((part) => linesOf(part, unbroken)).join('\n');
}

function linesOf(part: Part, unbroken: Unbroken): readonly string[] {
  if ('text' in part) {
    return [part.text.map((each) => (typeof each === 'string' ? line(each) : unbroken(each.text))).join('')];
  }
  if ('lines' in part) return part.lines.map((each) => unbroken(`    ${each}`));
  return part.steps.map((step, index) => `  ${index + 1}. ${stepText(step, unbroken)}`);
}

function stepText({ text, command, ways, effect }: Step, unbroken: Unbroken): string {
  if (command !== undefined) return unbroken(`${command.text}${effect === undefined ? '' : `   # ${line(effect)}`}`);
  const how = ways === undefined ? '' : ` (${ways.map((way) => wayText(way, unbroken)).join('; ')})`;
  return `${line(text ?? '')}${how}${effect === undefined ? '' : `: ${line(effect)}`}`;
}

function wayText({ title, commands, note = '' }: Way, unbroken: Unbroken): string {
  const text = commands.map((each) => unbroken(each.text)).join(', then ');
  return `${title === 'kubectl' ? '' : `${title}: `}${text}${note}`;
}
