import { scalarOf, wholeNumber } from './scalars';
import { MOST_LEVELS, type MappingNode, type Node, type ScalarNode, SyntaxProblem } from './yaml/node';

/** Something wrong in a document that can be taken apart; `offset` is where. */
export interface ConstructProblem {
  readonly offset: number;
  readonly message: string;
  /** kubectl reads the document all the same. */
  readonly tolerated: boolean;
}

/** What is found on the way. */
export interface Findings {
  readonly problems: ConstructProblem[];
  /** Whole numbers of 64 bits that are rounded here, and not in Kubernetes. */
  readonly rounded: bigint[];
}

/** A value, how deep it is, and how many steps kubectl's parser takes for it: aliases cost what they stand for. */
interface Built {
  readonly value: unknown;
  readonly depth: number;
  readonly steps: number;
}

type PlainMap = Record<string, unknown>;

/**
 * Turns nodes into plain data as kubectl does: of duplicate keys, which are reported, the last wins, and a merge key `<<` beats
 * the keys written before it, not those after it.
 *
 * @throws SyntaxProblem where aliases contain themselves, or make the value too deep
 */
export function construct(root: Node, findings: Findings): unknown {
  return new Construction(findings).build(root).value;
}

class Construction {
  /** What aliases lead to, built once and shared. */
  private readonly built = new Map<Node, Built>();
  private readonly open = new Set<Node>();
  private steps = 0;
  private aliased = 0;
  private inAlias = 0;

  public constructor(private readonly findings: Findings) {}

  public build(node: Node): Built {
    if (node.kind === 'alias') return this.alias(node.start, node.target);
    const known = this.built.get(node);
    if (known !== undefined) {
      this.count(known.steps);
      return known;
    }
    this.count(1);
    if (node.kind === 'scalar') return { value: this.scalar(node), depth: 0, steps: 1 };
    this.open.add(node);
    const built = node.kind === 'sequence' ? this.sequence(node.items) : this.mapping(node);
    this.open.delete(node);
    if (built.depth > MOST_LEVELS) throw new SyntaxProblem('depth', node.start);
    return built;
  }

  private alias(start: number, target: Node): Built {
    if (this.open.has(target)) throw new SyntaxProblem('alias-loop', start);
    this.count(1);
    this.inAlias += 1;
    const built = this.build(target);
    this.inAlias -= 1;
    this.built.set(target, built);
    // As go-yaml: a small document may consist of aliases nearly whole, a large one may not.
    if (this.aliased > 100 && this.steps > 1000 && this.aliased / this.steps > allowedShare(this.steps)) {
      throw new SyntaxProblem('alias-bomb', start);
    }
    return { ...built, steps: built.steps + 1 };
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.inAlias > 0) this.aliased += steps;
  }

  private sequence(items: readonly Node[]): Built {
    const value: unknown[] = [];
    let depth = 0;
    let steps = 1;
    for (const item of items) {
      const built = this.build(item);
      value.push(built.value);
      depth = Math.max(depth, built.depth);
      steps += built.steps;
    }
    return { value, depth: depth + 1, steps };
  }

  private mapping({ entries }: MappingNode): Built {
    const value: PlainMap = {};
    const written = new Set<string>();
    let depth = 0;
    let steps = 1;
    for (let index = 0; index < entries.length; index += 2) {
      const [key, item] = entries.slice(index, index + 2);
      if (key === undefined || item === undefined) break;
      if (isMerge(key)) {
        for (const part of this.merged(item, key.start)) {
          const built = this.build(part);
          for (const [name, each] of Object.entries(built.value as PlainMap)) set(value, name, each);
          depth = Math.max(depth, built.depth - 1);
          steps += built.steps;
        }
        continue;
      }
      const name = this.keyOf(key);
      const built = this.build(item);
      depth = Math.max(depth, built.depth);
      steps += built.steps + 1;
      if (name === undefined) continue;
      if (written.has(name)) {
        this.report(
          key.start,
          `the key '${name}' is written twice in one map (kubectl uses the last one, Kustomize and Flux refuse the file)`,
          true,
        );
      }
      written.add(name);
      set(value, name, built.value);
    }
    return { value, depth: depth + 1, steps };
  }

  /** The maps behind `<<`, the one that counts least first. */
  private merged(node: Node, offset: number): readonly Node[] {
    const parts = node.kind === 'sequence' ? [...node.items].reverse() : [node];
    if (parts.every((part) => targetOf(part).kind === 'mapping')) return parts;
    this.report(offset, 'the merge key << needs a map, or a list of maps');
    return [];
  }

  /** How kubectl names a key that is no text: `1`, `true`, `1.5`, `.inf`. */
  private keyOf(node: Node): string | undefined {
    const key = node.kind === 'alias' ? node.target : node;
    this.count(1);
    if (node.kind === 'alias') this.count(1);
    if (key.kind !== 'scalar') {
      this.report(node.start, 'a key must be a word, not a map or a list (is this a template that was not rendered?)');
      return undefined;
    }
    const value = scalarOf(key);
    if (value === null) {
      this.report(node.start, 'a key is missing before the colon (kubectl refuses a null key)');
      return undefined;
    }
    if (value === undefined) {
      this.report(node.start, WRONG_TAG);
      return undefined;
    }
    if (typeof value !== 'number') return String(value);
    const whole = wholeNumber(key.text);
    if (whole === undefined) return value === 0 && key.text.startsWith('-') ? '-0' : floatKey(value);
    if (key.tag.endsWith(':float')) return floatKey(value);
    if (whole < 2n ** 63n) return String(whole);
    this.report(node.start, 'a key is a number beyond 64 bits, which kubectl refuses. Quote it');
    return undefined;
  }

  private scalar(node: ScalarNode): unknown {
    const value = scalarOf(node);
    if (value === undefined) {
      this.report(node.start, node.json === true ? 'a number that is too large' : WRONG_TAG);
      return null;
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.report(node.start, `${value} is not a number that Kubernetes can read. If it is text, quote it`);
    }
    if (typeof value === 'number' && !Number.isSafeInteger(value) && Math.abs(value) <= 2 ** 63) {
      const exact = wholeNumber(node.text);
      if (exact !== undefined && exact < 2n ** 63n) this.findings.rounded.push(exact);
    }
    return value;
  }

  private report(offset: number, message: string, tolerated = false): void {
    this.findings.problems.push({ offset, message, tolerated });
  }
}

const WRONG_TAG = 'the value does not fit its tag (the word after !!). Remove the tag, or correct the value';

function targetOf(node: Node): Node {
  return node.kind === 'alias' ? node.target : node;
}

function isMerge(key: Node): boolean {
  return key.kind === 'scalar' && key.text === '<<' && (key.plain || key.tag === 'tag:yaml.org,2002:merge');
}

function set(object: PlainMap, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** The share of steps that aliases may cause, as in go-yaml: from 99 % of 400,000 steps down to 10 % of 4,000,000. */
function allowedShare(steps: number): number {
  if (steps <= FEW_STEPS) return 0.99;
  return steps >= MANY_STEPS ? 0.1 : 0.99 - 0.89 * ((steps - FEW_STEPS) / (MANY_STEPS - FEW_STEPS));
}

const FEW_STEPS = 400_000;
const MANY_STEPS = 4_000_000;

/** A fraction in the shortest form that is the same number in 32 bits: kubectl rounds keys so. */
function floatKey(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return '.nan';
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(rounded.toExponential(digits - 1))) !== rounded) digits += 1;
  const text = rounded.toExponential(digits - 1);
  const [mantissa = '', power = '0'] = text.split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(text));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
