import { differences, type Difference } from '../fields/differences';
import { rootStruct } from '../fields/fields';
import type { PlainObject } from '../plain';
import { create } from './api-server';

/**
 * What a later version fills in differently when it creates the same manifest. Fields that stand in the manifest are no defaults: that
 * one version drops them is another matter.
 */
export function defaultsThatDiffer(manifest: PlainObject, from: number, to: number): readonly Difference[] {
  const type = rootStruct(manifest['apiVersion'], manifest['kind']);
  const [old, now] = [from, to].map((minor) => create(manifest, { minor, apply: 'client' }));
  if (type === undefined || old === undefined || now === undefined) return [];
  return differences(old.stored, now.stored, type).filter(({ path }) => !isWritten(manifest, path));
}

/** Whether a manifest says what stands at a path, or a part of it. */
function isWritten(manifest: unknown, path: Difference['path']): boolean {
  let at: unknown = manifest;
  for (const step of path) {
    if (Array.isArray(at)) {
      if (typeof step === 'string') return true;
      at = (at as unknown[]).find((item) => (item as PlainObject | null)?.[step.key] === step.value);
    } else if (typeof at === 'object' && at !== null) {
      at = typeof step === 'string' ? (at as PlainObject)[step] : undefined;
    }
    if (at === undefined || at === null) return false;
  }
  return true;
}
