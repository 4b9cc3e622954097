import { FIELDS_TABLE } from './fields-table';

/** What a field holds. Scalars by the letter of the table: `s` string, `b` bool, `i` int32, `l` int64, `q` quantity, `j` any JSON, … */
export type Kind =
  | { readonly tag: 'scalar'; readonly scalar: 's' | 'b' | 'i' | 'l' | 'q' | 'x' | 't' | 'y' | 'j' }
  | { readonly tag: 'list'; readonly of: Kind }
  | { readonly tag: 'map'; readonly of: Kind }
  | { readonly tag: 'struct'; readonly name: string };

/** One field of an API type, as the Go types of Kubernetes declare it. */
export interface Field {
  readonly name: string;
  readonly kind: Kind;
  /** An empty value is kept and differs from no value. */
  readonly pointer: boolean;
  /** An empty value is written out all the same. */
  readonly written: boolean;
  /** Key by which client-side apply merges list items; `=` where the items themselves are the keys. */
  readonly mergeKey?: string;
  /** Keys by which server-side apply merges list items; none: the list is replaced whole. */
  readonly listKeys: readonly string[];
  /** Client-side apply removes what the manifest does not name, defaults included. */
  readonly retainKeys: boolean;
  /** First and last minor version that has the field. */
  readonly since: number;
  readonly until: number;
}

/** An API type. */
export interface Struct {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
}

const ENTRY = /^([^:]+):([^!*~%&<>]+)([!*]*)(?:~([^%&<>]+))?(?:%([^&<>]+))?(&?)(?:>1\.(\d+))?(?:<1\.(\d+))?$/;

/** Fields by type, unread: a program needs few of the types. */
const LINES: ReadonlyMap<string, readonly string[]> = new Map(
  FIELDS_TABLE.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...entries] = line.split(' ');
      return [name, entries];
    }),
);
const STRUCTS = new Map<string, Struct>();

/** The API type of that name, always the same object. The names come from the table itself. */
export function struct(name: string): Struct {
  let found = STRUCTS.get(name);
  if (found === undefined) {
    const entries = LINES.get(name);
    if (entries === undefined) throw new Error(`no API type ${name}`);
    const fields = entries.map(parseField);
    // By way of an object, whose keys are the same strings as those of every manifest: the map then need not compare their letters.
    const byName = new Map(Object.entries(Object.fromEntries(fields.map((field) => [field.name, field]))));
    found = { name, fields, byName };
    STRUCTS.set(name, found);
  }
  return found;
}

/** The kinds whose fields are known, by API version. Each is the name of its type. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'ConfigMap',
    'Endpoints',
    'LimitRange',
    'Namespace',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'coordination.k8s.io/v1': ['Lease'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttributesClass'],
};

/** The API type of an object, where its fields are known. */
export function structOfKind(apiVersion: unknown, kind: unknown): Struct | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !Object.hasOwn(KINDS, apiVersion)) return undefined;
  return KINDS[apiVersion]?.includes(kind) === true ? struct(kind) : undefined;
}

/** The API type of an object that can be read, defaulted, judged and applied as the API server does it. */
export function rootStruct(apiVersion: unknown, kind: unknown): Struct | undefined {
  return structOfKind(apiVersion, kind);
}

/** The one field that the table leaves out: the API server keeps it for itself. */
export function isManagedFields(type: Struct, field: string): boolean {
  return type.name === 'ObjectMeta' && field === 'managedFields';
}

function parseField(entry: string): Field {
  const match = ENTRY.exec(entry);
  if (match === null) throw new Error(`cannot read field ${entry}`);
  const [, name = '', kind = '', marks = '', mergeKey, listKeys, retain, since, until] = match;
  return {
    name,
    kind: parseKind(kind),
    pointer: marks.includes('*'),
    written: marks.includes('!'),
    ...(mergeKey === undefined ? {} : { mergeKey }),
    listKeys: listKeys?.split(',') ?? [],
    retainKeys: retain === '&',
    since: Number(since ?? 0),
    until: Number(until ?? Number.MAX_SAFE_INTEGER),
  };
}

function parseKind(text: string): Kind {
  if (text.startsWith('[')) return { tag: 'list', of: parseKind(text.slice(1, -1)) };
  if (text.startsWith('{')) return { tag: 'map', of: parseKind(text.slice(1, -1)) };
  if (text.length === 1) return { tag: 'scalar', scalar: text as 's' };
  return { tag: 'struct', name: text };
}

let names: ReadonlySet<string> | undefined;

/** Whether any type of any version has a field of this name. */
export function isFieldName(name: string): boolean {
  names ??= new Set(
    [...LINES.values()].flatMap((entries) => entries.map((entry) => entry.slice(0, entry.indexOf(':')))),
  );
  return names.has(name);
}
