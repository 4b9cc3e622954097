import { FIELDS_TABLE } from './fields-table';

/** What a field holds. Scalars by the letter of the table: `s` string, `b` bool, `i` int32, `l` int64, `q` quantity, … */
export type Kind =
  | { readonly tag: 'scalar'; readonly scalar: 's' | 'b' | 'i' | 'l' | 'q' | 'x' | 't' | 'y' }
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

const STRUCTS: ReadonlyMap<string, Struct> = new Map(
  FIELDS_TABLE.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...entries] = line.split(' ');
      const fields = entries.map(parseField);
      return [name, { name, fields, byName: new Map(fields.map((field) => [field.name, field])) }];
    }),
);

/** The API type of that name. The names come from the table itself. */
export function struct(name: string): Struct {
  const found = STRUCTS.get(name);
  if (found === undefined) throw new Error(`no API type ${name}`);
  return found;
}

const ROOTS = new Map([
  ['apps/v1/StatefulSet', 'StatefulSet'],
  ['apps/v1/Deployment', 'Deployment'],
  ['apps/v1/DaemonSet', 'DaemonSet'],
  ['v1/Service', 'Service'],
  ['v1/PersistentVolumeClaim', 'PersistentVolumeClaim'],
]);

/** The API type of an object, where its fields are known. */
export function rootStruct(apiVersion: unknown, kind: unknown): Struct | undefined {
  const name =
    typeof apiVersion === 'string' && typeof kind === 'string' ? ROOTS.get(`${apiVersion}/${kind}`) : undefined;
  return name === undefined ? undefined : struct(name);
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
