import type { Manifest } from '../kubernetes/manifest';
import { isPlainObject } from '../kubernetes/plain';
import type { LocatedObject } from './objects';
import { type LineAndColumn, lineOfPath } from './place';

/** A line of a file, as the user knows it. */
export interface FieldPlace extends LineAndColumn {
  readonly file: string;
}

/** What tells the items of a list apart in the path of a finding. */
const ITEM_KEYS = ['name', 'mountPath', 'containerPort', 'port', 'devicePath', 'topologyKey', 'ip', 'key', 'type'];

/** Where the field of a finding stands, or what is nearest above it: `spec.template.spec.containers[web].image`. */
export function placeOfField({ document, path, manifest }: LocatedObject, field: string): FieldPlace {
  return { file: document.file, ...lineOfPath(document, [...path, ...stepsTo(manifest, field)]) };
}

/** How much of the path of a field there is in an object, in steps. */
export function fieldDepth({ manifest }: LocatedObject, field: string): number {
  return stepsTo(manifest, field).length;
}

function stepsTo(manifest: Manifest, field: string): (string | number)[] {
  const steps: (string | number)[] = [];
  let at: unknown = manifest;
  for (const step of field.match(/\[[^\]]*\]|[^.[]+/g) ?? []) {
    const name = step.replace(/^\[(.*)\]$/s, '$1');
    const next = Array.isArray(at) ? itemOf(at, name) : name;
    if (next === undefined || (typeof next === 'string' && (!isPlainObject(at) || !Object.hasOwn(at, next)))) break;
    steps.push(next);
    at = (at as Record<string | number, unknown>)[next];
  }
  return steps;
}

function itemOf(items: readonly unknown[], name: string): number | undefined {
  const isNamed = (item: unknown): boolean =>
    isPlainObject(item) &&
    (ITEM_KEYS.some((key) => item[key] !== undefined && String(item[key]) === name) ||
      (isPlainObject(item['metadata']) && item['metadata']['name'] === name));
  const index = items.findIndex(isNamed);
  if (index !== -1) return index;
  return /^\d+$/.test(name) && Number(name) < items.length ? Number(name) : undefined;
}
