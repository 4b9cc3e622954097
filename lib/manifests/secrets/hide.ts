import { isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { LAST_APPLIED } from '../../pipelines/kubectl';
import { type HiddenFields, hiddenFieldsOf, isHiddenText } from './hidden-fields';
import { base64Of, bytesOfBase64, bytesOfText, MARK } from './marks';

/**
 * Puts marks in the place of secret values while objects are read, so that nothing that is said of them later can hold one. The
 * same value has the same mark on both sides of a change, in `data` and in `stringData`, and is as long: what the API server
 * and the plan conclude stays what it is.
 */
export class Secrets {
  private readonly numbers = new Map<string, number>();

  /** The object with marks; itself where it hides nothing. */
  public hide(object: PlainObject): PlainObject {
    return this.object(object, hiddenFieldsOf(object));
  }

  private object(object: PlainObject, inherited: HiddenFields): PlainObject {
    const { own, metadata, below } = typeof object['kind'] === 'string' ? hiddenFieldsOf(object) : inherited;
    let changed = false;
    const entries = Object.entries(object).map(([field, value]): [string, unknown] => {
      const inside = field === 'metadata' ? metadata : below;
      const hidden = own(field)
        ? this.whole(value, field)
        : this.visible(value, field, { own: inside, metadata: inside, below: inside });
      changed ||= hidden !== value;
      return [field, hidden];
    });
    return changed ? Object.fromEntries(entries) : object;
  }

  private visible(value: unknown, field: string, inside: HiddenFields): unknown {
    if (typeof value === 'string') {
      if (field === LAST_APPLIED) return this.noted(value);
      return isHiddenText(value) ? this.mark(bytesOfText(value)) : value;
    }
    if (isPlainObject(value)) return this.object(value, inside);
    if (!Array.isArray(value)) return value;
    const items = (value as unknown[]).map((item) => this.visible(item, field, inside));
    return items.some((item, index) => item !== value[index]) ? items : (value as unknown[]);
  }

  /** What kubectl noted on an object when it applied it: the whole manifest, as JSON. */
  private noted(text: string): string {
    try {
      const object: unknown = JSON.parse(text);
      if (isPlainObject(object)) {
        const hidden = this.hide(object);
        return hidden === object ? text : JSON.stringify(hidden);
      }
    } catch {
      // Somebody wrote something else there.
    }
    return this.mark(bytesOfText(text));
  }

  /** A value all of whose texts and numbers are secret. */
  private whole(value: unknown, field: string): unknown {
    if (typeof value === 'string') return this.text(value, field);
    if (typeof value === 'number') return this.numberOf(`number ${value}`);
    if (Array.isArray(value)) return value.map((item) => this.whole(item, field));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.whole(item, field)]));
  }

  /** In `data` stands base64. What is none there stays none, because the API server refuses it. */
  private text(value: string, field: string): string {
    if (value === '') return value;
    if (field !== 'data') return this.mark(bytesOfText(value));
    const bytes = bytesOfBase64(value);
    return bytes === undefined ? this.mark(`no base64 ${value}`) : base64Of(this.mark(bytes));
  }

  private mark(content: string): string {
    return `${MARK}${String(this.numberOf(content)).padStart(9, '0')}`.padEnd(content.length, '*');
  }

  private numberOf(content: string): number {
    const known = this.numbers.get(content);
    if (known !== undefined) return known;
    this.numbers.set(content, this.numbers.size + 1);
    return this.numbers.size;
  }
}
