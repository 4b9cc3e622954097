import { inOrder, type Part, type Remedy, remedyText, say } from '../../../plan/remedy';
import type { Change } from '../../../plan/types';

/** Shorter texts are said again: to look them up takes longer. */
const LONG = 100;

/** Says what is long once: a whole remedy once for all objects, and the steps of one once for an object. */
export class Remedies {
  private readonly told = new Map<string, Change>();

  /** The remedy of a finding, or where it was told before. Names and ordinals of an object are those of the other one there. */
  public once(remedy: Remedy, change: Change): Remedy {
    const whole = remedyText(remedy);
    if (whole.length <= LONG) return remedy;
    const earlier = this.earlier(whole, change);
    if (earlier !== undefined) return [say(earlier === change ? 'as above' : `as for ${earlier.object}`)];
    if (remedy.length === 1) return remedy;
    return remedy.flatMap((part, index): Part[] => {
      const text = remedyText([part]);
      const before = text.length > LONG ? this.earlier(text, change) : undefined;
      if (before === undefined) return [part];
      if ('steps' in part) {
        return [inOrder({ text: before === change ? 'Take the steps above' : `Take the steps of ${before.object}` })];
      }
      // What follows needs a beginning. Anywhere else, nothing does.
      return index === 0 ? [say(before === change ? 'As above:' : `As for ${before.object}:`)] : [];
    });
  }

  private earlier(text: string, change: Change): Change | undefined {
    const key = withoutNames(text, change).replace(/\u0000-\d+/g, '\u0000');
    const earlier = this.told.get(key);
    if (earlier === undefined) this.told.set(key, change);
    return earlier;
  }
}

/** A text in which the names of an object, and what is made of them, are the same as those of another one. */
export function withoutNames(text: string, { object, name }: Change): string {
  if (name === '') return text;
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text
    .replaceAll(object, '\u0000')
    .replace(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g'), '\u0000');
}
