import { addTo } from '../../../kubernetes/groups';
import { shownChange } from '../../../plan/shown-change';
import type { Finding } from '../../../plan/types';
import { line } from '../../../messages/line';
import { metadataKeyOf, partsOfPath } from './path';

/** Fields that have a place in common. */
export interface Place {
  /** `spec.template.spec.containers[web]`; empty for the object itself. */
  readonly parent: string;
  readonly fields: readonly PlaceField[];
}

export interface PlaceField {
  readonly leaf: string;
  /** `'a' → 'b'`, `new: 'b'`, `removed`; empty where the finding has no value. */
  readonly change: string;
  /** Other places with the same change. */
  readonly also: readonly string[];
}

/** Where findings are, field by field; the same change of several fields of one name is one. */
export function placesOf(findings: readonly Finding[]): Place[] {
  const places = new Map<string, PlaceField[]>();
  const same = new Map<string, { readonly field: PlaceField & { also: string[] }; readonly parent: string }>();
  for (const { path, before, after } of findings) {
    if (path === '') continue;
    const { parent, leaf } = partsOfPath(line(path));
    const change = isChecksum(path) && after !== undefined ? 'changes' : changeText(before, after);
    const key = JSON.stringify([leaf, before, after]);
    const earlier = same.get(key);
    if (earlier !== undefined && change !== '' && earlier.parent !== parent) {
      earlier.field.also.push(parent);
      continue;
    }
    const field = { leaf, change, also: [] };
    same.set(key, { field, parent });
    addTo(places, parent, field);
  }
  return [...places].map(([parent, fields]) => ({ parent, fields }));
}

function changeText(before: unknown, after: unknown): string {
  if (before === undefined && after === undefined) return '';
  if (after === undefined && typeof before === 'object') return 'removed';
  if (before === undefined && typeof after === 'object') return 'new';
  return line(shownChange(before, after));
}

/** Whether a label or annotation stands for configuration: its value says nothing to anybody. */
export function isChecksum(path: string): boolean {
  return /checksum|config-?hash|sha256/i.test(metadataKeyOf(path)?.key ?? '');
}
