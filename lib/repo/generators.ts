import { asList, asObject, asObjects, asText, at, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Surroundings } from './flux';
import { matchesGlob } from './glob';
import { fill, type Parameters, valueAt } from './set-template';
import { insidePath } from './unit';

/** More than anybody means; a pull request of a stranger may ask for any number. */
export const MOST_APPLICATIONS = 1000;

/** What all generators of one ApplicationSet may compare and insert, however they are nested. */
const MOST_STEPS = 300_000;

/** The values that the generators of an ApplicationSet give, as far as the repository decides them. */
export class Generation {
  /** What decides about others. */
  public readonly outside = new Set<string>();
  private steps = 0;

  public constructor(
    private readonly around: Surroundings,
    private readonly isGo: boolean,
  ) {}

  public of(generator: PlainObject): readonly Parameters[] {
    if (this.isSpent()) return [];
    const own = generator['list'] ?? generator['git'] ?? generator['clusters'];
    const values = asObject(at(own, 'values'));
    const found = this.found(generator).slice(0, MOST_APPLICATIONS + 1);
    const given =
      Object.keys(values).length === 0
        ? found
        : found.map((each) => {
            this.steps += 10;
            return { ...each, values: fill(values, each, this.isGo) ?? values };
          });
    const selector = asObject(generator['selector']);
    return Object.keys(selector).length === 0 ? given : given.filter((each) => isSelected(each, selector));
  }

  /** Whether the rest is not looked at. */
  public isSpent(): boolean {
    if (this.steps > MOST_STEPS) this.outside.add(`more than ${MOST_APPLICATIONS} Applications`);
    return this.steps > MOST_STEPS;
  }

  private found(generator: PlainObject): readonly Parameters[] {
    const { list, git, matrix, merge, clusters } = generator;
    if (isPlainObject(list)) {
      if (list['elementsYaml'] !== undefined) this.outside.add('elementsYaml of a list generator');
      return asObjects(asList(list['elements']).slice(0, MOST_APPLICATIONS + 1));
    }
    if (isPlainObject(git)) return this.git(git);
    if (clusters !== undefined) return this.clusters(asObject(clusters));
    if (isPlainObject(matrix)) return this.matrix(asObjects(matrix['generators']));
    if (isPlainObject(merge)) return this.merge(asList(merge['mergeKeys']).map(String), asObjects(merge['generators']));
    const [kind = 'an unknown'] = Object.keys(generator).filter((key) => key !== 'selector' && key !== 'template');
    this.outside.add(`the ${kind} generator`);
    return [];
  }

  /** Each of the first with each of the second, which may use what the first gives. */
  private matrix([first, second]: readonly PlainObject[]): readonly Parameters[] {
    const all: Parameters[] = [];
    for (const each of first === undefined ? [] : this.of(first)) {
      if (all.length > MOST_APPLICATIONS || this.isSpent()) break;
      this.steps += 10;
      const filled = second === undefined ? undefined : fill(second, each, this.isGo);
      if (isPlainObject(filled)) for (const other of this.of(filled)) all.push(merged(other, each, this.isGo));
    }
    return all;
  }

  /** Those of the first, with what the others say of the same keys. */
  private merge(keys: readonly string[], [first, ...others]: readonly PlainObject[]): readonly Parameters[] {
    const keyOf = (each: Parameters): string => {
      this.steps += keys.length;
      return JSON.stringify(keys.map((key) => valueAt(each, key)));
    };
    const all = new Map((first === undefined ? [] : this.of(first)).map((each) => [keyOf(each), each]));
    for (const other of others)
      for (const each of this.of(other)) {
        const base = all.get(keyOf(each));
        if (base !== undefined) all.set(keyOf(each), merged(base, each, this.isGo));
      }
    return [...all.values()];
  }

