import { type Kind, struct, structOfKind } from '../kubernetes/fields/fields';
import type { Manifest } from '../kubernetes/manifest';
import { asList, asText, at, isPlainObject, put, type PlainObject } from '../kubernetes/plain';
import { keyOf } from '../plan/facts/identity';
import type { Change, Finding, Plan } from '../plan/types';
import { worstImpact } from '../plan/impact';

const VARIABLE = /\$\{[A-Za-z_]\w*(?::?[-=+?][^}]*)?\}/g;
const TOKEN = /unresolved-(\d+)(?!\d)/g;

/** A number, a quantity or a flag that is a variable, while the other side says a value. */
export interface Assumption {
  readonly object: Manifest;
  /** `spec.replicas`. */
  readonly path: string;
  /** `${REPLICAS}`. */
  readonly variable: string;
  /** The value of the other side, which is assumed. */
  readonly value: unknown;
}

interface Sides {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
}

/** The two sides of a unit as they are judged. */
export interface Hidden extends Sides {
  /** The same with other numbers, where any were needed: what is true of an unknown value is found with both. */
  readonly other?: Sides;
  readonly assumptions: readonly Assumption[];
}

/** One way to put values in the place of variables. */
interface Round {
  /** What stands for a variable that must be a number. */
  readonly numberOf: (variable: string) => number;
  readonly quantity: string;
  readonly flag: boolean;
  readonly assume: (assumption: Omit<Assumption, 'object'>) => void;
  readonly free: () => void;
}

/**
 * Variables that nobody resolves: `${DOMAIN}`. While a change is judged a word stands in their place that is a good name, a good label and a
 * good port. Where a number, a quantity or a flag must be, that of the other side does. If there is none, the change is judged twice, with
 * different values, and only what both have in common counts.
 */
export class Variables {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  /** Both sides of a unit, with values in the place of its variables. */
  public hide({ before, after }: Sides): Hidden {
    if (![...before, ...after].some(hasVariable)) return { before, after, assumptions: [] };
    const assumptions: Assumption[] = [];
    const distinct = new Map<string, number>();
    let isFree = false;
    const hidden = (side: keyof Sides, way: Omit<Round, 'assume' | 'free'>, isFirst: boolean): readonly Manifest[] => {
      const [own, others] = side === 'before' ? [before, after] : [after, before];
      const byKey = new Map(others.map((each) => [keyOf(each), each]));
      return own.map((object) => {
        if (!hasVariable(object)) return object;
        const assume = (given: Omit<Assumption, 'object'>): void => {
          if (isFirst) assumptions.push({ object, ...given });
        };
        const free = (): void => {
          isFree = true;
        };
        return this.object(object, byKey.get(keyOf(object)), { ...way, assume, free });
      });
    };
    const first = { numberOf: () => 1, quantity: '1Gi', flag: false };
    const sides = { before: hidden('before', first, true), after: hidden('after', first, true) };
    if (!isFree) return { ...sides, assumptions };
    const numberOf = (variable: string): number => {
      const number = distinct.get(variable) ?? LARGE_NUMBER + distinct.size;
      distinct.set(variable, number);
      return number;
    };
    const second = { numberOf, quantity: '1Ti', flag: true };
    return {
      ...sides,
      other: { before: hidden('before', second, false), after: hidden('after', second, false) },
      assumptions,
    };
  }

  private object(object: Manifest, other: Manifest | undefined, round: Round): Manifest {
    const type = structOfKind(object.apiVersion, object.kind);
    const hidden: PlainObject = {};
    for (const [key, value] of Object.entries(object)) {
      // What a program is given may use the same form.
      const isContent =
        (object.kind === 'ConfigMap' || object.kind === 'Secret') && /^(binaryD|stringD|d)ata$/.test(key);
      const kind = key === 'metadata' ? META : type?.byName.get(key)?.kind;
      const place = { path: key, other: (other as unknown as PlainObject | undefined)?.[key] };
      put(hidden, key, kind === undefined || isContent ? value : this.value(value, kind, place, round));
    }
    return hidden as unknown as Manifest;
  }

