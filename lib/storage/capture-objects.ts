import { parseAllDocuments } from 'yaml';
import { isPlainObject } from '../kubernetes/plain';
import { UserError } from '../messages/user-error';
import { messageOf } from '../messages/message-of';

/** An object as a file has it, before anybody has looked. */
export type Fields = Readonly<Record<string, unknown>>;

/** What to type for a good capture. */
export const CAPTURE = 'kubectl get storageclass -o yaml';

/**
 * The objects of a file, one by one: of a List, of a typed list, of several documents, of YAML and of JSON.
 *
 * @throws UserError naming the file
 */
export function readObjects(text: string, file: string): Fields[] {
  const objects: Fields[] = [];
  const documents = parseAllDocuments(text);
  const values = Array.isArray(documents) ? documents : [];
  for (const document of values) {
    const error = document.errors[0];
    if (error !== undefined) {
      throw new UserError(`${file}: is not YAML: ${error.message.split('\n')[0]}${tableHint(text)}`);
    }
    const value = toValue(() => document.toJS({ maxAliasCount: 100 }), file);
    if (value === null || value === undefined) {
      continue;
    }
    if (!isPlainObject(value)) {
      throw new UserError(`${file}: holds text, not objects${tableHint(text)}`);
    }
    objects.push(...unfold(value, file));
  }
  if (objects.length === 0 && values.every((document) => document.contents === null)) {
    throw new UserError(
      `${file}: is empty. A cluster without classes is captured as a List with 'items: []': ${CAPTURE} > ${file}`,
    );
  }
  return objects;
}

function toValue(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${messageOf(error)}`);
  }
}

function unfold(value: Fields, file: string): Fields[] {
  const kind = value['kind'];
  if (typeof kind !== 'string' || !kind.endsWith('List')) {
    return [value];
  }
  const items = value['items'] ?? [];
  if (!Array.isArray(items)) {
    throw new UserError(`${file}: items of the ${kind} must be a list. Capture it again: ${CAPTURE}`);
  }
  // Items of a typed list (`kubectl get --raw`) do not repeat their kind.
  const inherited = kind === 'List' ? {} : { apiVersion: value['apiVersion'], kind: kind.slice(0, -4) };
  return items.map((item: unknown, index) => {
    if (!isPlainObject(item)) {
      throw new UserError(`${file}: items[${index}] must be an object. Capture it again: ${CAPTURE}`);
    }
    return { ...inherited, ...item };
  });
}

function tableHint(text: string): string {
  return /^NAME\s+PROVISIONER|^No resources found/.test(text.trimStart())
    ? `. It looks like a table; ask for YAML: ${CAPTURE}`
    : `. Capture it again: ${CAPTURE}`;
}
