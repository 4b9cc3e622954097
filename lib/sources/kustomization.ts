import { posix } from 'node:path';
import { asList, asText, at, isPlainObject, type PlainObject } from '../kubernetes/plain';
import { splitDocuments } from '../manifests/documents';
import { flawText, parse } from '../manifests/parse';
import { UserError } from '../messages/user-error';

/** What a folder is built from. */
export interface Kustomization {
  /** As the user knows it. */
  readonly name: string;
  /** Its folder, inside the tree. */
  readonly folder: string;
  readonly content: PlainObject;
}

/** @throws UserError where it is not one map, which kustomize refuses too */
export function parseKustomization(text: string, name: string, folder: string): Kustomization {
  const documents = splitDocuments(name, text).map(parse);
  const [error] = documents.flatMap(({ errors, flaws }) => [...errors, ...flaws.map(flawText)]);
  if (error !== undefined) {
    throw new UserError(error);
  }
  const filled = documents.map(({ value }) => value).filter((value) => value !== null);
  const [content = {}] = filled;
  if (filled.length > 1 || !isPlainObject(content)) {
    throw new UserError(`${name}: a kustomization must be one YAML map in one document. Correct it`);
  }
  return { name, folder, content };
}

/** Fields that change nothing of what is listed. */
const PLAIN = new Set(['apiVersion', 'kind', 'metadata', 'resources']);

/** The files that a kustomization lists, where it does nothing else, as the one that the synth writes. */
export function plainList({ content, folder }: Kustomization, isFile: (path: string) => boolean): string[] | undefined {
  const { kind, resources } = content;
  if (!Object.keys(content).every((key) => PLAIN.has(key)) || (kind !== undefined && kind !== 'Kustomization')) {
    return undefined;
  }
  if (!Array.isArray(resources) || !resources.every((each) => typeof each === 'string')) {
    return undefined;
  }
  const paths = resources.map((each) => posix.join(folder, each));
  const inside = folder === '' ? '' : `${folder}/`;
  return new Set(paths).size === paths.length && paths.every((path) => path.startsWith(inside) && isFile(path))
    ? paths
    : undefined;
}

/** What a kustomization refers to, as it stands there. `folders` may be files too. */
export interface References {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Fields without a path in them. */
const VALUES = new Set([
  ...PLAIN,
  ...['namespace', 'namePrefix', 'nameSuffix', 'commonLabels', 'labels', 'commonAnnotations', 'images', 'replicas'],
  ...['vars', 'generatorOptions', 'sortOptions', 'buildMetadata'],
]);
const REFERRING = new Set([
  ...['bases', 'components', 'configurations', 'crds', 'openapi', 'patches', 'patchesStrategicMerge'],
  ...['patchesJson6902', 'replacements', 'configMapGenerator', 'secretGenerator'],
]);

/** @throws UserError where it has a field that runs something, fetches something, or is not known here */
export function referencesOf({ content, name }: Kustomization): References {
  for (const key of Object.keys(content)) {
    if (!VALUES.has(key) && !REFERRING.has(key)) {
      throw new UserError(
        `${name}: the plan does not build '${key}', which may run a plugin or fetch something. ${pipeIt(name)}`,
      );
    }
  }
  return {
    folders: ['resources', 'bases', 'components'].flatMap((key) => textsIn(content[key])),
    files: referencedFiles(content),
  };
}

function textsIn(value: unknown): string[] {
  return asList(value).filter((each) => typeof each === 'string');
}

/** Files that a kustomization refers to beside its resources. */
export function referencedFiles(content: PlainObject): string[] {
  const generators = [...asList(content['configMapGenerator']), ...asList(content['secretGenerator'])];
  return [
    ...textsIn(content['configurations']),
    ...textsIn(content['crds']),
    // A patch may stand in the kustomization itself, and then it has lines.
    ...textsIn(content['patchesStrategicMerge']).filter((each) => !/\n|^\s*\{/.test(each)),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((key) =>
      asList(content[key]).flatMap((each) => asText(at(each, 'path')) ?? []),
    ),
    ...[asText(at(content['openapi'], 'path')) ?? []].flat(),
    ...generators.flatMap((each) => [
      ...textsIn(at(each, 'files')).map((file) => file.replace(/^[^=]*=/, '')),
      ...textsIn(at(each, 'envs')),
      ...[asText(at(each, 'env')) ?? []].flat(),
    ]),
  ].filter((each) => each !== '');
}

/** The way out wherever a folder cannot be built here. */
export function pipeIt(name: string): string {
  const folder = posix.dirname(name.replace(/^[^:/]+:/, ''));
  return `Build it yourself, and plan the result: kustomize build ${folder} > built.yaml, for each side`;
}
