import { asList, asObject, asText, at, type PlainObject } from '../kubernetes/plain';
import { isTemplate } from './charts';
import type { Files } from './files';
import { insidePath, type Parentage } from './unit';

/** An object in the repository that describes a unit, or what one is made of. */
export interface Described {
  readonly file: string;
  readonly object: PlainObject;
  /** The unit in whose output it is; none where it stands in the file like this. */
  readonly parent?: Parentage;
}

/** What a revision says of its units. */
export interface Descriptions {
  readonly kustomizations: readonly Described[];
  readonly releases: readonly Described[];
  readonly applications: readonly Described[];
  readonly applicationSets: readonly Described[];
  /** Git repositories of Flux: `namespace/name` → URL. */
  readonly gitUrls: ReadonlyMap<string, string>;
  /** Secrets that Argo CD knows clusters by. */
  readonly clusterSecrets: readonly PlainObject[];
  /** The data of a ConfigMap or Secret in the repository; undefined if it is not there or is there several times with other data. */
  readonly dataOf: (kind: string, name: string) => Readonly<Record<string, string>> | undefined;
}

const MANIFESTS = ['.yaml', '.yml', '.json'];
/** Most files that name these groups are CRDs, which are long. */
const DESCRIBES =
  /["']?kind["']?\s*:\s*["']?(Application(Set)?|Kustomization|HelmRelease|GitRepository)\b|argocd\.argoproj\.io\/secret-type/;
const MARKS = 'argoproj\\.io|toolkit\\.fluxcd\\.io|argocd\\.argoproj';

/** What of the files of a revision has to do with units. */
export interface Scan {
  /** What stands in a file as it is applied. */
  readonly described: readonly Described[];
  /** Templates of charts that may make such objects. */
  readonly templates: ReadonlySet<string>;
}

/** Reads whatever describes a unit. What stands in a template of a chart is told apart. */
export async function scan(files: Files, isIgnored: (path: string) => boolean): Promise<Scan> {
  const found = (await files.revision.find(MARKS, MANIFESTS)).filter((path) => !isIgnored(path));
  await files.look(found);
  const candidates = found.filter((file) => DESCRIBES.test(files.rawText(file)));
  const templates = new Set(candidates.filter((path) => isTemplate(path, files)));
  const described = candidates
    .filter((file) => !templates.has(file))
    .flatMap((file) => files.documents(file).map((object): Described => ({ file, object })));
  return { described, templates };
}

/** Finds out what is described, and what the descriptions refer to. */
export async function describe(all: readonly Described[], files: Files): Promise<Descriptions> {
  const of = (group: string, kind: string): Described[] =>
    all.filter(({ object }) => object['kind'] === kind && String(object['apiVersion']).startsWith(`${group}/`));
  const kustomizations = of('kustomize.toolkit.fluxcd.io', 'Kustomization');
  const releases = of('helm.toolkit.fluxcd.io', 'HelmRelease');
  const wanted = [...kustomizations, ...releases].flatMap(({ object }) => [
    ...asList(at(object, 'spec', 'postBuild', 'substituteFrom')),
    ...asList(at(object, 'spec', 'valuesFrom')),
  ]);
  const names = [...new Set(wanted.flatMap((each) => asText(at(each, 'name')) ?? []))].filter((each) =>
    /^[\w.-]{1,253}$/.test(each),
  );
  const made = all.flatMap(({ object, parent }) => (parent !== undefined && isDataHolder(object) ? [object] : []));
  const holders = [...(names.length === 0 ? [] : await dataHolders(files, names)), ...made];
  return {
    kustomizations,
    releases,
    applications: of('argoproj.io', 'Application'),
    applicationSets: of('argoproj.io', 'ApplicationSet'),
    gitUrls: new Map(
      of('source.toolkit.fluxcd.io', 'GitRepository').flatMap(({ object }) => {
        const url = asText(at(object, 'spec', 'url'));
        return url === undefined ? [] : [[asText(at(object, 'metadata', 'name')) ?? '', url] as const];
      }),
    ),
    clusterSecrets: all
      .map(({ object }) => object)
      .filter(
        (object) =>
          object['kind'] === 'Secret' &&
          at(object, 'metadata', 'labels', 'argocd.argoproj.io/secret-type') === 'cluster',
      ),
    dataOf: (kind, name) => {
      const found = holders.filter((each) => each['kind'] === kind && at(each, 'metadata', 'name') === name);
      const [first, ...others] = found.map(valuesOf);
      return first !== undefined && others.every((each) => JSON.stringify(each) === JSON.stringify(first))
        ? first
        : undefined;
    },
  };
}

/** Whether values may be taken from an object. */
export function isDataHolder({ kind, apiVersion }: PlainObject): boolean {
  return apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret');
}

const MOST_NAMES = 300;

async function dataHolders(files: Files, names: readonly string[]): Promise<readonly PlainObject[]> {
  // A program can be told no more.
  const known = names.slice(0, MOST_NAMES);
  const pattern = `name["']?: *["']?(${known.map((each) => each.replaceAll('.', '\\.')).join('|')})["']? *([,}#]|$)`;
  const found = await files.revision.find(pattern, MANIFESTS);
  await files.look(found);
  return found.flatMap((file) => files.documents(file)).filter(isDataHolder);
}

/** Texts that are known; one that SOPS encrypted is not. */
function valuesOf(object: PlainObject): Readonly<Record<string, string>> {
  const known: Record<string, string> = {};
  const add = (field: string, decode: (text: string) => string | undefined): void => {
    for (const [key, value] of Object.entries(asObject(object[field]))) {
      const text = typeof value === 'string' && !value.startsWith('ENC[') ? decode(value) : undefined;
      if (text !== undefined) known[key] = text;
    }
  };
  add('data', (text) => (object['kind'] === 'Secret' ? Buffer.from(text, 'base64').toString() : text));
  add('stringData', (text) => text);
  return known;
}

/** No real one is longer, and what is said of it takes no longer. */
const LONGEST_URL = 2000;

/** `https://github.com/o/r.git` and `git@github.com:o/r` are one. */
function normalUrl(url: string): string {
  return url
    .slice(0, LONGEST_URL)
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?=\d+\/)/, '$1/')
    .replace(/^([^/:]+):/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** Something that says which folder of which repository it takes. */
export interface Claim {
  readonly url: string;
  readonly path: string;
}

/** Whether a URL is that of this repository: where it was cloned from; else the one whose paths exist here most often. */
export function ownUrl(
  origin: string | undefined,
  claims: readonly Claim[],
  exists: (path: string) => boolean,
): (url: string) => boolean {
  const own = origin === undefined ? undefined : normalUrl(origin);
  if (own !== undefined && claims.some(({ url }) => normalUrl(url) === own)) return (url) => normalUrl(url) === own;
  const votes = new Map<string, number>();
  for (const { url, path } of claims) {
    const inside = insidePath(path);
    const url_ = normalUrl(url);
    if (inside !== undefined && exists(inside)) votes.set(url_, (votes.get(url_) ?? 0) + 1);
  }
  const [first] = [...votes].sort(([, a], [, b]) => b - a);
  return (url) => normalUrl(url) === first?.[0];
}
