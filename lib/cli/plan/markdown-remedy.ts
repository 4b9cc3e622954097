import { type Part, type Remedy, type Step } from '../../plan/remedy';
import type { Way } from '../../pipelines/tool';
import { codeBlock, codeSpan, escapeMarkdown } from './escape';

/** A remedy in Markdown: steps as a list, commands and YAML as code, the rest as text. */
export function formatRemedy(remedy: Remedy): string[] {
  return remedy.flatMap((part, index) => [...linesOf(part, index === 0 ? '**What to do:** ' : ''), '']);
}

function linesOf(part: Part, lead: string): readonly string[] {
  if ('lines' in part) {
    return [...(lead === '' ? [] : [lead.trim(), '']), codeBlock(part.lines.join('\n'), part.language)];
  }
  if ('steps' in part) {
    return [
      ...(lead === '' ? [] : [lead.trim(), '']),
      ...part.steps.map((step, index) => `${index + 1}. ${stepOf(step)}`),
    ];
  }
  return [
    lead + part.text.map((each) => (typeof each === 'string' ? escapeMarkdown(each) : codeSpan(each.text))).join(''),
  ];
}

function stepOf({ text, command, ways, effect }: Step): string {
  if (command !== undefined) {
    return codeSpan(command.text) + (effect === undefined ? '' : ` (${escapeMarkdown(effect)})`);
  }
  const how = ways === undefined ? '' : ` (${ways.map(wayOf).join('; ')})`;
  return `${escapeMarkdown(text ?? '')}${how}${effect === undefined ? '' : `: ${escapeMarkdown(effect)}`}`;
}

function wayOf({ title, commands, note = '' }: Way): string {
  const text = commands.map((each) => codeSpan(each.text)).join(', then ');
  return `${title === 'kubectl' ? '' : `${title}: `}${text}${escapeMarkdown(note)}`;
}
