import { asList, asObject, asObjects, asText, at, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Described, Descriptions } from './descriptions';
import { documentsOf, type Files } from './files';
import { type Build, insidePath, LONGEST_NAME, type Unit, type Variables } from './unit';

/** What is the same for all units of a revision. */
export interface Surroundings {
  readonly files: Files;
  readonly descriptions: Descriptions;
  readonly isOwn: (url: string) => boolean;
}

const ENCRYPTED = /ENC\[AES256_GCM,/;

/** The unit of a Flux Kustomization: what kustomize-controller 1.9 makes of its spec. */
export function kustomizationUnit({ file, object, parent }: Described, around: Surroundings): Unit | undefined {
  const spec = asObject(object['spec']);
  const name = nameOf(object);
  if (name === undefined) return undefined;
  const path = insidePath(asText(spec['path']) ?? '');
  const outside = path === undefined || !isHere(spec, path, around) ? [sourceOf(spec)] : [];
  const namespace = asText(spec['targetNamespace']);
  const variables = variablesOf(spec, around.descriptions);
  const added: PlainObject = {
    ...(namespace === undefined ? {} : { namespace }),
    ...pick(spec, 'namePrefix', 'nameSuffix', 'images', 'patches', 'components'),
  };
  const build: Build = {
    as: 'kustomize',
    path: path ?? '',
    added,
    generated: true,
    ...(variables === undefined ? {} : { variables }),
  };
  const cluster = clusterOf(spec, parent?.cluster ?? clusterOfFile(file));
  const isKept = spec['prune'] !== true || spec['suspend'] === true || spec['deletionPolicy'] === 'Orphan';
  return {
    key: `Kustomization ${name}`,
    kind: 'Kustomization',
    name,
    file,
    pipeline: 'flux',
    apply: 'server',
    ...(namespace === undefined ? {} : { namespace }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(hasKubeConfig(spec) ? { clusterIsSaid: true } : {}),
    ...common(spec, 'Kustomization', object),
    ...(parent === undefined ? {} : { parent }),
    prune: spec['prune'] === true,
    whenRemoved: isKept ? 'kept' : 'deleted',
    builds: outside.length === 0 ? [build] : [],
    outside,
  };
}

/** The unit of a HelmRelease; without a build where its chart is not in the repository. */
export function releaseUnit({ file, object, parent }: Described, around: Surroundings): Unit | undefined {
  const spec = asObject(object['spec']);
  const name = nameOf(object);
  if (name === undefined) return undefined;
  const chart = asObject(at(spec, 'chart', 'spec'));
  const path = insidePath(asText(chart['chart']) ?? '');
  const ref = asObject(chart['sourceRef']);
  const url = around.descriptions.gitUrls.get(asText(ref['name']) ?? '');
  const isChartHere =
    ref['kind'] === 'GitRepository' &&
    path !== undefined &&
    around.files.has(`${path}/Chart.yaml`) &&
    (url === undefined || around.isOwn(url));
  const own = asText(at(object, 'metadata', 'namespace'));
  const namespace = asText(spec['targetNamespace']) ?? own;
  const outside = isChartHere ? [] : [chartSource(spec)];
  const from = valuesFrom(spec, around.descriptions);
  const cluster = clusterOf(spec, parent?.cluster ?? clusterOfFile(file));
  const postRenderers = asObjects(spec['postRenderers']).flatMap(({ kustomize }) =>
    isPlainObject(kustomize) ? [pick(kustomize, 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'images')] : [],
  );
  const build: Build = {
    as: 'helm',
    path: path ?? '',
    release: asText(spec['releaseName']) ?? releaseName(object),
    namespace: namespace ?? 'default',
    valueFiles: asList(chart['valuesFiles']).flatMap((each) => {
      const inside = typeof each === 'string' ? insidePath(each) : undefined;
      return inside === undefined ? [] : [inside];
    }),
    values: [...from.values, asObject(spec['values'])],
    parameters: [],
    upgrade: true,
    ...(postRenderers.length === 0 ? {} : { postRenderers }),
  };
  return {
    key: `HelmRelease ${name}`,
    kind: 'HelmRelease',
    name,
    file,
    pipeline: 'helm',
    apply: 'client',
    ...(namespace === undefined ? {} : { namespace }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(hasKubeConfig(spec) ? { clusterIsSaid: true } : {}),
    ...common(spec, 'HelmRelease', object),
    ...(parent === undefined ? {} : { parent }),
    prune: true,
    whenRemoved: spec['suspend'] === true ? 'kept' : 'deleted',
    builds: isChartHere ? [build] : [],
    outside: [...outside, ...(isChartHere ? from.missing : [])],
  };
}

/** What Kustomizations and HelmReleases say in the same words. */
function common(
  spec: PlainObject,
  kind: 'HelmRelease' | 'Kustomization',
  object: PlainObject,
): Pick<Unit, 'commonMetadata' | 'dependsOn' | 'dependsOnExpression' | 'force'> {
  const given = asObject(spec['commonMetadata']);
  const [labels, annotations] = [texts(given['labels']), texts(given['annotations'])];
  const own = asText(at(object, 'metadata', 'namespace'));
  const namesOf = (entries: readonly PlainObject[]): readonly string[] =>
    entries.flatMap((each) => {
      const name = asText(each['name']);
      const namespace = asText(each['namespace']) ?? own;
      return name === undefined ? [] : [namespace === undefined ? name : `${namespace}/${name}`];
    });
  const entries = asObjects(spec['dependsOn']);
  const dependsOn = namesOf(entries);
  const byExpression = namesOf(entries.filter((each) => asText(each['readyExpr']) !== undefined));
  const hasMetadata = Object.keys(labels).length + Object.keys(annotations).length > 0;
  return {
    ...(hasMetadata ? { commonMetadata: { labels, annotations } } : {}),
    ...(kind === 'Kustomization' && spec['force'] === true ? { force: '`force: true` of the Kustomization' } : {}),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...(byExpression.length === 0 ? {} : { dependsOnExpression: byExpression }),
  };
}

function texts(given: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(given)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** Flux puts the namespace before the name where it is another one. */
function releaseName(object: PlainObject): string {
  const name = asText(at(object, 'metadata', 'name')) ?? '';
  const target = asText(at(object, 'spec', 'targetNamespace'));
  return target === undefined ? name : `${target}-${name}`;
}

function nameOf(object: PlainObject): string | undefined {
  const name = asText(at(object, 'metadata', 'name'));
  const namespace = asText(at(object, 'metadata', 'namespace'));
  if (name === undefined || name === '' || name.length > LONGEST_NAME) return undefined;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Whether a Kustomization takes its folder from this repository. */
function isHere(spec: PlainObject, path: string, { files, descriptions, isOwn }: Surroundings): boolean {
  if (!files.hasFolder(path)) return false;
  const ref = asObject(spec['sourceRef']);
  if (ref['kind'] !== 'GitRepository') return ref['name'] === 'flux-system';
  const url = descriptions.gitUrls.get(asText(ref['name']) ?? '');
  return url === undefined || ref['name'] === 'flux-system' || isOwn(url);
}

function sourceOf(spec: PlainObject): string {
  const ref = asObject(spec['sourceRef']);
  return `'${asText(spec['path']) ?? './'}' of ${asText(ref['kind']) ?? 'a source'} ${asText(ref['name']) ?? ''}`;
}

function chartSource(spec: PlainObject): string {
  const ref = asObject(spec['chartRef'] ?? at(spec, 'chart', 'spec', 'sourceRef'));
  const chart = asObject(at(spec, 'chart', 'spec'));
  const version = asText(chart['version']);
  const name = asText(chart['chart']);
  return `the chart${name === undefined ? '' : ` ${name}`}${version === undefined ? '' : ` ${version}`} of ${asText(ref['kind']) ?? 'a source'} ${asText(ref['name']) ?? ''}`;
}

/** `clusters/production/apps.yaml` is of the cluster `production`. */
export function clusterOfFile(file: string): string | undefined {
  return /(?:^|\/)clusters\/([^/]+)\//.exec(file)?.[1];
}

function hasKubeConfig(spec: PlainObject): boolean {
  return spec['kubeConfig'] !== undefined;
}

function clusterOf(spec: PlainObject, otherwise: string | undefined): string | undefined {
  return asText(at(spec, 'kubeConfig', 'secretRef', 'name')) ?? otherwise;
}

function variablesOf(spec: PlainObject, descriptions: Descriptions): Variables | undefined {
  const postBuild = spec['postBuild'];
  if (!isPlainObject(postBuild)) return undefined;
  const values: Record<string, string> = {};
  let complete = true;
  for (const from of asList(postBuild['substituteFrom'])) {
    const data = descriptions.dataOf(asText(at(from, 'kind')) ?? '', asText(at(from, 'name')) ?? '');
    // Of a Secret there may be more than is in the open.
    if (data === undefined || at(from, 'kind') === 'Secret') complete = false;
    Object.assign(values, data);
  }
  for (const [name, value] of Object.entries(asObject(postBuild['substitute']))) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      if (ENCRYPTED.test(String(value))) complete = false;
      else values[name] = String(value);
    }
  }
  return { values, complete };
}

function valuesFrom(
  spec: PlainObject,
  descriptions: Descriptions,
): { readonly values: readonly PlainObject[]; readonly missing: readonly string[] } {
  const values: PlainObject[] = [];
  const missing: string[] = [];
  for (const from of asList(spec['valuesFrom'])) {
    const [kind, name] = [asText(at(from, 'kind')) ?? '', asText(at(from, 'name')) ?? ''];
    const text = descriptions.dataOf(kind, name)?.[asText(at(from, 'valuesKey')) ?? 'values.yaml'];
    const target = asText(at(from, 'targetPath'));
    if (text === undefined) missing.push(`values of ${kind} ${name}`);
    else if (target === undefined) values.push(documentsOf(text, name)[0] ?? {});
    else values.push(nested(target.split('.'), text));
  }
  return { values, missing };
}

function nested([first = '', ...rest]: readonly string[], value: string): PlainObject {
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

function pick(from: PlainObject, ...keys: readonly string[]): PlainObject {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])));
}
