import { knownPatchField, type PatchField, type PatchType } from '../kubernetes/apply/patch-type';
import { structOfKind } from '../kubernetes/fields/fields';
import { SERVER_METADATA } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { asList, at, isPlainObject, put } from '../kubernetes/plain';
import { type Applying, liveObject } from '../pipelines/applied';
import { LAST_APPLIED } from '../pipelines/kubectl';

/** The object without what only the server writes: status, managed fields, uid and the like. */
export function withoutServerFields(live: Manifest): Manifest {
  const rest = Object.fromEntries(Object.entries(live).filter(([key]) => key !== 'status'));
  const metadata = Object.fromEntries(
    Object.entries(live.metadata).filter(([key]) => !SERVER_METADATA.has(key) && key !== 'ownerReferences'),
  );
  if (isPlainObject(metadata['annotations']) && Object.hasOwn(metadata['annotations'], LAST_APPLIED)) {
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
 * The side BEFORE that a live object stands for, as apply sees it: live values of the fields that AFTER sets and of those that were
 * declared earlier (the last-applied annotation, or the fields of an apply manager). Whatever else is live came from the server's
 * defaults, controllers or other hands; apply leaves it, so it is not shown. A replace does not leave it, so there all of it counts.
 */
export function asDeclared(live: Manifest, after: Manifest | undefined, applying: Applying): Manifest {
  if (after === undefined) {
    return withoutServerFields(live);
  }
  const object = liveObject(live, after, applying);
  const stripped = withoutServerFields(object.live as Manifest);
  if (applying.apply === 'replace') {
    return stripped;
  }
  return {
    ...(restrict(stripped, after, object.applied, structOfKind(live.apiVersion, live.kind)) as object),
    apiVersion: after.apiVersion,
  } as Manifest;
}

/** `live` cut down to what `after` or `declared` also have. */
function restrict(live: unknown, after: unknown, declared: unknown, type: PatchType | undefined): unknown {
  if (isPlainObject(live)) {
    if (!isPlainObject(after) && !isPlainObject(declared)) {
      return live;
    }
    const result: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(live)) {
      const theirs = at(after, name);
      const earlier = at(declared, name);
      if (isSet(theirs) || isSet(earlier)) {
        put(result, name, restrictField(value, theirs, earlier, type, name));
      }
    }
    return result;
  }
  return live;
}

function restrictField(
  live: unknown,
  after: unknown,
  declared: unknown,
  type: PatchType | undefined,
  name: string,
): unknown {
  const shape = Array.isArray(live) ? 'list' : isPlainObject(live) ? 'object' : undefined;
  const field = type === undefined || shape === undefined ? undefined : knownPatchField(type, name, shape);
  return Array.isArray(live)
    ? restrictList(live as unknown[], asList(after), asList(declared), field)
    : restrict(live, after, declared, field?.type);
}

function restrictList(
  live: readonly unknown[],
  after: readonly unknown[],
  declared: readonly unknown[],
  field: PatchField | undefined,
): unknown[] {
  const mergeKey = field?.mergeKey;
  const isKeyed = [...live, ...after, ...declared].every(
    (item) => isPlainObject(item) && Object.hasOwn(item, mergeKey ?? ''),
  );
  if (mergeKey === undefined || !isKeyed) {
    // A list that is replaced whole. Items of the same place are compared without the defaults that the server put in.
    return live.map((item, index) =>
      restrict(item, counterpart(item, index, after), counterpart(item, index, declared), field?.type),
    );
  }
  const find = (items: readonly unknown[], wanted: unknown): unknown =>
    items.find((item) => isPlainObject(item) && item[mergeKey] === wanted);
  return live.flatMap((item) => {
    const wanted = (item as Record<string, unknown>)[mergeKey];
    const theirs = find(after, wanted);
    const earlier = find(declared, wanted);
    return theirs === undefined && earlier === undefined ? [] : [restrict(item, theirs, earlier, field?.type)];
  });
}

/** Claim templates have their name in metadata; other lists go by position. */
function counterpart(item: unknown, index: number, others: readonly unknown[]): unknown {
  const name = isPlainObject(item) && isPlainObject(item['metadata']) ? item['metadata']['name'] : undefined;
  return name === undefined
    ? others[index]
    : others.find(
        (other) => isPlainObject(other) && isPlainObject(other['metadata']) && other['metadata']['name'] === name,
      );
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
