import { posix } from 'node:path';
import { asList, asObject, asObjects, asText, at, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Described } from './descriptions';
import { documentsOf } from './files';
import type { Surroundings } from './flux';
import { type Build, insidePath, LONGEST_NAME, type Unit } from './unit';

const URL = /^[a-z][\w+.-]*:\/\//i;
/** The names of the cluster in which Argo CD runs. */
const OWN_CLUSTER = new Set(['https://kubernetes.default.svc', 'in-cluster']);
const FINALIZER = /^resources-finalizer\.argocd\.argoproj\.io(\/|$)/;

/** The unit of an Argo CD Application, or of one that an ApplicationSet makes. */
export function applicationUnit(
  { file, object, parent }: Described,
  around: Surroundings,
  isGenerated = false,
): Unit | undefined {
  const spec = asObject(object['spec']);
  const bare = asText(at(object, 'metadata', 'name'));
  if (bare === undefined || bare === '' || bare.length > LONGEST_NAME) return undefined;
  const own = asText(at(object, 'metadata', 'namespace'));
  const name = own === undefined ? bare : `${own}/${bare}`;
  const sources = isPlainObject(spec['source']) ? [spec['source']] : asObjects(spec['sources']);
  const refs = new Map(
    sources.flatMap((source) => {
      const ref = asText(source['ref']);
      return ref === undefined ? [] : [[ref, isHere(source, around)] as const];
    }),
  );
  const outside: string[] = [];
  const namespace = asText(at(spec, 'destination', 'namespace'));
  const builds = sources.flatMap((source) => {
    if (source['ref'] !== undefined && source['path'] === undefined && source['chart'] === undefined) return [];
    const build = buildOf(source, bare, namespace ?? 'default', refs, around);
    if (typeof build === 'string') outside.push(build);
    else outside.push(...remoteValues(source), ...pluginOf(source));
    return typeof build === 'string' ? [] : [build];
  });
  const options = asList(at(spec, 'syncPolicy', 'syncOptions'));
  const automated = at(spec, 'syncPolicy', 'automated');
  const cluster = asText(at(spec, 'destination', 'name')) ?? asText(at(spec, 'destination', 'server'));
  const isDeleted = asList(at(object, 'metadata', 'finalizers')).some((each) => FINALIZER.test(String(each)));
  return {
    key: `Application ${name}`,
    kind: 'Application',
    name,
    file,
    pipeline: 'argocd',
    apply: options.includes('Replace=true')
      ? 'replace'
      : options.includes('ServerSideApply=true')
        ? 'server'
        : 'client',
    ...(namespace === undefined ? {} : { namespace }),
    ...(cluster === undefined || OWN_CLUSTER.has(cluster) ? {} : { cluster }),
    clusterIsSaid: true,
    ...(isGenerated ? { isGenerated } : {}),
    ...(parent === undefined ? {} : { parent }),
    // Who syncs by hand may prune, or not.
    ...(automated === undefined || automated === null ? {} : { prune: at(automated, 'prune') === true }),
    whenRemoved: isDeleted ? 'deleted' : 'kept',
    builds,
    outside,
  };
}

/** A plugin that builds a kustomization knows more than Kustomize, such as charts and secrets. */
function pluginOf(source: PlainObject): readonly string[] {
  if (source['plugin'] === undefined) return [];
  const name = asText(at(source, 'plugin', 'name'));
  return [`what the Argo CD plugin${name === undefined ? '' : ` ${name}`} adds to '${asText(source['path']) ?? ''}'`];
}

/** Files of values that Helm would fetch. */
function remoteValues(source: PlainObject): readonly string[] {
  return asList(at(source, 'helm', 'valueFiles')).flatMap((each) =>
    typeof each === 'string' && URL.test(each) ? [`values in ${each}`] : [],
  );
}

function isHere(source: PlainObject, { files, isOwn }: Surroundings): boolean {
  const url = asText(source['repoURL']);
  const path = insidePath(asText(source['path']) ?? '');
  return url !== undefined && isOwn(url) && path !== undefined && files.hasFolder(path) && isBranch(source);
}

/** A tag or a commit is another revision than the one that is planned. */
function isBranch(source: PlainObject): boolean {
  const revision = asText(source['targetRevision']) ?? 'HEAD';
  return !/^v?\d+(\.\d+)*([.+-].*)?$|^[\da-f]{7,40}$/.test(revision);
}

