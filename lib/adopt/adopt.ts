import { ApiObject, App, Chart } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import type { LocatedObject } from '../manifests/objects';
import type { Cluster } from '../storage/cluster';
import { filesIn, type MapCode } from './code/code';
import { type ProgramApp, programApps } from './environments/program-apps';
import { emit } from './fit/emit';
import { adoptPart, type Part, type PartOptions, targetOf } from './part';
import { printAppFile } from './project/app-file';
import { type IncludedFile, includedFiles, printIncluded } from './project/include-file';
import { printMain } from './project/main-file';
import { settingsFiles } from './project/settings-files';
import type { Sorted } from './sort';

export interface AdoptOptions extends Pick<PartOptions, 'kubernetes' | 'namespace' | 'movesSecrets'> {
  /** Name of the project. */
  readonly project: string;
  /** The packages that the project needs to run, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The cluster's folder: its name, and its files by their names. Default: nothing is known of it. */
  readonly cluster?: {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly cluster: Cluster;
  };
}

/** What runs in one place. */
export interface Environment {
  /** The name of its folder in the output. Default: there is only one. */
  readonly name?: string;
  readonly objects: readonly LocatedObject[];
}

/** A program, and what it writes. */
export interface Adoption {
  /** By path in the project. */
  readonly files: ReadonlyMap<string, string>;
  /** In the order in which they were given. */
  readonly environments: readonly AdoptedEnvironment[];
  readonly apps: readonly AdoptedApp[];
}

export interface AdoptedEnvironment {
  readonly name: string | undefined;
  /** What the program writes for it, object by object. */
  readonly objects: readonly Manifest[];
  /** StatefulSets that stay YAML, and why. */
  readonly left: readonly { readonly object: string; readonly reasons: readonly string[] }[];
  readonly sorted: Sorted;
  /** Secrets that take passwords out of the program. They are no part of it. */
  readonly moved: readonly Manifest[];
}

export interface AdoptedApp {
  readonly name: string;
  readonly file: string;
  /** The props in each environment that has it. */
  readonly props: readonly MapCode[];
  /** The keys of the objects that it writes. */
  readonly writes: ReadonlySet<string>;
  /** The fields of the StatefulSet that no prop knows, as paths of JSON. */
  readonly patched: readonly string[];
}

/**
 * Writes what runs as a program that writes the same. Apps that several environments have, and that differ in a few values, are one.
 *
 * @throws UserError for an object without a name
 */
export function adopt(environments: readonly Environment[], options: AdoptOptions): Adoption {
  const { cluster, namespace, kubernetes } = options;
  const partOptions = {
    kubernetes,
    movesSecrets: options.movesSecrets ?? false,
    ...(namespace === undefined ? {} : { namespace }),
    ...(cluster && { cluster: cluster.cluster }),
  };
  const parts = environments.map(({ name, objects }) => ({
    name,
    ...adoptPart(objects, { ...partOptions, configFolder: name === undefined ? 'config' : `config/${name}` }),
  }));
  const apps = programApps(parts);
  const included = parts.map(({ name, rest }) => includedFiles(rest, name));
  const main = printMain({
    environments: parts.map(({ name }, index) => ({ name, included: (included[index] ?? []).map(({ path }) => path) })),
    apps,
    ...(cluster === undefined ? {} : { cluster: cluster.name }),
  });
  return {
    files: new Map([
      ['main.ts', main],
      ...apps.map((app): [string, string] => [`${app.file}.ts`, printAppFile(app)]),
      ...apps.flatMap(configFiles),
      ...included.flat().map((file): [string, string] => [file.path, printIncluded(file)]),
      ...Object.entries(cluster?.files ?? {}).map(([name, text]): [string, string] => [
        `clusters/${cluster?.name ?? ''}/${name}`,
        text,
      ]),
      ...Object.entries(settingsFiles(options.project, options.dependencies)),
    ]),
    environments: parts.map((part, index) => ({
      name: part.name,
      objects: writtenBy(part, included[index] ?? [], partOptions),
      left: part.left,
      sorted: part.sorted,
      moved: part.moved,
    })),
    apps: apps.map(({ name, file, uses }) => ({
      name,
      file,
      props: uses.map(({ app }) => app.props),
      writes: uses[0]?.app.writes ?? new Set(),
      patched: uses.flatMap(({ app }) => app.patched),
    })),
  };
}

/** The configuration that an app reads from files. */
function configFiles({ props, varying }: ProgramApp): [string, string][] {
  const values = varying.flatMap((each) => each.values).filter((value) => value !== undefined);
  return [props, ...values]
    .flatMap(filesIn)
    .flatMap(({ folder, files }) =>
      Object.entries(files).map(([name, text]): [string, string] => [`${folder}/${name}`, text]),
    );
}

function writtenBy(
  { apps }: Part,
  included: readonly IncludedFile[],
  options: Pick<PartOptions, 'cluster'>,
): Manifest[] {
  return [
    ...apps.flatMap(({ props, namespace }) => emit(props, targetOf(namespace, options)).objects),
    ...included.flatMap(asIncluded),
  ];
}

/** Objects as `Include` gives them to the output. */
function asIncluded({ objects }: IncludedFile): Manifest[] {
  const chart = new Chart(new App(), 'others');
  return objects.map(
    (object, index) => new ApiObject(chart, String(index), object as never).toJson() as unknown as Manifest,
  );
}
