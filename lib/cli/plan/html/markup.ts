import { printable } from '../../../messages/text';

/** Text that is markup already. Nothing else is ever put into a page as it is. */
export class Markup {
  public constructor(public readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

/** Markup with every text in it escaped, inside elements and in quoted attributes. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((all, text, index) => `${all}${shown(parts[index - 1] ?? '')}${text}`));
}

export const NOTHING = new Markup('');

function shown(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return printable(String(part)).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
