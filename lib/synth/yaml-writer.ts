import { Yaml } from 'cdk8s';
import { Level } from './yaml-level';
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

/** How strings are written. */
interface Style {
  readonly value: (value: string, indent: string) => string;
  readonly top: Level;
}

const AS_CDK8S: Style = { value: stringValue, top: new Level('', key) };
const PORTABLE: Style = {
  value: (value, indent) => portable(value) ?? stringValue(value, indent),
  top: new Level('', (name, top) => portable(name) ?? key(name, top)),
};

function writeDocument(document: unknown, style: Style): string {
  if (!isPlainObject(document)) {
    return Yaml.stringify(document);
  }
  try {
    return `${new Writer(style).node(document, style.top, true)}\n`;
  } catch (error) {
    if (error instanceof Unusual) {
      return Yaml.stringify(document);
    }
    throw error;
  }
}

const UNUSUAL = new Unusual('left to the library');

/** Writes one document. A collection's first entry stands `inline`, on the line that has begun, or else below it. */
class Writer {
  private readonly seen = new Set<unknown>();

  public constructor(private readonly style: Style) {}

  public node(value: unknown, level: Level, inline: boolean): string {
    switch (typeof value) {
      case 'string':
        return this.style.value(value, level.indent);
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
            ? this.sequence(value, level, inline)
            : isPlainObject(value)
              ? this.mapping(value, level, inline)
              : unusual();
      default:
        return unusual();
    }
  }

  private mapping(object: Record<string, unknown>, level: Level, inline: boolean): string {
    this.remember(object);
    let text = '';
    for (const name of Object.keys(object)) {
      const value = object[name];
      const { first, next } = level.key(name);
      const start = text === '' && inline ? first : next;
      text += isEmptyOrScalar(value) ? start.scalar : start.block;
      text += this.node(value, level.inner, false);
    }
    return text === '' ? '{}' : text;
  }

  private sequence(items: readonly unknown[], level: Level, inline: boolean): string {
    this.remember(items);
    let text = '';
    for (const item of items) {
      text += text === '' && inline ? '- ' : level.item;
      text += this.node(item, level.inner, true);
    }
    return text === '' ? '[]' : text;
  }

  /** The library writes an anchor for an object that stands in two places. */
  private remember(collection: unknown): void {
    if (this.seen.has(collection)) {
      unusual();
    }
    this.seen.add(collection);
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

function unusual(): never {
  throw UNUSUAL;
}
