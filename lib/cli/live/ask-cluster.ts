import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf, isClusterScoped } from '../../kubernetes/object-kind';
import { dnsLabelFault } from '../../kubernetes/names';
import { isKubernetesVersion, type KubernetesVersion, minorVersion } from '../../kubernetes/versions';
import type { SourceFile } from '../../manifests/source-file';
import { failed, type Kubectl } from '../kubectl';
import { inNamespaces, leftInCluster, ofCluster, parseResources, type Resource } from './resources';

/** What a cluster has of what AFTER declares and its owner applied. */
export interface LiveState {
  /** The context that was asked. */
  readonly name: string;
  /** What kubectl printed, object by object as they are. */
  readonly files: readonly SourceFile[];
  /** Where manifests go that name no namespace. */
  readonly namespace: string;
  /** Undefined if it is none that the plan knows. */
  readonly kubernetes: KubernetesVersion | undefined;
  /** Kinds of AFTER that are in no namespace, by group and kind. */
  readonly clusterScoped: ReadonlySet<string>;
  /** Kinds that must not be read, by where they would be. */
  readonly forbidden: readonly Forbidden[];
}

export interface Forbidden {
  readonly resource: Resource;
  /** Undefined for a kind that is in no namespace. */
  readonly namespace: string | undefined;
}

/** The namespace in which a cluster has an object; undefined for a kind that is in none. */
export function placeOfObject(
  object: Manifest,
  { namespace, clusterScoped }: Pick<LiveState, 'namespace' | 'clusterScoped'>,
): string | undefined {
  const isWide = isClusterScoped(object) || clusterScoped.has(groupKindOf(object));
  return isWide ? undefined : (object.metadata.namespace ?? namespace);
}

const GET = ['get', '-o', 'json', '--show-managed-fields'] as const;
/** Of what AFTER does not have, only who applied it counts. Definitions of custom resources are large. */
const GET_METADATA = [
  'get',
  '-o',
  'jsonpath={range .items[*]}{"---\\napiVersion: "}{.apiVersion}{"\\nkind: "}{.kind}{"\\nmetadata: "}{.metadata}{"\\n"}{end}',
] as const;

/**
 * Reads what is live with kubectl: `get` and `list` of objects, the version and the kinds of the API server, nothing else. Names are
 * checked before they become arguments.
 *
 * @throws UserError where there is no kubectl, no cluster, or no such context
 */
export async function askCluster(
  kubectl: Kubectl,
  after: readonly Manifest[],
  given: string | undefined,
): Promise<LiveState> {
  const name = await kubectl.contextName();
  const kubernetes = await versionOf(kubectl);
  const namespace = given ?? (await namespaceOf(kubectl));
  const resources = await resourcesOf(kubectl);
  const scoped = new Set(resources.filter(({ namespaced }) => !namespaced).map(({ groupKind }) => groupKind));
  const placeOf = (object: Manifest): string | undefined => placeOfObject(object, { namespace, clusterScoped: scoped });
  const places = new Set<string | undefined>([
    ...after.map(placeOf).filter((each) => each !== undefined && isLabel(each)),
    undefined,
  ]);
  const files: SourceFile[] = [];
  const forbidden: Forbidden[] = [];
  for (const place of places) {
    const wanted = place === undefined ? ofCluster(resources, after) : inNamespaces(resources, after);
    const { text, denied } = await listObjects(kubectl, wanted, place);
    files.push(fileOf(text, name, place));
    for (const resource of denied) {
      const named = after.filter((each) => groupKindOf(each) === resource.groupKind && placeOf(each) === place);
      const one = named.length === 0 ? undefined : await byName(kubectl, resource, place, named);
      if (one === undefined) forbidden.push({ resource, namespace: place });
      else files.push(fileOf(one, name, place));
    }
  }
  const left = await listObjects(kubectl, leftInCluster(resources, after), undefined, GET_METADATA);
  files.push(fileOf(left.text, name, undefined));
  forbidden.push(...left.denied.map((resource) => ({ resource, namespace: undefined })));
  return {
    name,
    files: files.filter(({ text }) => text.trim() !== ''),
    namespace,
    kubernetes,
    clusterScoped: scoped,
    forbidden,
  };
}

function fileOf(text: string, context: string, namespace: string | undefined): SourceFile {
  const name = `what is live in ${namespace === undefined ? `context ${context}` : `namespace ${namespace}`}`;
  return { name, path: '', text, named: true };
}

export async function versionOf(kubectl: Kubectl): Promise<KubernetesVersion | undefined> {
  const text = await kubectl.run(['version', '-o', 'json']);
  const gitVersion = /"serverVersion"[^}]*"gitVersion":\s*"([^"]*)"/.exec(text)?.[1] ?? '';
  const version = minorVersion(gitVersion);
  return version !== undefined && isKubernetesVersion(version) ? version : undefined;
}

export async function namespaceOf(kubectl: Kubectl): Promise<string> {
  const text = (await kubectl.run(['config', 'view', '--minify', '-o', 'jsonpath={..namespace}'])).trim();
  return isLabel(text) ? text : 'default';
}

/** An API that an extension serves, and does not serve now, makes kubectl fail after it has printed the others. */
export async function resourcesOf(kubectl: Kubectl): Promise<readonly Resource[]> {
  const args = ['api-resources', '--no-headers', '--verbs=list'];
  const answer = await kubectl.ask(args);
  const resources = parseResources(answer.stdout);
  if (resources.length === 0) throw failed(args, answer);
  return resources;
}

const DENIED = /cannot (?:list|get) resource "([^"]+)" in API group "([^"]*)"/g;

/** All objects of some kinds, and the kinds that must not be listed. kubectl prints those that it may read. */
export async function listObjects(
  kubectl: Kubectl,
  resources: readonly Resource[],
  namespace: string | undefined,
  get: readonly string[] = GET,
): Promise<{ text: string; denied: readonly Resource[] }> {
  if (resources.length === 0) return { text: '', denied: [] };
  const where = namespace === undefined ? [] : [`--namespace=${namespace}`];
  const args = [...get, ...where, '--', resources.map(({ name }) => name).join(',')];
  const answer = await kubectl.ask(args);
  const names = new Set(
    [...answer.stderr.matchAll(DENIED)].map(([, plural = '', group]) => (group ? `${plural}.${group}` : plural)),
  );
  if (answer.code !== 0 && names.size === 0) throw failed(['get', ...where], answer);
  return { text: answer.stdout, denied: resources.filter(({ name }) => names.has(name)) };
}

/** The objects of AFTER alone, for who may get but not list; undefined where that is forbidden too. */
async function byName(
  kubectl: Kubectl,
  { name }: Resource,
  namespace: string | undefined,
  objects: readonly Manifest[],
): Promise<string | undefined> {
  const names = objects.map(({ metadata }) => metadata.name).filter((each) => isObjectName(each));
  if (names.length === 0) return '';
  const where = namespace === undefined ? [] : [`--namespace=${namespace}`];
  const answer = await kubectl.ask([...GET, '--ignore-not-found', ...where, '--', name, ...names]);
  return answer.code === 0 ? answer.stdout : undefined;
}

/** Names of roles may have colons; nothing that begins with a dash is a name. */
function isObjectName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9][\w.:-]{0,252}$/.test(text);
}

function isLabel(text: string): boolean {
  return dnsLabelFault(text) === undefined;
}
