import { Call, type Code, type Entry, ListCode, Literal, MapCode, Member, Name } from './code';
import { quoted, textLiteral } from './text-literal';

/** Columns that a line has at most, if it can be broken. */
const WIDTH = 120;

/** Code as TypeScript, as prettier lays it out. `indent` is that of its first line, `taken` how much of that line is written. */
export function print(code: Code, indent = 0, taken = indent): string {
  const flat = flatten(code);
  if (flat !== undefined && taken + flat.length <= WIDTH) return flat;
  if (code instanceof MapCode)
    return block(
      '{',
      code.entries.map((entry) => printEntry(entry, indent + 2)),
      '}',
      indent,
    );
  if (code instanceof ListCode)
    return block(
      '[',
      code.items.map((item) => print(item, indent + 2, indent + 3)),
      ']',
      indent,
    );
  if (code instanceof Call) return printCall(code, indent, taken);
  return flat ?? '';
}

/** On one line; nothing where a comment or a long text forbids that. */
function flatten(code: Code): string | undefined {
  if (code instanceof Literal) return typeof code.value === 'string' ? textLiteral(code.value) : String(code.value);
  if (code instanceof Member) return `${code.owner}.${code.name}`;
  if (code instanceof Name) return code.name;
  if (code instanceof ListCode) {
    if (isTable(code)) return undefined;
    const items = flatAll(code.items);
    return items && `[${items.join(', ')}]`;
  }
  if (code instanceof Call) {
    const args = flatAll(code.args);
    return args && `${code.owner}.${code.method}(${args.join(', ')})`;
  }
  if (!(code instanceof MapCode)) return undefined;
  if (code.entries.some(({ comment }) => comment !== undefined)) return undefined;
  const values = flatAll(code.entries.map(({ value }) => value));
  if (values === undefined) return undefined;
  const entries = code.entries.map(({ key }, index) => `${keyOf(key)}: ${values[index] ?? ''}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Several things with several fields each stand one below the other. */
function isTable({ items }: ListCode): boolean {
  return items.length > 1 && items.every((item) => item instanceof MapCode && item.entries.length > 1);
}

function flatAll(codes: readonly Code[]): string[] | undefined {
  const all = codes.map(flatten);
  return all.every((each): each is string => each !== undefined && !each.includes('\n')) ? all : undefined;
}

/** The last argument may go on over several lines, with the others before it. */
function printCall({ owner, method, args }: Call, indent: number, taken: number): string {
  const start = `${owner}.${method}(`;
  const last = args[args.length - 1];
  const before = flatAll(args.slice(0, -1));
  if (last !== undefined && before !== undefined) {
    const head = `${start}${before.map((text) => `${text}, `).join('')}`;
    if (taken + head.length <= WIDTH && !(last instanceof Literal)) {
      return `${head}${print(last, indent, WIDTH + 1)})`;
    }
    if (before.length === 0) return `${head}${print(last, indent, taken + head.length)})`;
  }
  return block(
    start,
    args.map((arg) => print(arg, indent + 2, indent + 3)),
    ')',
    indent,
  );
}

function block(open: string, lines: readonly string[], close: string, indent: number): string {
  if (lines.length === 0) return `${open}${close}`;
  const space = ' '.repeat(indent + 2);
  return `${open}\n${lines.map((line) => `${space}${line},\n`).join('')}${' '.repeat(indent)}${close}`;
}

function printEntry({ key, value, comment = [] }: Entry, indent: number): string {
  const above = comment.map((line) => `${commentLine(line)}\n${' '.repeat(indent)}`).join('');
  const name = keyOf(key);
  const taken = indent + name.length + 3;
  const text = print(value, indent, taken);
  const isTooLong = value instanceof Literal && !text.includes('\n') && taken + text.length > WIDTH;
  return `${above}${name}:${isTooLong ? `\n${' '.repeat(indent + 2)}` : ' '}${text}`;
}

/** `// …`, whatever the line holds: nothing in it may end the comment. */
export function commentLine(text: string): string {
  return `// ${text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()}`.trimEnd();
}

function keyOf(key: string): string {
  // In a literal this one key would set the prototype.
  if (key === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
