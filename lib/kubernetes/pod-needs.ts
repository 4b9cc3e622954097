import { asList, asObject, asObjects, asText, at, type PlainObject } from './plain';

/** Kinds of objects that a pod cannot start without. */
export type NeededKind =
  'ConfigMap' | 'PersistentVolumeClaim' | 'PriorityClass' | 'RuntimeClass' | 'Secret' | 'ServiceAccount';

/** What happens to a pod that starts without it; measured on a node of 1.37. */
export type Miss =
  /** The API server refuses the pod: there is none until the object is back. */
  | 'refused'
  /** The pod is there, and its containers do not start. */
  | 'waits'
  /** It starts with an empty directory in the place of the file. */
  | 'empty-directory';

/** One thing that a pod refers to. */
export interface Need {
  readonly kind: NeededKind;
  readonly name: string;
  /** The key of a ConfigMap or Secret; undefined if any content will do. */
  readonly key?: string;
  /** Below the pod's `spec`: `containers[web].env[MODE]`. */
  readonly path: string;
  readonly miss: Miss;
}

/** Everything that a pod of this `spec` needs to start, without what is optional. */
export function needsOf(pod: PlainObject): readonly Need[] {
  return [...named(pod), ...ofContainers(pod), ...ofVolumes(pod)];
}

function* named(pod: PlainObject): Iterable<Need> {
  const fields = [
    ['ServiceAccount', 'serviceAccountName'],
    ['PriorityClass', 'priorityClassName'],
    ['RuntimeClass', 'runtimeClassName'],
  ] as const;
  for (const [kind, field] of fields) {
    const name = asText(pod[field]) ?? (field === 'serviceAccountName' ? asText(pod['serviceAccount']) : undefined);
    if (name !== undefined && name !== '') yield { kind, name, path: field, miss: 'refused' };
  }
}

function* ofContainers(pod: PlainObject): Iterable<Need> {
  const subPaths = keysBySubPath(pod);
  for (const list of ['initContainers', 'containers']) {
    for (const container of asObjects(pod[list])) {
      const own = `${list}[${asText(container['name']) ?? ''}]`;
      for (const variable of asObjects(container['env'])) {
        const path = `${own}.env[${asText(variable['name']) ?? ''}]`;
        yield* configuration(at(variable, 'valueFrom', 'configMapKeyRef'), 'ConfigMap', path, true);
        yield* configuration(at(variable, 'valueFrom', 'secretKeyRef'), 'Secret', path, true);
      }
      for (const source of asObjects(container['envFrom'])) {
        yield* configuration(source['configMapRef'], 'ConfigMap', `${own}.envFrom`, false);
        yield* configuration(source['secretRef'], 'Secret', `${own}.envFrom`, false);
      }
      for (const mount of asObjects(container['volumeMounts'])) {
        const subPath = asText(mount['subPath']);
        const source = subPaths.get(asText(mount['name']) ?? '');
        if (subPath === undefined || subPath === '' || source === undefined) continue;
        const path = `${own}.volumeMounts[${asText(mount['mountPath']) ?? ''}].subPath`;
        yield { ...source, key: subPath, path, miss: 'empty-directory' };
      }
    }
  }
}

/** Volumes whose files are the keys of one object: a subPath that no key has is mounted as an empty directory. */
function keysBySubPath(pod: PlainObject): ReadonlyMap<string, Pick<Need, 'kind' | 'name'>> {
  const found = new Map<string, Pick<Need, 'kind' | 'name'>>();
  for (const volume of asObjects(pod['volumes'])) {
    for (const [field, kind, nameField] of SOURCES) {
      const source = asObject(volume[field]);
      const name = asText(source[nameField]);
      if (name === undefined || source['items'] !== undefined || source['optional'] === true) continue;
      found.set(asText(volume['name']) ?? '', { kind, name });
    }
  }
  return found;
}

/** How a volume names what its files come from. */
const SOURCES = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
] as const;

function* ofVolumes(pod: PlainObject): Iterable<Need> {
  for (const volume of asObjects(pod['volumes'])) {
    const path = `volumes[${asText(volume['name']) ?? ''}]`;
    for (const [field, kind, nameField] of SOURCES) yield* files(volume[field], kind, nameField, path);
    for (const source of asObjects(at(volume, 'projected', 'sources'))) {
      yield* files(source['configMap'], 'ConfigMap', 'name', path);
      yield* files(source['secret'], 'Secret', 'name', path);
    }
    const claim = asText(at(volume, 'persistentVolumeClaim', 'claimName'));
    if (claim !== undefined) yield { kind: 'PersistentVolumeClaim', name: claim, path, miss: 'waits' };
  }
}

/** A ConfigMap or Secret that is mounted, whole or by `items`. */
function* files(source: unknown, kind: 'ConfigMap' | 'Secret', nameField: string, path: string): Iterable<Need> {
  const name = asText(at(source, nameField));
  if (name === undefined || at(source, 'optional') === true) return;
  yield { kind, name, path, miss: 'waits' };
  for (const item of asList(at(source, 'items'))) {
    const key = asText(at(item, 'key'));
    if (key !== undefined) yield { kind, name, key, path: `${path}.items[${key}]`, miss: 'waits' };
  }
}

function* configuration(ref: unknown, kind: 'ConfigMap' | 'Secret', path: string, withKey: boolean): Iterable<Need> {
  const name = asText(at(ref, 'name'));
  if (name === undefined || at(ref, 'optional') === true) return;
  const key = withKey ? asText(at(ref, 'key')) : undefined;
  yield { kind, name, ...(key === undefined ? {} : { key }), path, miss: 'waits' };
}
