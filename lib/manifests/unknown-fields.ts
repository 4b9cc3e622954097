import { type Field, isManagedFields, type Kind, struct, type Struct, structOfKind } from '../kubernetes/fields/fields';
import { isPlainObject } from '../kubernetes/plain';
import { minorOf, nearestKubernetesVersion } from '../kubernetes/versions';
import type { Path } from './place';
import { nearestNames } from '../messages/nearest-names';

/** A field that the API server of the given version does not know: strict validation refuses it. */
export interface UnknownField {
  readonly path: Path;
  /** What to do, as a sentence without a full stop. */
  readonly remedy: string;
}

/** The unknown fields of an object of a known kind; none where the kind is not known. */
export function unknownFields(object: Readonly<Record<string, unknown>>, kubernetes: string): UnknownField[] {
  const type = structOfKind(object['apiVersion'], object['kind']);
  const found: UnknownField[] = [];
  if (type !== undefined) {
    walk(object, type, [], { minor: minorOf(nearestKubernetesVersion(kubernetes)), kubernetes, found });
  }
  return found;
}

interface Search {
  readonly minor: number;
  readonly kubernetes: string;
  readonly found: UnknownField[];
}

function walk(value: unknown, type: Struct, path: Path, search: Search): void {
  if (!isPlainObject(value)) {
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    const field = type.byName.get(name);
    if (field === undefined) {
      if (!isManagedFields(type, name)) {
        search.found.push({ path: [...path, name], remedy: wayOut(name, type.byName, path) });
      }
    } else if (search.minor < field.since || search.minor > field.until) {
      const when = search.minor < field.since ? `from 1.${field.since} on` : `until 1.${field.until}`;
      search.found.push({
        path: [...path, name],
        remedy: `Kubernetes ${search.kubernetes} does not have this field, only ${when}. Remove it, or plan for that version with --kubernetes`,
      });
    } else {
      descend(child, field.kind, [...path, name], search);
    }
  }
}

function descend(value: unknown, kind: Kind, path: Path, search: Search): void {
  if (kind.tag === 'struct') {
    walk(value, struct(kind.name), path, search);
  } else if (kind.tag === 'list' && Array.isArray(value)) {
    value.forEach((item, index) => descend(item, kind.of, [...path, index], search));
  } else if (kind.tag === 'map' && isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      descend(item, kind.of, [...path, key], search);
    }
  }
}

function wayOut(name: string, fields: ReadonlyMap<string, Field>, path: Path): string {
  if (name === 'storage' && !path.includes('resources')) {
    return 'A size belongs under spec.resources.requests of a claim or claim template. Remove it here, or move it there';
  }
  const [near] = nearestNames(name, fields.keys(), 1);
  return near === undefined
    ? 'Remove it, or move it to where it belongs'
    : `Did you mean '${near}'? Otherwise remove it, or move it to where it belongs`;
}
