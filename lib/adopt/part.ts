import type { Manifest } from '../kubernetes/manifest';
import { isClusterScoped } from '../kubernetes/object-kind';
import type { KubernetesVersion } from '../kubernetes/versions';
import type { LocatedObject } from '../manifests/objects';
import { placeOfPath } from '../manifests/place';
import { UserError } from '../messages/user-error';
import { keyOf, labelOf, namespaceOf } from '../plan/facts/identity';
import type { Cluster } from '../storage/cluster';
import type { MapCode } from './code/code';
import { placeComments } from './comments/place-comments';
import { type Comment, readComments } from './comments/read-comments';
import { externalObjectsOf } from './external-objects';
import type { Target } from './fit/emit';
import { fitApp } from './fit/fit-app';
import { grown } from './grown-claims';
import { fileNameOf, freeName } from './project/identifier';
import { moveSecrets } from './move-secrets';
import { sorted, type Sorted } from './sort';

export interface PartOptions {
  /** The version of Kubernetes that the objects run on. */
  readonly kubernetes: KubernetesVersion;
  /** Where objects go that name no namespace. Default: they name none in the program either. */
  readonly namespace?: string;
  /** Move passwords that stand in plain text to Secrets. The pods restart then. Default: no. */
  readonly movesSecrets?: boolean;
  /** The folder of the project for files of configuration. */
  readonly configFolder: string;
  /** What the apps are checked against. Default: nothing is known of it. */
  readonly cluster?: Cluster;
}

/** A StatefulSet as code, with what stands around it. */
export interface PartApp {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly props: MapCode;
  /** The keys of the objects that it writes. */
  readonly writes: ReadonlySet<string>;
  /** The fields of the StatefulSet that no prop knows, as paths of JSON. */
  readonly patched: readonly string[];
  /** Comments on the whole. */
  readonly above: readonly string[];
}

/** What runs in one place, taken apart. */
export interface Part {
  readonly apps: readonly PartApp[];
  /** What stays as it was. */
  readonly rest: readonly Manifest[];
  /** StatefulSets that are among it, and why. */
  readonly left: readonly { readonly object: string; readonly reasons: readonly string[] }[];
  readonly sorted: Sorted;
  /** Secrets that take passwords out of the program. */
  readonly moved: readonly Manifest[];
}

/** @throws UserError for an object without a name */
export function adoptPart(found: readonly LocatedObject[], options: PartOptions): Part {
  found.forEach(refuseNameless);
  const parts = sorted(found.map(({ manifest }) => manifest));
  const placed = parts.declared.map((object) => inNamespace(object, options.namespace));
  const comments = commentsOf(found, options.namespace);
  const left: { object: string; reasons: readonly string[] }[] = [];
  const taken = new Set<string>();
  const moved: Manifest[] = [];
  const configFolderOf = configFolders(options.configFolder);
  const apps = placed.filter(isStatefulSet).flatMap((set): PartApp[] => {
    const { name, namespace } = set.metadata;
    const around = placed.filter(
      (object) => !isStatefulSet(object) && !taken.has(keyOf(object)) && namespaceOf(object) === namespaceOf(set),
    );
    const fit = fitApp(set, around, {
      kubernetes: options.kubernetes,
      ...targetOf(namespace, options),
      configFolderOf,
    });
    if ('reasons' in fit) {
      left.push({ object: labelOf(set), reasons: fit.reasons });
      return [];
    }
    for (const key of fit.writes) taken.add(key);
    const props = externalObjectsOf(grown(fit.props, set, parts.claims), set, parts.secrets);
    const commented = placeComments(props, set, comments.get(keyOf(set)) ?? []);
    if (!options.movesSecrets) return [{ ...fit, name, namespace, ...commented }];
    const names = parts.secrets.map(({ metadata }) => metadata.name);
    const { props: safe, secret } = moveSecrets(commented.props, name, namespace, names);
    if (secret !== undefined) moved.push(secret);
    return [{ ...fit, name, namespace, ...commented, props: safe }];
  });
  return { apps, rest: placed.filter((object) => !taken.has(keyOf(object))), left, sorted: parts, moved };
}

/** A folder for each ConfigMap, the same each time. */
function configFolders(parent: string): (map: Manifest) => string {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (map) => {
    const key = keyOf(map);
    const folder = known.get(key) ?? `${parent}/${freeName(fileNameOf(map.metadata.name), taken)}`;
    known.set(key, folder);
    return folder;
  };
}

/** Where an app of a namespace stands in the program. */
export function targetOf(namespace: string | undefined, { cluster }: Pick<PartOptions, 'cluster'>): Target {
  return { ...(namespace === undefined ? {} : { namespace }), ...(cluster && { cluster }) };
}

/** cdk8s gives such an object a name of its own, and then it is another one. */
function refuseNameless({ manifest, document, path }: LocatedObject): void {
  const name: unknown = manifest.metadata.name;
  if (typeof name === 'string' && name !== '') return;
  throw new UserError(
    `${placeOfPath(document, path)}: this ${manifest.kind} has generateName and no name, so it is another object each time. Give it a name, or leave it out`,
  );
}

/** What was written about StatefulSets. */
function commentsOf(
  found: readonly LocatedObject[],
  namespace: string | undefined,
): ReadonlyMap<string, readonly Comment[]> {
  const sets = found.filter(({ manifest }) => isStatefulSet(manifest));
  return new Map(sets.map((each) => [keyOf(inNamespace(each.manifest, namespace)), readComments(each)]));
}

function isStatefulSet({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'apps/v1' && kind === 'StatefulSet';
}

/** The object in the namespace that it goes to; what is in none stays so. */
function inNamespace(object: Manifest, namespace: string | undefined): Manifest {
  const isPlaced = (object.metadata.namespace ?? '') !== '';
  if (namespace === undefined || isPlaced || isClusterScoped(object)) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
