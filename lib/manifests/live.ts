import { isOwned, SERVER_METADATA } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { isPlainObject } from '../kubernetes/plain';
import { LAST_APPLIED } from '../pipelines/kubectl';
import { hasToolMark } from '../pipelines/owner';
import type { ApplyMode } from '../plan/types';
import { appliedFields, fromFields } from './managed-fields';

/** List items that the API server matches by a key: apply leaves alone those that it did not put there. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
};

/**
 * Whether a tool applied this object, so that leaving it out of the next apply can mean deleting it. Objects without such a
 * mark were made by controllers or by hand, and no pipeline prunes them.
 */
export function isApplied(live: Manifest): boolean {
  return !isOwned(live) && (hasToolMark(live) || appliedFields(live.metadata) !== undefined);
}

/** The object without what only the server writes: status, managed fields, uid and the like. */
export function withoutServerFields(live: Manifest): Manifest {
  const rest = Object.fromEntries(Object.entries(live).filter(([key]) => key !== 'status'));
  const metadata = Object.fromEntries(
    Object.entries(live.metadata).filter(([key]) => !SERVER_METADATA.has(key) && key !== 'ownerReferences'),
  );
  if (isPlainObject(metadata['annotations']) && LAST_APPLIED in metadata['annotations']) {
    const others = Object.entries(metadata['annotations']).filter(([key]) => key !== LAST_APPLIED);
    if (others.length === 0) {
      delete metadata['annotations'];
    } else {
      metadata['annotations'] = Object.fromEntries(others);
    }
  }
  return { ...rest, metadata } as unknown as Manifest;
}

/**
 * The side BEFORE that a live object stands for, as apply sees it: live values of the fields that AFTER sets and of those
 * that were declared earlier (the last-applied annotation, or the fields of an apply manager). Whatever else is live came
 * from the server's defaults, controllers or other hands; apply leaves it, so it is no difference. A replace does not leave
 * it, so there all of it counts.
 */
export function asDeclared(live: Manifest, after: Manifest | undefined, apply: ApplyMode): Manifest {
  const stripped = withoutServerFields(live);
  if (after === undefined || apply === 'replace') {
    return stripped;
  }
  const declared = declaredIn(live);
  return { ...(restrict(stripped, after, declared, '') as object), apiVersion: after.apiVersion } as Manifest;
}

function declaredIn(live: Manifest): unknown {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (text !== undefined) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  }
  const fields = appliedFields(live.metadata);
  return fields === undefined ? undefined : fromFields(fields, live);
}

/** `live` cut down to what `after` or `declared` also have. */
function restrict(live: unknown, after: unknown, declared: unknown, key: string): unknown {
  if (isPlainObject(live)) {
    if (!isPlainObject(after) && !isPlainObject(declared)) {
      return live;
    }
    const result: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(live)) {
      const theirs = isPlainObject(after) ? after[name] : undefined;
      const earlier = isPlainObject(declared) ? declared[name] : undefined;
      if (isSet(theirs) || isSet(earlier)) {
        result[name] = restrict(value, theirs, earlier, name);
      }
    }
    return result;
  }
  return Array.isArray(live) ? restrictList(live, asList(after), asList(declared), key) : live;
}

function restrictList(live: unknown[], after: unknown[], declared: unknown[], key: string): unknown[] {
  const mergeKey = MERGE_KEYS[key]?.find((name) =>
    [...live, ...after, ...declared].every((item) => isPlainObject(item) && name in item),
  );
  if (mergeKey === undefined) {
    // A list that is replaced whole. Items of the same place are compared without the defaults that the server put in.
    return live.map((item, index) =>
      restrict(item, counterpart(item, index, after), counterpart(item, index, declared), key),
    );
  }
  const find = (items: unknown[], wanted: unknown): unknown =>
    items.find((item) => isPlainObject(item) && item[mergeKey] === wanted);
  return live.flatMap((item) => {
    const wanted = (item as Record<string, unknown>)[mergeKey];
    const theirs = find(after, wanted);
    const earlier = find(declared, wanted);
    return theirs === undefined && earlier === undefined ? [] : [restrict(item, theirs, earlier, key)];
  });
}

/** Claim templates have their name in metadata; other lists go by position. */
function counterpart(item: unknown, index: number, others: unknown[]): unknown {
  const name = isPlainObject(item) && isPlainObject(item['metadata']) ? item['metadata']['name'] : undefined;
  return name === undefined
    ? others[index]
    : others.find(
        (other) => isPlainObject(other) && isPlainObject(other['metadata']) && other['metadata']['name'] === name,
      );
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isSet = (value: unknown): boolean => value !== undefined && value !== null;
