import { Call, type Code, type Entry, FilesCode, ListCode, Literal, MapCode, Member, Name } from './code';
import { quoted, textLiteral } from './text-literal';

/** Columns that a line has at most, if it can be broken. */
export const WIDTH = 120;

/**
 * Code as TypeScript, in few lines: short things share a line, and what holds one thing alone opens and closes with it. `indent` is that of
 * its first line, `taken` how much of that line is written.
 */
export function print(code: Code, indent = 0, taken = indent): string {
  const flat = flatten(code);
  if (flat !== undefined && taken + flat.length <= WIDTH) return flat;
  if (code instanceof MapCode) return printMap(code, indent, taken);
  if (code instanceof ListCode) {
    const [only, ...others] = code.items;
    if (only !== undefined && others.length === 0) return `[${print(only, indent, taken + 1)}]`;
    return block(
      '[',
      filled(
        code.items.map((item) => print(item, indent + 2)),
        indent + 2,
      ),
      ']',
      indent,
    );
  }
  if (code instanceof Call) return printCall(code, indent, taken);
  return flat ?? '';
}

/** A map with each of its entries on a line of its own, as is good for what changes one by one. */
export function printLines(code: MapCode, indent = 0): string {
  return block('{', lines(code.entries.map((entry) => printEntry(entry, indent + 2))), '}', indent);
}

/** `{ a, b }` over several lines. */
export function printNames(names: readonly string[]): string {
  return block('{', filled(names, 2), '}', 0);
}

function printMap(code: MapCode, indent: number, taken: number): string {
  const [only, ...others] = code.entries;
  const head = only && `{ ${keyOf(only.key)}: `;
  if (
    only !== undefined &&
    head !== undefined &&
    others.length === 0 &&
    only.comment === undefined &&
    taken + head.length < WIDTH - 20
  )
    return `${head}${print(only.value, indent, taken + head.length)} }`;
  return block(
    '{',
    filled(
      code.entries.map((entry) => printEntry(entry, indent + 2)),
      indent + 2,
    ),
    '}',
    indent,
  );
}

/** On one line; nothing where a comment or a long text forbids that. */
function flatten(code: Code): string | undefined {
  if (code instanceof Literal) return typeof code.value === 'string' ? textLiteral(code.value) : String(code.value);
  if (code instanceof Member) return `${code.owner}.${code.name}`;
  if (code instanceof Name) return code.name;
  if (code instanceof FilesCode) return `ConfigFiles.fromFolder(${quoted(code.folder)})`;
  if (code instanceof ListCode) {
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
    filled(
      args.map((arg) => print(arg, indent + 2)),
      indent + 2,
    ),
    ')',
    indent,
  );
}

function block(open: string, body: readonly string[], close: string, indent: number): string {
  if (body.length === 0) return `${open}${close}`;
  const space = ' '.repeat(indent + 2);
  return `${open}\n${body.map((line) => `${space}${line}\n`).join('')}${' '.repeat(indent)}${close}`;
}

function lines(parts: readonly string[]): string[] {
  return parts.map((part) => `${part},`);
}

/** As many parts on a line as there is room for. */
function filled(parts: readonly string[], indent: number): string[] {
  return lines(parts).reduce<string[]>((all, part) => {
    const last = all.at(-1);
    const joined = `${last ?? ''} ${part}`;
    const isFree = last !== undefined && !joined.includes('\n') && indent + joined.length <= WIDTH;
    return isFree ? [...all.slice(0, -1), joined] : [...all, part];
  }, []);
}

/** Variables are read and changed one by one. */
const LISTED: ReadonlySet<string> = new Set(['env', 'envValues']);

function printEntry({ key, value, comment = [] }: Entry, indent: number): string {
  const above = comment.map((line) => `${commentLine(line)}\n${' '.repeat(indent)}`).join('');
  const name = keyOf(key);
  if (value instanceof Name && value.name === key) return `${above}${key}`;
  const taken = indent + name.length + 3;
  const isListed = LISTED.has(key) && value instanceof MapCode && value.entries.length > 1;
  const flat = isListed ? flatten(value) : undefined;
  const fits = flat !== undefined && taken + flat.length <= WIDTH;
  const text = isListed && !fits ? printLines(value, indent) : print(value, indent, taken);
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
