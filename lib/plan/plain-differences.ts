import { SERVER_METADATA } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { deepEqual, isPlainObject, type PlainObject } from '../kubernetes/plain';

/** A difference between two objects whose type is not known. */
export interface PlainDifference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Only the notation differs. */
  readonly sameValue?: boolean;
}

/**
 * What the author changed. A field that `after` leaves out counts only where `applied` has it: what else a live object has was
 * filled in by others.
 */
export function plainDifferences(before: Manifest, after: Manifest, applied: unknown): PlainDifference[] {
  const found: PlainDifference[] = [];
  const names = isPlainObject(applied) ? applied : {};
  compare(strip(before), strip(after), strip(names), '', found);
  return found;
}

function strip(object: PlainObject): PlainObject {
  const rest: PlainObject = { ...object };
  Reflect.deleteProperty(rest, 'status');
  if (!isPlainObject(rest['metadata'])) return rest;
  const kept = Object.entries(rest['metadata']).filter(([key]) => !SERVER_METADATA.has(key));
  const metadata = Object.fromEntries(kept);
  if (metadata['namespace'] === 'default') Reflect.deleteProperty(metadata, 'namespace');
  return { ...rest, metadata };
}

function compare(before: unknown, after: unknown, applied: unknown, path: string, found: PlainDifference[]): void {
  if (deepEqual(before ?? undefined, after ?? undefined)) return;
  if (!isPlainObject(before) || !isPlainObject(after)) {
    found.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
    return;
  }
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const own = isPlainObject(applied) && Object.hasOwn(applied, key) ? applied[key] : undefined;
    const right = Object.hasOwn(after, key) ? after[key] : undefined;
    const left = Object.hasOwn(before, key) ? before[key] : undefined;
    if (right === undefined && own === undefined) continue;
    compare(left, right, own, step(path, key), found);
  }
}

function step(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
