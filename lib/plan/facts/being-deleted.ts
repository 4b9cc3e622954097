import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asList, asText, at } from '../../kubernetes/plain';
import type { Context } from './context';
import { keyOf } from './identity';
import { workloadOf } from './workload';

/** An object of AFTER that somebody has deleted already. It exists until nothing holds it any more. */
export interface BeingDeleted {
  readonly object: Manifest;
  readonly live: Manifest;
  readonly context: Context;
  /** When it was deleted. */
  readonly since: string;
  /** Its finalizers. */
  readonly heldBy: readonly string[];
  /** What goes with it. */
  readonly goes: 'data' | 'pods' | 'clients' | 'content' | 'itself';
}

export function beingDeleted(object: Manifest, context: Context): BeingDeleted | undefined {
  const live = context.live.get(keyOf(object));
  const since = deletedSince(live);
  if (live === undefined || since === undefined) return undefined;
  const heldBy = asList(at(live, 'metadata', 'finalizers')).flatMap((each) => asText(each) ?? []);
  return { object, live, context, since, heldBy, goes: goesWith(object) };
}

/** When a live object was deleted that still exists. */
export function deletedSince(object: unknown): string | undefined {
  return asText(at(object, 'metadata', 'deletionTimestamp'));
}

function goesWith(object: Manifest): BeingDeleted['goes'] {
  const groupKind = groupKindOf(object);
  switch (groupKind) {
    case '/PersistentVolumeClaim':
    case '/PersistentVolume':
      return 'data';
    case '/Namespace':
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return 'content';
    case '/Service':
      return 'clients';
    default:
      return workloadOf(object)?.serves === true ? 'pods' : 'itself';
  }
}
