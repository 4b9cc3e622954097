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

/**
 * What the parsers in Go (gopkg.in/yaml.v2 and v3, sigs.k8s.io/yaml: those of Kubernetes, Argo CD and Flux) read as something else than
 * what cdk8s meant: numbers with prefixes that YAML 1.1 does not have, the merge key, line breaks of YAML 1.1, and what they refuse.
 */
const MISREAD =
  /^[-+]?0[oOXB]|^[-+.\d][^\s]*_|^<<$|^(?=[^]*\n)[\n ]*\t|^[\n\t ]+$|[\x7f-\x9f\u2028\u2029\u{d800}-\u{dfff}\ufeff\ufffd-\uffff]/u;
const NOT_ASCII = /[^\x20-\x7e]/gu;

/** `value` as JSON, which every YAML parser reads the same, where cdk8s' form would be misread; undefined elsewhere. */
export function portable(value: string): string | undefined {
  // Numbers have no line breaks, and every other string with one that cannot be a block is quoted in JSON's way too.
  return MISREAD.test(value) || (value.includes('\n') && (NEEDS_ESCAPES.test(value) || /\n[\t ]+$/.test(value)))
    ? JSON.stringify(value).replace(NOT_ASCII, escape)
    : undefined;
}

/** YAML has no pairs of surrogates. */
function escape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

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