  private git(git: PlainObject): readonly Parameters[] {
    const url = asText(git['repoURL']) ?? '';
    if (!this.around.isOwn(url)) {
      this.outside.add(`the git generator of ${url}`);
      return [];
    }
    const { files } = this.around;
    const prefix = asText(git['pathParamPrefix']) ?? '';
    const named = (path: PlainObject): Parameters => (prefix === '' ? { path } : { [prefix]: { path } });
    if (git['directories'] !== undefined)
      return this.matching(asObjects(git['directories']), files.allFolders)
        .filter((folder) => folder !== '' && !folder.split('/').some((step) => step.startsWith('.')))
        .map((folder) => named(this.pathOf(folder)));
    return this.matching(asObjects(git['files']), files.paths).flatMap((path) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      const filename = path.slice(folder === '' ? 0 : folder.length + 1);
      const place = named({ ...this.pathOf(folder), filename, filenameNormalized: normal(filename) });
      return files.contents(path).map((content) => ({ ...content, ...place }));
    });
  }

  private matching(entries: readonly PlainObject[], paths: readonly string[]): readonly string[] {
    const globs = (isExcluded: boolean): readonly string[] =>
      entries.filter((each) => (each['exclude'] === true) === isExcluded).map((each) => globOf(each['path']));
    const [wanted, unwanted] = [globs(false), globs(true)];
    const matches = (path: string) => (glob: string) => {
      this.steps += 1;
      return matchesGlob(path, glob);
    };
    const found: string[] = [];
    for (const path of paths) {
      if (found.length > MOST_APPLICATIONS || this.isSpent()) break;
      if (wanted.some(matches(path)) && !unwanted.some(matches(path))) found.push(path);
    }
    return found;
  }

  private pathOf(folder: string): PlainObject {
    const segments = folder.split('/');
    const basename = segments.at(-1) ?? '';
    const common = { basename, basenameNormalized: normal(basename), segments };
    if (this.isGo) return { path: folder, ...common };
    return { '': folder, ...common, ...Object.fromEntries(segments.map((each, index) => [index, each])) };
  }

  /** Clusters are Secrets of Argo CD, which are in few repositories. That on which it runs is always there. */
  private clusters(clusters: PlainObject): readonly Parameters[] {
    const known = this.around.descriptions.clusterSecrets.map((secret) => {
      const name = asText(at(secret, 'stringData', 'name')) ?? asText(at(secret, 'metadata', 'name')) ?? '';
      return {
        name,
        nameNormalized: normal(name),
        server: asText(at(secret, 'stringData', 'server')) ?? '',
        metadata: {
          labels: asObject(at(secret, 'metadata', 'labels')),
          annotations: asObject(at(secret, 'metadata', 'annotations')),
        },
      };
    });
    const selector = asObject(clusters['selector']);
    const found = known.filter(({ metadata }) => isSelected(metadata.labels, selector));
    this.outside.add('clusters that are registered with Argo CD and not in this repository');
    const server = 'https://kubernetes.default.svc';
    const isAsked = Object.keys(selector).length > 0;
    // Without a selector Argo CD adds its own cluster; with one, it stands for those that are not in the repository.
    if (isAsked ? found.length > 0 : found.some((each) => each.server === server)) return found;
    const own = 'in-cluster';
    return [...found, { name: own, server, nameNormalized: own, metadata: { labels: {}, annotations: {} } }];
  }
}

/** As a glob is written, from the top of the repository. */
export function globOf(path: unknown): string {
  const glob = String(path).slice(0, 1000);
  return insidePath(glob) ?? glob;
}

function normal(name: string): string {
  return name.replace(/[^a-zA-Z\d-]/g, '-').toLowerCase();
}

/** What two sets of values give together: the second wins. Go's templates know maps in maps. */
function merged(first: Parameters, second: Parameters, isDeep: boolean): Parameters {
  if (!isDeep) return { ...first, ...second };
  const all: PlainObject = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = all[key];
    all[key] = isPlainObject(known) && isPlainObject(value) ? merged(known, value, true) : value;
  }
  return all;
}

/** Whether values, or the labels of a cluster, are what a label selector asks for. */
function isSelected(values: Parameters, selector: PlainObject): boolean {
  const valueOf = (key: unknown): string | undefined => {
    const value = valueAt(values, String(key));
    return value === undefined ? undefined : String(value);
  };
  return (
    Object.entries(asObject(selector['matchLabels'])).every(([key, value]) => valueOf(key) === value) &&
    asObjects(selector['matchExpressions']).every((each) => {
      const value = valueOf(each['key']);
      const isIn = value !== undefined && asList(each['values']).includes(value);
      switch (each['operator']) {
        case 'In':
          return isIn;
        case 'NotIn':
          return !isIn;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
