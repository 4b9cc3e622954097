import { Yaml } from 'cdk8s';
import { key, stringValue, Unusual } from './yaml-scalar';

/**
 * Writes objects as `Yaml.stringify` of cdk8s does, byte for byte, several times as fast: it writes plain data (what
 * every manifest is) straight to text, and leaves whatever is unusual (shared references, foreign classes, rare
 * strings) to the library.
 */
export function writeYaml(documents: readonly unknown[]): string {
  return documents.map((document) => (document === undefined ? '\n' : writeDocument(document))).join('---\n');
}

function writeDocument(document: unknown): string {
  if (!isPlainObject(document)) {
    return Yaml.stringify(document);
  }
  try {
    return `${mapping(document, '', new Set(), true)}\n`;
  } catch (error) {
    if (error instanceof Unusual) {
      return Yaml.stringify(document);
    }
    throw error;
  }
}

const UNUSUAL = new Unusual('left to the library');
/** Keys repeat in every manifest. Bounded, so that data used as keys cannot fill the memory. */
const nestedKeys = new Map<string, string>();
const KEYS_KEPT = 4096;

function nestedKey(name: string): string {
  let text = nestedKeys.get(name);
  if (text === undefined) {
    text = key(name, false);
    if (nestedKeys.size < KEYS_KEPT) {
      nestedKeys.set(name, text);
    }
  }
  return text;
}

/** The lines of a mapping; the caller has written `indent` before the first. */
function mapping(object: Record<string, unknown>, indent: string, seen: Set<unknown>, top = false): string {
  remember(object, seen);
  const inner = `${indent}  `;
  let text = '';
  for (const name of Object.keys(object)) {
    const value = object[name];
    text += text === '' ? '' : `\n${indent}`;
    text += `${top ? key(name, true) : nestedKey(name)}:${isEmptyOrScalar(value) ? ' ' : `\n${inner}`}${node(value, inner, seen)}`;
  }
  return text === '' ? '{}' : text;
}

function sequence(items: readonly unknown[], indent: string, seen: Set<unknown>): string {
  remember(items, seen);
  const inner = `${indent}  `;
  let text = '';
  for (const item of items) {
    text += `${text === '' ? '- ' : `\n${indent}- `}${node(item, inner, seen)}`;
  }
  return text === '' ? '[]' : text;
}

function node(value: unknown, indent: string, seen: Set<unknown>): string {
  switch (typeof value) {
    case 'string':
      return stringValue(value, indent);
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
          ? sequence(value, indent, seen)
          : isPlainObject(value)
            ? mapping(value, indent, seen)
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
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
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
