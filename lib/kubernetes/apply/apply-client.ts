import { type Field, type Struct, struct } from '../fields/fields';
import { asObject, isPlainObject, type PlainObject, put } from '../plain';
import { diffObjects } from './diff';
import { mergeInto } from './merge';

export { PatchError } from './patch-type';

/**
 * What is sent to the API server by client-side apply (kubectl, Argo CD): the three-way strategic merge of the last applied
 * manifest, the new one and the live object. Fields that were never applied, defaults among them, stay as they are.
 *
 * kubectl makes one patch of what differs from the live object and of what the last applied manifest had more, and the API
 * server applies it to the live object. The two steps show where list items repeat their key, such as one port number over TCP
 * and UDP: changes land on the first item, or the patch is refused. Read in k8s.io/apimachinery, pkg/util/strategicpatch.
 *
 * @throws {PatchError} where kubectl gives up, such as for an unknown field that holds a list or an object or for a list item
 * without its key, and where the API server refuses the patch.
 */
export function applyClientSide(live: PlainObject, before: PlainObject, after: PlainObject, type: Struct): PlainObject {
  const current = written(live, type);
  const [from, to] = type.byName.has('metadata') ? [annotated(before), annotated(after)] : [before, after];
  const changes = diffObjects(current, to, type, 'additions');
  const deletions = diffObjects(from, to, type, 'deletions');
  const patch = mergeInto(deletions, changes, type, 'patch');
  return mergeInto(current, patch, type, 'object');
}

/** kubectl keeps the last applied manifest in an annotation, so there always are some. */
function annotated(manifest: PlainObject): PlainObject {
  const metadata = asObject(manifest['metadata']);
  return { ...manifest, metadata: { ...metadata, annotations: metadata['annotations'] ?? {} } };
}

/** A live object as the API server prints it: list items have their keys, even empty ones. */
function written(value: PlainObject, type: Struct): PlainObject {
  const result: PlainObject = {};
  for (const key of Object.keys(value)) {
    const field = type.byName.get(key);
    put(result, key, field === undefined ? value[key] : writtenField(value[key], field));
  }
  return result;
}

function writtenField(value: unknown, { kind, mergeKey }: Field): unknown {
  if (kind.tag === 'struct' && isPlainObject(value)) return written(value, struct(kind.name));
  if (kind.tag !== 'list' || kind.of.tag !== 'struct' || !Array.isArray(value)) return value;
  const type = struct(kind.of.name);
  const key = mergeKey === undefined || mergeKey === '=' ? undefined : type.byName.get(mergeKey);
  return value.map((each: unknown) => {
    const item = written(asObject(each), type);
    if (key?.written === true) item[key.name] ??= key.kind.tag === 'scalar' && key.kind.scalar === 'i' ? 0 : '';
    return item;
  });
}
