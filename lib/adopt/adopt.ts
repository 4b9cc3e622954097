import { ApiObject, App, Chart } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import { isClusterScoped } from '../kubernetes/object-kind';
import type { KubernetesVersion } from '../kubernetes/versions';
import type { Cluster } from '../storage/cluster';
import { keyOf, labelOf, namespaceOf } from '../plan/facts/identity';
import type { MapCode } from './code/code';
import { placeComments } from './comments/place-comments';
import { type Comment, readComments } from './comments/read-comments';
import { emit, type Target } from './fit/emit';
import { fitApp } from './fit/fit-app';
import { externalObjectsOf } from './external-objects';
import { grown } from './grown-claims';
import type { LocatedObject } from '../manifests/objects';
import { placeOfPath } from '../manifests/place';
import { UserError } from '../messages/user-error';
import { type AppFile, printAppFile } from './project/app-file';
import { distinct, identifierOf } from './project/identifier';
import { includedFiles, printIncluded } from './project/include-file';
import { printMain } from './project/main-file';
import { settingsFiles } from './project/settings-files';
import { sorted, type Sorted } from './sort';

export interface AdoptOptions {
  /** The version of Kubernetes that the objects run on. */
  readonly kubernetes: KubernetesVersion;
  /** Where objects go that name no namespace. Default: they name none in the program either. */
  readonly namespace?: string;
  /** Name of the project. */
  readonly project: string;
  /** The version of this package. */
  readonly version: string;
  /** The cluster's folder: its name, and its files by their names. Default: nothing is known of it. */
  readonly cluster?: {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly cluster: Cluster;
  };
}

/** A program, and what it writes. */
export interface Adoption {
  /** By path in the project. */
  readonly files: ReadonlyMap<string, string>;
  readonly apps: readonly AdoptedApp[];
  /** What the program writes, object by object. */
  readonly objects: readonly Manifest[];
  /** StatefulSets that stay YAML, and why. */
  readonly left: readonly { readonly object: string; readonly reasons: readonly string[] }[];
  readonly sorted: Sorted;
}

export interface AdoptedApp {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly file: string;
  readonly props: MapCode;
  /** The keys of the objects that it writes. */
  readonly writes: ReadonlySet<string>;
  /** The fields of the StatefulSet that no prop knows, as paths of JSON. */
  readonly patched: readonly string[];
}

/**
 * Writes what runs as a program that writes the same.
 *
 * @throws UserError for an object without a name
 */
export function adopt(found: readonly LocatedObject[], options: AdoptOptions): Adoption {
  found.forEach(refuseNameless);
  const parts = sorted(found.map(({ manifest }) => manifest));
  const comments = commentsOf(found);
  const placed = parts.declared.map((object) => inNamespace(object, options.namespace));
  const left: { object: string; reasons: readonly string[] }[] = [];
  const taken = new Set<string>();
  const fitted = placed.filter(isStatefulSet).flatMap((set) => {
    const namespace = set.metadata.namespace;
    const around = placed.filter(
      (object) => !isStatefulSet(object) && !taken.has(keyOf(object)) && namespaceOf(object) === namespaceOf(set),
    );
    const target = targetOf(namespace, options);
    const fit = fitApp(set, around, { kubernetes: options.kubernetes, ...target });
    if ('reasons' in fit) {
      left.push({ object: labelOf(set), reasons: fit.reasons });
      return [];
    }
    for (const key of fit.writes) taken.add(key);
    const props = externalObjectsOf(grown(fit.props, set, parts.claims), set, parts.secrets);
    const { props: commented, above } = placeComments(props, set, comments.get(nameIn(set)) ?? []);
    return [{ name: set.metadata.name, namespace, ...fit, props: commented, above }];
  });
  const identifiers = distinct(fitted, ({ name }) => identifierOf(name));
  const files = distinct(fitted, ({ name }) => fileName(name));
  const apps = fitted.map((app) => ({ ...app, file: `apps/${files.get(app) ?? ''}` }));
  const sources = apps.map(
    (app, index): AppFile & { readonly file: string; readonly namespace: string | undefined } => ({
      name: app.name,
      file: app.file,
      namespace: app.namespace,
      identifier: identifiers.get(fitted[index] as (typeof fitted)[number]) ?? '',
      // The construct's id is the name.
      props: app.props.with('name', undefined),
      comment: app.above,
    }),
  );
  const rest = placed.filter((object) => !taken.has(keyOf(object)));
  const included = includedFiles(rest);
  const namespaces = [...new Set(sources.map(({ namespace }) => namespace))];
  const main = printMain({
    charts: namespaces.map((namespace) => ({
      name: namespace ?? 'apps',
      namespace,
      apps: sources.filter((source) => source.namespace === namespace),
    })),
    included: included.map(({ path }) => path),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster.name }),
  });
  return {
    files: new Map([
      ['main.ts', main],
      ...sources.map((source): [string, string] => [`${source.file}.ts`, printAppFile(source)]),
      ...included.map((file): [string, string] => [file.path, printIncluded(file)]),
      ...Object.entries(options.cluster?.files ?? {}).map(([name, text]): [string, string] => [
        `clusters/${options.cluster?.name ?? ''}/${name}`,
        text,
      ]),
      ...Object.entries(settingsFiles(options.project, options.version)),
    ]),
    apps,
    objects: [
      ...apps.flatMap(({ props, namespace }) => emit(props, targetOf(namespace, options)).objects),
      ...included.flatMap(written),
    ],
    left,
    sorted: parts,
  };
}

function targetOf(namespace: string | undefined, { cluster }: AdoptOptions): Target {
  return { ...(namespace === undefined ? {} : { namespace }), ...(cluster && { cluster: cluster.cluster }) };
}

/** cdk8s gives such an object a name of its own, and then it is another one. */
function refuseNameless({ manifest, document, path }: LocatedObject): void {
  const name: unknown = manifest.metadata.name;
  if (typeof name === 'string' && name !== '') return;
  throw new UserError(
    `${placeOfPath(document, path)}: this ${manifest.kind} has generateName and no name, so it is another object each time. Give it a name, or leave it out`,
  );
}

/** What was written about StatefulSets, by their names. */
function commentsOf(found: readonly LocatedObject[]): ReadonlyMap<string, readonly Comment[]> {
  const sets = found.filter(({ manifest }) => isStatefulSet(manifest));
  return new Map(sets.map((each) => [nameIn(each.manifest), readComments(each)]));
}

/** Also of one that is not placed in its namespace yet. */
function nameIn({ metadata }: Manifest): string {
  return metadata.name;
}

/** Objects as `Include` gives them to the output. */
function written({ objects }: { readonly objects: readonly Manifest[] }): Manifest[] {
  const chart = new Chart(new App(), 'others');
  return objects.map(
    (object, index) => new ApiObject(chart, String(index), object as never).toJson() as unknown as Manifest,
  );
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

/** A name is text of anybody, and a path is not. */
function fileName(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 100) || 'app'
  );
}
