/** Strings that the writer leaves to the library: rare, and not worth a second copy of its rules. */
export class Unusual extends Error {}
const UNUSUAL = new Unusual('left to the library');

/** What a string may be mistaken for when it stands without quotes: null, booleans, numbers, times (YAML 1.1). */
const RESERVED = [
  /^(?:~|[Nn]ull|NULL)?$/,
  /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON|N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
  /^[-+]?(?:0b[0-1_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)$/,
  /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
  /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[tT]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:[ \t]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$/,
];
const MAY_BE_RESERVED = /^[-+.0-9~yYnNtTfFoOeE]/;

const NEEDS_ESCAPES = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u;
const NOT_PLAIN = /^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/;
const DOCUMENT_MARKER = /^(?:%|---|\.\.\.)/;
/** Most strings of a manifest: no character in them needs thought. */
const SIMPLE = /^[a-zA-Z_/$(][a-zA-Z0-9_./=$()+-]*$/;

/** `value` as a mapping's value or a list's item, whose following lines stand at `indent`. */
export function stringValue(value: string, indent: string): string {
  if (SIMPLE.test(value)) {
    return isReserved(value) ? `"${value}"` : value;
  }
  if (value === '<<') {
    throw UNUSUAL;
  }
  if (NEEDS_ESCAPES.test(value)) {
    return doubleQuoted(value);
  }
  if (value.includes('\n')) {
    return block(value, indent);
  }
  return NOT_PLAIN.test(value) || isReserved(value) ? quoted(value) : value;
}

/** `value` as a mapping's key; `top` when the mapping is the document itself. */
export function key(value: string, top: boolean): string {
  if (value === '<<' || value.length > 500) {
    throw UNUSUAL;
  }
  if (NEEDS_ESCAPES.test(value)) {
    return doubleQuoted(value);
  }
  const plain =
    !value.includes('\n') && !NOT_PLAIN.test(value) && !(top && DOCUMENT_MARKER.test(value)) && !isReserved(value);
  return plain ? value : quoted(value);
}

function isReserved(value: string): boolean {
  return value === '' || (MAY_BE_RESERVED.test(value) && RESERVED.some((pattern) => pattern.test(value)));
}

function quoted(value: string): string {
  return value.includes('"') && !value.includes("'") && !value.includes('\n') ? `'${value}'` : doubleQuoted(value);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '0000': '\\0',
  '0007': '\\a',
  '000b': '\\v',
  '001b': '\\e',
};

function doubleQuoted(value: string): string {
  if (value.includes('\n')) {
    throw UNUSUAL;
  }
  return JSON.stringify(value).replace(/\\(?:u([0-9a-f]{4})|.)/g, (escape, code?: string) =>
    code === undefined ? escape : (SHORT_ESCAPES[code] ?? (code.startsWith('00') ? `\\x${code.slice(2)}` : escape)),
  );
}

/** A literal block scalar, `|`, with the chomping and indentation indicators that keep every byte. */
function block(value: string, indent: string): string {
  if (/\n[\t ]+$/.test(value)) {
    throw UNUSUAL;
  }
  const body = value.replace(/[\n\t ]+$/, '');
  let end = value.slice(body.length);
  const newline = end.indexOf('\n');
  const chomp = newline === -1 ? '-' : body === '' || newline !== end.length - 1 ? '+' : '';
  if (end.endsWith('\n')) {
    end = end.slice(0, -1);
  }
  const leading = /^[ \n]*/.exec(body)?.[0] ?? '';
  const indicator = leading.includes(' ') ? '2' : '';
  const indented = body.replace(/\n+/g, `$&${indent}`);
  return `|${indicator}${chomp}\n${indent}${indented}${end.replace(/(?:^|(?<!\n))\n+(?!\n|$)/g, `$&${indent}`)}`;
}