  /** The plan with the variables in the place of those words, and without refusals of the words themselves. */
  public show(plan: Plan): Plan {
    if (this.texts.length === 0) return plan;
    const changes = plan.changes.flatMap((change) => this.change(change));
    return { ...plan, impact: worstImpact(changes.map(({ impact }) => impact)), changes };
  }

  /** What two plans of the same change have in common, as the first says it. */
  public static common(first: Plan, second: Plan): Plan {
    const found = new Map(second.changes.map((each) => [JSON.stringify([each.group, each.object]), each]));
    const changes = first.changes.flatMap((change): Change[] => {
      const codes = new Set(
        found.get(JSON.stringify([change.group, change.object]))?.findings.map(({ code, path }) => `${code} ${path}`),
      );
      const kept = change.findings.filter(({ code, path }) => codes.has(`${code} ${path}`));
      return kept.length === 0 ? [] : [withFindings(change, kept)];
    });
    return { ...first, impact: worstImpact(changes.map(({ impact }) => impact)), changes };
  }

  private change(change: Change): Change[] {
    const kept = change.findings.filter((finding) => !this.isAbout(finding));
    if (kept.length === 0 && change.findings.length > 0) return [];
    return [this.shown(withFindings(change, kept))];
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

  private value(value: unknown, kind: Kind, { path, other }: Place, round: Round): unknown {
    if (typeof value === 'string')
      return kind.tag === 'scalar' ? this.scalar(value, kind.scalar, { path, other }, round) : value;
    if (kind.tag === 'list') {
      if (!Array.isArray(value)) return value;
      const others = asList(other);
      return value.map((each: unknown, index) =>
        this.value(
          each,
          kind.of,
          { path: `${path}[${labelOf(each) ?? index}]`, other: twin(each, index, others) },
          round,
        ),
      );
    }
    if (!isPlainObject(value)) return value;
    const result: PlainObject = {};
    const type = kind.tag === 'struct' ? struct(kind.name) : undefined;
    for (const [key, each] of Object.entries(value)) {
      const inside = kind.tag === 'map' ? kind.of : type?.byName.get(key)?.kind;
      const place = { path: `${path}.${key}`, other: at(other, key) };
      put(
        result,
        kind.tag === 'map' ? this.word(key) : key,
        inside === undefined ? each : this.value(each, inside, place, round),
      );
    }
    return result;
  }

  private scalar(value: string, scalar: string, { path, other }: Place, round: Round): unknown {
    if (!value.includes('${')) return value;
    if (scalar === 's' || scalar === 'x') {
      // A port may be a number or a name.
      if (scalar === 'x' && typeof other === 'number') return this.assumed(value, path, other, round);
      return this.word(value);
    }
    const isWhole = value.replace(VARIABLE, '') === '';
    if (scalar === 'q' && !isWhole) return value.replace(VARIABLE, '1');
    if (!isWhole || !['q', 'i', 'l', 'b'].includes(scalar)) return value;
    const isKnown = other !== undefined && !String(other).includes('${');
    if (isKnown) return this.assumed(value, path, other, round);
    round.free();
    switch (scalar) {
      case 'q':
        return round.quantity;
      case 'b':
        return round.flag;
      default:
        return round.numberOf(value);
    }
  }

  private assumed(variable: string, path: string, value: unknown, round: Round): unknown {
    round.assume({ path, variable, value });
    return value;
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

/** Where a value stands, and what the other side has there. */
interface Place {
  readonly path: string;
  readonly other: unknown;
}

/** Larger than what other numbers are compared with, and still the number of a port. */
const LARGE_NUMBER = 1000;

function hasVariable(object: Manifest): boolean {
  return JSON.stringify(object).includes('${');
}

function labelOf(item: unknown): string | undefined {
  return asText(at(item, 'name')) ?? asText(at(item, 'metadata', 'name'));
}

/** The item of the other side that has the same name; where there are no names, that in the same place. */
function twin(item: unknown, index: number, others: readonly unknown[]): unknown {
  const name = labelOf(item);
  return name === undefined ? others[index] : others.find((each) => labelOf(each) === name);
}

function withFindings(change: Change, findings: Change['findings']): Change {
  if (findings.length === change.findings.length) return change;
  return { ...change, impact: worstImpact(findings.map((each) => each.impact)), findings };
}