/** How a source is built; a text where it lies outside. */
function buildOf(
  source: PlainObject,
  name: string,
  namespace: string,
  refs: ReadonlyMap<string, boolean>,
  around: Surroundings,
): Build | string {
  const chart = asText(source['chart']);
  const version = asText(source['targetRevision']);
  const url = asText(source['repoURL']) ?? '';
  if (chart !== undefined) return `the chart ${chart}${version === undefined ? '' : ` ${version}`} of ${url}`;
  if (!isHere(source, around))
    return `'${asText(source['path']) ?? ''}' of ${url}${version === undefined ? '' : ` at ${version}`}`;
  const path = insidePath(asText(source['path']) ?? '') ?? '';
  const { files } = around;
  if (source['plugin'] !== undefined)
    return files.kustomizationsOf(path).length === 1
      ? { as: 'kustomize', path, added: {}, generated: false }
      : `the output of an Argo CD plugin for '${path}'`;
  const isChart = files.has(posix.join(path, 'Chart.yaml'));
  if (
    source['helm'] !== undefined ||
    (isChart && source['kustomize'] === undefined && source['directory'] === undefined)
  )
    return helmBuild(asObject(source['helm']), path, name, namespace, refs);
  if (
    source['kustomize'] !== undefined ||
    (files.kustomizationsOf(path).length > 0 && source['directory'] === undefined)
  )
    return { as: 'kustomize', path, added: kustomizeFields(asObject(source['kustomize'])), generated: false };
  const directory = asObject(source['directory']);
  return {
    as: 'directory',
    path,
    recurse: directory['recurse'] === true,
    include: asText(directory['include']) ?? '',
    exclude: asText(directory['exclude']) ?? '',
  };
}

function helmBuild(
  helm: PlainObject,
  path: string,
  name: string,
  namespace: string,
  refs: ReadonlyMap<string, boolean>,
): Build {
  const valueFiles = asList(helm['valueFiles']).flatMap((each) => {
    if (typeof each !== 'string') return [];
    const [, ref = '', rest = ''] = /^\$([^/]+)\/(.*)$/.exec(each) ?? [];
    if (ref !== '') return refs.get(ref) === true ? (insidePath(rest) ?? []) : [];
    if (each.startsWith('/')) return insidePath(each) ?? [];
    return URL.test(each) ? [] : (insidePath(`${path}/${each}`) ?? []);
  });
  const text = asText(helm['values']);
  return {
    as: 'helm',
    path,
    release: asText(helm['releaseName']) ?? name,
    namespace: asText(helm['namespace']) ?? namespace,
    valueFiles,
    values: [
      ...(text === undefined ? [] : documentsOf(text, 'values').slice(0, 1)),
      ...(isPlainObject(helm['valuesObject']) ? [helm['valuesObject']] : []),
    ],
    parameters: asObjects(helm['parameters']).map((each) => ({
      name: String(each['name']),
      value: String(each['value']),
      text: each['forceString'] === true,
    })),
    upgrade: false,
  };
}

/** `kustomize` of a source in the words of a kustomization. */
function kustomizeFields(given: PlainObject): PlainObject {
  const added: PlainObject = {};
  for (const key of [
    'namePrefix',
    'nameSuffix',
    'namespace',
    'commonLabels',
    'commonAnnotations',
    'patches',
    'components',
  ])
    if (given[key] !== undefined) added[key] = given[key];
  const images = asList(given['images']).flatMap((each) => (typeof each === 'string' ? [imageOf(each)] : []));
  if (images.length > 0) added['images'] = images;
  const replicas = asObjects(given['replicas']).map(({ name, count }) => ({ name, count: Number(count) }));
  if (replicas.length > 0) added['replicas'] = replicas;
  return added;
}

/** `old=new:tag`, `name:tag`, `name@digest`. */
function imageOf(text: string): PlainObject {
  const [first = '', second] = text.split('=');
  const [, image = '', digest] = /^([^@]*)(?:@(.+))?$/.exec(second ?? first) ?? [];
  const [, bare = '', tag] = /^(.*?)(?::([^/:]+))?$/.exec(image) ?? [];
  return {
    name: second === undefined ? bare : first,
    ...(second === undefined ? {} : { newName: bare }),
    ...(tag === undefined ? {} : { newTag: tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
