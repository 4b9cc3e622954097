import { type AliasNode, MOST_LEVELS, type Node, type ScalarNode, SyntaxProblem } from './node';
import { UNKNOWN_HANDLE } from './scan-tag';
import { Scanner, type Token, type TokenType } from './scanner';

/**
 * The tree of one document of YAML 1.1, by the grammar of kubectl's parser (libyaml, in go-yaml 2); `undefined` where
 * nothing is written.
 *
 * @throws SyntaxProblem where it is no YAML for kubectl, or kubectl would ignore part of it without a word
 */
export function composeYaml(text: string): Node | undefined {
  return new Composer(text).document();
}

interface Properties {
  readonly tag: string;
  readonly anchor: string | undefined;
  readonly start: number;
}

class Composer {
  private readonly tokens: Scanner;
  private readonly anchors = new Map<string, Node>();
  private depth = 0;

  public constructor(text: string) {
    this.tokens = new Scanner(text);
  }

  public document(): Node | undefined {
    const explicit = this.takeIf('document-start');
    if (!explicit && this.at('end')) return undefined;
    const root = explicit && this.at('end', 'document-start', 'document-end') ? this.empty() : this.node(true, false);
    const rest = this.takeIf('document-end') ? this.ignored() : this.tokens.peek();
    if (rest.type !== 'end') throw new SyntaxProblem('leftover', rest.start);
    return root;
  }

  /** What stands behind `...`, which kubectl does not even look at. */
  private ignored(): Token {
    try {
      while (this.takeIf('document-end'));
      return this.tokens.peek();
    } catch (error) {
      throw error instanceof SyntaxProblem ? new SyntaxProblem('leftover', error.offset) : error;
    }
  }

  private at(...types: readonly TokenType[]): boolean {
    return types.includes(this.tokens.peek().type);
  }

  private takeIf(type: TokenType): boolean {
    const found = this.at(type);
    if (found) this.tokens.next();
    return found;
  }

  private node(block: boolean, indentless: boolean): Node {
    this.depth += 1;
    if (this.depth > MOST_LEVELS) throw new SyntaxProblem('depth', this.tokens.peek().start);
    const node = this.at('alias') ? this.alias(this.tokens.next()) : this.content(block, indentless);
    this.depth -= 1;
    return node;
  }

  private alias({ start, text }: Token): AliasNode {
    const target = this.anchors.get(text);
    if (target === undefined) throw new SyntaxProblem('alias', start);
    return { kind: 'alias', start, target };
  }

  /** A tag and an anchor, in either order, each at most once. */
  private properties(): Properties {
    const { start } = this.tokens.peek();
    let tag = '';
    let anchor: string | undefined;
    if (this.at('anchor')) anchor = this.tokens.next().text;
    if (this.at('tag')) tag = this.tokens.next().text;
    if (anchor === undefined && this.at('anchor')) anchor = this.tokens.next().text;
    return { tag, anchor, start };
  }

  private content(block: boolean, indentless: boolean): Node {
    const { tag, anchor, start } = this.properties();
    if (tag === UNKNOWN_HANDLE) throw new SyntaxProblem('tag', start);
    const named = <T extends Node>(node: T): T => {
      if (anchor !== undefined) this.anchors.set(anchor, node);
      return node;
    };
    const { type, text, start: own } = this.tokens.peek();
    switch (type) {
      case 'plain':
      case 'quoted':
        this.tokens.next();
        return named({ kind: 'scalar', start: own, text, tag, plain: tag === '' ? type === 'plain' : tag === '!' });
      case 'block-entry':
        if (indentless) return this.entries(named({ kind: 'sequence', start: own, items: [] }));
        break;
      case 'flow-sequence':
        return this.flowSequence(named({ kind: 'sequence', start: own, items: [] }));
      case 'flow-mapping':
        return this.flowMapping(named({ kind: 'mapping', start: own, entries: [] }));
      case 'block-sequence':
        if (block) return this.blockSequence(named({ kind: 'sequence', start: own, items: [] }));
        break;
      case 'block-mapping':
        if (block) return this.blockMapping(named({ kind: 'mapping', start: own, entries: [] }));
        break;
      default:
    }
    if (tag === '' && anchor === undefined) throw new SyntaxProblem('indentation', own);
    return named({ kind: 'scalar', start, text: '', tag, plain: tag === '' });
  }

  private empty(start = this.tokens.peek().start): ScalarNode {
    return { kind: 'scalar', start, text: '', tag: '', plain: true };
  }

  /** The items of a sequence that is no deeper than the key above it. */
  private entries<T extends { items: Node[] }>(sequence: T): T {
    while (this.at('block-entry')) {
      const { start } = this.tokens.next();
      const none = this.at('block-entry', 'key', 'value', 'block-end');
      sequence.items.push(none ? this.empty(start) : this.node(true, false));
    }
    return sequence;
  }

  private blockSequence<T extends { items: Node[] }>(sequence: T): T {
    this.tokens.next();
    while (this.at('block-entry')) {
      const { start } = this.tokens.next();
      sequence.items.push(this.at('block-entry', 'block-end') ? this.empty(start) : this.node(true, false));
    }
    this.close('block-end');
    return sequence;
  }

  private blockMapping<T extends { entries: Node[] }>(mapping: T): T {
    this.tokens.next();
    while (!this.at('block-end')) {
      if (!this.at('key')) throw new SyntaxProblem('indentation', this.tokens.peek().start);
      mapping.entries.push(this.blockPart(this.tokens.next().start));
      mapping.entries.push(this.at('value') ? this.blockPart(this.tokens.next().start) : this.empty());
    }
    this.close('block-end');
    return mapping;
  }

  private blockPart(start: number): Node {
    return this.at('key', 'value', 'block-end') ? this.empty(start) : this.node(true, true);
  }

  private flowSequence<T extends { items: Node[] }>(sequence: T): T {
    this.tokens.next();
    for (let first = true; !this.at('flow-sequence-end'); first = false) {
      if (!first) {
        this.close('flow-entry');
        if (this.at('flow-sequence-end')) break;
      }
      sequence.items.push(this.at('key') ? this.pair(this.tokens.next().start) : this.node(false, false));
    }
    this.close('flow-sequence-end');
    return sequence;
  }

  /** `[a: 1]` is a list of maps. */
  private pair(start: number): Node {
    const key = this.at('value', 'flow-entry', 'flow-sequence-end') ? this.empty(start) : this.node(false, false);
    const value =
      this.takeIf('value') && !this.at('flow-entry', 'flow-sequence-end') ? this.node(false, false) : this.empty();
    return { kind: 'mapping', start, entries: [key, value] };
  }

  private flowMapping<T extends { entries: Node[] }>(mapping: T): T {
    this.tokens.next();
    for (let first = true; !this.at('flow-mapping-end'); first = false) {
      if (!first) {
        this.close('flow-entry');
        if (this.at('flow-mapping-end')) break;
      }
      if (this.takeIf('key')) {
        const none = this.at('value', 'flow-entry', 'flow-mapping-end');
        mapping.entries.push(none ? this.empty() : this.node(false, false));
        const valued = this.takeIf('value') && !this.at('flow-entry', 'flow-mapping-end');
        mapping.entries.push(valued ? this.node(false, false) : this.empty());
      } else {
        mapping.entries.push(this.node(false, false), this.empty());
      }
    }
    this.close('flow-mapping-end');
    return mapping;
  }

  private close(type: TokenType): void {
    const { type: found, start } = this.tokens.peek();
    if (found !== type) throw new SyntaxProblem(type === 'block-end' ? 'indentation' : 'not-closed', start);
    this.tokens.next();
  }
}
