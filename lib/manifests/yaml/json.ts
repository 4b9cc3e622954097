import { type MappingNode, MOST_LEVELS, type Node, type ScalarNode, type SequenceNode, SyntaxProblem } from './node';

/** One value of JSON out of a stream, and where it ends. */
interface JsonValue {
  readonly node: Node;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The JSON value at `from`, with the place of each key and value: as kubectl's decoder reads it, so a lone surrogate becomes
 * U+FFFD, and of a key that is written twice both are there.
 *
 * @throws SyntaxProblem where it is no JSON
 */
export function readJson(text: string, from: number): JsonValue {
  const reader = new JsonReader(text, from);
  const node = reader.value(0);
  return { node, end: reader.at };
}

class JsonReader {
  public constructor(
    private readonly text: string,
    public at: number,
  ) {}

  public value(depth: number): Node {
    if (depth > MOST_LEVELS) throw new SyntaxProblem('depth', this.at);
    this.skipSpace();
    switch (this.text.charAt(this.at)) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      default:
        return this.literal();
    }
  }

  private object(depth: number): MappingNode {
    const start = this.at;
    const entries: Node[] = [];
    this.at += 1;
    if (this.takeIf('}')) return { kind: 'mapping', start, entries };
    do {
      this.skipSpace();
      if (this.text.charCodeAt(this.at) !== QUOTE) throw this.problem();
      entries.push(this.string());
      if (!this.takeIf(':')) throw this.problem();
      entries.push(this.value(depth + 1));
    } while (this.takeIf(','));
    if (!this.takeIf('}')) throw this.problem();
    return { kind: 'mapping', start, entries };
  }

  private list(depth: number): SequenceNode {
    const start = this.at;
    const items: Node[] = [];
    this.at += 1;
    if (this.takeIf(']')) return { kind: 'sequence', start, items };
    do items.push(this.value(depth + 1));
    while (this.takeIf(','));
    if (!this.takeIf(']')) throw this.problem();
    return { kind: 'sequence', start, items };
  }

  private string(): ScalarNode {
    const start = this.at;
    let plain = true;
    for (this.at += 1; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        plain = false;
        this.at += 1;
      }
      // Control characters, and the end of the text, which reads as not a number.
      if (!(code >= 0x20)) throw this.problem();
    }
    this.at += 1;
    return {
      kind: 'scalar',
      start,
      text: plain ? this.text.slice(start + 1, this.at - 1) : this.unescape(start),
      tag: '',
      plain: false,
    };
  }

  private unescape(start: number): string {
    try {
      const text = JSON.parse(this.text.slice(start, this.at)) as string;
      return text.replace(LONE_SURROGATE, '\ufffd');
    } catch {
      throw new SyntaxProblem('json', start);
    }
  }

  private literal(): ScalarNode {
    const start = this.at;
    LITERAL.lastIndex = start;
    const [text] = LITERAL.exec(this.text) ?? [];
    if (text === undefined) throw this.problem();
    this.at += text.length;
    return { kind: 'scalar', start, text, tag: '', plain: true, json: true };
  }

  private takeIf(mark: string): boolean {
    this.skipSpace();
    if (this.text.charAt(this.at) !== mark) return false;
    this.at += 1;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private problem(): SyntaxProblem {
    return new SyntaxProblem('json', Math.min(this.at, this.text.length));
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
