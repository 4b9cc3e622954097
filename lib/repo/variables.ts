import { type Kind, struct, structOfKind } from '../kubernetes/fields/fields';
import type { Manifest } from '../kubernetes/manifest';
import { isPlainObject, put, type PlainObject } from '../kubernetes/plain';
import type { Change, Finding, Plan } from '../plan/types';
import { worstImpact } from '../plan/impact';

const VARIABLE = /\$\{[A-Za-z_]\w*(?::?[-=+?][^}]*)?\}/g;
const TOKEN = /unresolved-(\d+)(?!\d)/g;

/**
 * Variables that nobody resolves: `${DOMAIN}`. While a change is judged a word stands in their place that is a good name, a good label and a
 * good port, and where a number must be, one; the same one on both sides.
 */
export class Variables {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  public hide(object: Manifest): Manifest {
    if (!JSON.stringify(object).includes('${')) return object;
    const type = structOfKind(object.apiVersion, object.kind);
    const hidden: PlainObject = {};
    for (const [key, value] of Object.entries(object)) {
      // What a program is given may use the same form.
      const isContent =
        (object.kind === 'ConfigMap' || object.kind === 'Secret') && /^(binaryD|stringD|d)ata$/.test(key);
      const kind = key === 'metadata' ? META : type?.byName.get(key)?.kind;
      put(hidden, key, kind === undefined || isContent ? value : this.value(value, kind));
    }
    return hidden as unknown as Manifest;
  }

  /** The plan with the variables in the place of those words, and without refusals of the words themselves. */
  public show(plan: Plan): Plan {
    if (this.texts.length === 0) return plan;
    const changes = plan.changes.flatMap((change) => this.change(change));
    return { ...plan, impact: worstImpact(changes.map(({ impact }) => impact)), changes };
  }

  private change(change: Change): Change[] {
    const kept = change.findings.filter((finding) => !this.isAbout(finding));
    if (kept.length === 0 && change.findings.length > 0) return [];
    const impact =
      kept.length === change.findings.length ? change.impact : worstImpact(kept.map((each) => each.impact));
    return [this.shown({ ...change, impact, findings: kept })];
  }

  /** Whether the API server would refuse a word that is none of the author's. */
  private isAbout({ impact, message, after }: Finding): boolean {
    const text = `${message} ${JSON.stringify(after) ?? ''}`;
    return impact === 'rejected' && this.isToken(text);
  }

  private isToken(text: string): boolean {
    return [...text.matchAll(TOKEN)].some(([, number]) => this.texts[Number(number) - 1] !== undefined);
  }

  private shown<T>(value: T): T {
    if (typeof value === 'string')
      return value.replace(TOKEN, (whole, number: string) => this.texts[Number(number) - 1] ?? whole) as T;
    if (Array.isArray(value)) return value.map((each: unknown) => this.shown(each)) as T;
    if (!isPlainObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.shown(key), this.shown(each)])) as T;
  }

  private value(value: unknown, kind: Kind): unknown {
    if (typeof value === 'string') return kind.tag === 'scalar' ? this.scalar(value, kind.scalar) : value;
    if (kind.tag === 'list') return Array.isArray(value) ? value.map((each) => this.value(each, kind.of)) : value;
    if (!isPlainObject(value)) return value;
    const result: PlainObject = {};
    const type = kind.tag === 'struct' ? struct(kind.name) : undefined;
    for (const [key, each] of Object.entries(value)) {
      const inside = kind.tag === 'map' ? kind.of : type?.byName.get(key)?.kind;
      put(result, kind.tag === 'map' ? this.word(key) : key, inside === undefined ? each : this.value(each, inside));
    }
    return result;
  }

  private scalar(value: string, scalar: string): unknown {
    if (!value.includes('${')) return value;
    const isWhole = value.replace(VARIABLE, '') === '';
    switch (scalar) {
      case 'q':
        return value.replace(VARIABLE, isWhole ? '1Gi' : '1');
      case 'i':
      case 'l':
        return isWhole ? 1 : value;
      case 'b':
        return isWhole ? false : value;
      case 's':
      case 'x':
        return this.word(value);
      default:
        return value;
    }
  }

  private word(text: string): string {
    return text.replace(VARIABLE, (variable) => {
      const known = this.numbers.get(variable) ?? this.texts.push(variable);
      this.numbers.set(variable, known);
      return `unresolved-${known}`;
    });
  }
}

const META: Kind = { tag: 'struct', name: 'ObjectMeta' };
