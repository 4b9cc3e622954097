import { type Field, type Kind, rootStruct, type Struct, struct } from '../kubernetes/fields';
import { isPlainObject } from '../kubernetes/plain';
import type { Wire } from './wire';

/**
 * The manifest without what the API server would not keep, so that what is declared stays equal to what is live: values that
 * Kubernetes takes for absent, by the declaration of each field. Kinds whose fields are not known stay as they are.
 */
export function withoutZeroValues(manifest: Wire): Wire {
  const root = rootStruct(manifest['apiVersion'], manifest['kind']);
  return root === undefined ? manifest : pruneStruct(manifest, root);
}

function pruneStruct(value: Wire, type: Struct): Wire {
  const result: Wire = {};
  for (const [name, item] of Object.entries(value)) {
    const field = type.byName.get(name);
    const pruned = field === undefined ? item : prune(item, field.kind);
    if (field === undefined || !isAbsent(pruned, field)) result[name] = pruned;
  }
  return result;
}

function prune(value: unknown, kind: Kind): unknown {
  switch (kind.tag) {
    case 'struct':
      return isPlainObject(value) ? pruneStruct(value, struct(kind.name)) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item: unknown) => prune(item, kind.of)) : value;
    // The values of a map are the author's, empty ones too.
    case 'map':
    case 'scalar':
      return value;
  }
}

/** A pointer tells empty from absent, and some fields are written even when empty. */
function isAbsent(value: unknown, field: Field): boolean {
  if (value === undefined || value === null) return true;
  if (field.pointer || field.written) return false;
  if (typeof value === 'object') return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}
