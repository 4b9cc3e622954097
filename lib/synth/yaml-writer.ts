import { Yaml } from 'cdk8s';
import { key, portable, stringValue, Unusual } from './yaml-scalar';

/**
 * Writes objects as `Yaml.stringify` of cdk8s does, byte for byte, several times as fast: it writes plain data (what
 * every manifest is) straight to text, and leaves whatever is unusual (shared references, foreign classes, rare
 * strings) to the library.
 *
 * `everywhere` departs from those bytes for the few strings that parsers in Go would read as something else.
 */
export function writeYaml(documents: readonly unknown[], everywhere = false): string {
  return documents
    .map((document) => (document === undefined ? '\n' : writeDocument(document, everywhere ? PORTABLE : AS_CDK8S)))
    .join('---\n');
}

/** How strings are written. Keys repeat in every manifest, so they are kept. */
interface Style {
  readonly key: (name: string, top: boolean) => string;
  readonly value: (value: string, indent: string) => string;
  readonly nestedKeys: Map<string, string>;
}

const AS_CDK8S: Style = { key, value: stringValue, nestedKeys: new Map() };
const PORTABLE: Style = {
  key: (name, top) => portable(name) ?? key(name, top),
  value: (value, indent) => portable(value) ?? stringValue(value, indent),
  nestedKeys: new Map(),
};

function writeDocument(document: unknown, style: Style): string {
  if (!isPlainObject(document)) {
    return Yaml.stringify(document);
  }
  try {
    return `${mapping(document, '', new Set(), style, true)}\n`;
  } catch (error) {
    if (error instanceof Unusual) {
      return Yaml.stringify(document);
    }
    throw error;
  }
}

const UNUSUAL = new Unusual('left to the library');
/** Bounded, so that data used as keys cannot fill the memory. */
const KEYS_KEPT = 4096;

function nestedKey(name: string, { nestedKeys, key: write }: Style): string {
  let text = nestedKeys.get(name);
  if (text === undefined) {
    text = write(name, false);
    if (nestedKeys.size < KEYS_KEPT) {
      nestedKeys.set(name, text);
    }
  }
  return text;
}

/** The lines of a mapping; the caller has written `indent` before the first. */
function mapping(
  object: Record<string, unknown>,
  indent: string,
  seen: Set<unknown>,
  style: Style,
  top = false,
): string {
  remember(object, seen);
  const inner = `${indent}  `;
  let text = '';
  for (const name of Object.keys(object)) {
    const value = object[name];
    text += `${text === '' ? '' : `\n${indent}`}${top ? style.key(name, true) : nestedKey(name, style)}:${isEmptyOrScalar(value) ? ' ' : `\n${inner}`}${node(value, inner, seen, style)}`;
  }
  return text === '' ? '{}' : text;
}

function sequence(items: readonly unknown[], indent: string, seen: Set<unknown>, style: Style): string {
  remember(items, seen);
  const inner = `${indent}  `;
  let text = '';
  for (const item of items) {
    text += `${text === '' ? '- ' : `\n${indent}- `}${node(item, inner, seen, style)}`;
  }
  return text === '' ? '[]' : text;
}

function node(value: unknown, indent: string, seen: Set<unknown>, style: Style): string {
  switch (typeof value) {
    case 'string':
      return style.value(value, indent);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return 'null';
    case 'object':
      return value === null
        ? 'null'
        : Array.isArray(value)
          ? sequence(value, indent, seen, style)
          : isPlainObject(value)
            ? mapping(value, indent, seen, style)
            : unusual();
    default:
      return unusual();
  }
}

function number(value: number): string {
  return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : unusual();
}

function isEmptyOrScalar(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  for (const name in value) {
    if (Object.hasOwn(value, name)) {
      return false;
    }
  }
  return true;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function'
  );
}

/** The library writes an anchor for an object that stands in two places. */
function remember(collection: unknown, seen: Set<unknown>): void {
  if (seen.has(collection)) {
    unusual();
  }
  seen.add(collection);
}

function unusual(): never {
  throw UNUSUAL;
}
