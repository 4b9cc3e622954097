import { posix } from 'node:path';
import { once } from '../kubernetes/once';
import { asList, asObject, asText, copy, remove, type PlainObject } from '../kubernetes/plain';
import { referencedFiles } from '../sources/kustomization';
import { folderOf, isManifestName } from '../sources/source-names';
import type { Files } from './files';

/** All that a kustomization is built from. */
export interface KustomizeInputs {
  readonly paths: ReadonlySet<string>;
  /** What it takes from outside of the repository, or from a plugin: left out of the build. */
  readonly outside: readonly string[];
  /** Files that only such plugins read. */
  readonly opaque: ReadonlySet<string>;
  /** Why it cannot be built. */
  readonly problems: readonly string[];
  /** Kustomizations as they are built, where that is not what stands in the repository; by path. */
  readonly rewritten: ReadonlyMap<string, PlainObject>;
  /** The files that they list, in their order, where none does more than that. */
  readonly listed: readonly string[] | undefined;
}

const PLAIN = new Set(['apiVersion', 'kind', 'metadata', 'resources']);
/** Kustomize fetches it, whatever lies in a folder of that name. */
const URL = /^([a-z][\w+.-]*:\/\/|git::)/i;
const PLUGINS = ['generators', 'transformers', 'validators'];
const INFLATED = ['helmCharts', 'helmChartInflationGenerator', 'helmGlobals'];

const known = once<Files, Map<string, KustomizeInputs>>(() => new Map());

/** Follows a kustomization through the repository. The kustomizations must be loaded. They are asked for again and again. */
export function kustomizeInputs(
  files: Files,
  folder: string,
  added: PlainObject = {},
  generated = false,
): KustomizeInputs {
  const key = JSON.stringify([folder, added, generated]);
  const found = known(files).get(key) ?? search(files, folder, added, generated);
  known(files).set(key, found);
  return found;
}

function search(files: Files, folder: string, added: PlainObject, generated: boolean): KustomizeInputs {
  const all = new Search(files);
  const root = Object.keys(added).length > 0 || generated ? { added, generated } : undefined;
  all.visit(folder, root);
  const { paths, outside, opaque, problems, rewritten } = all;
  return {
    paths,
    outside: [...new Set(outside)],
    opaque,
    problems,
    rewritten,
    listed: all.isPlain && problems.length === 0 ? all.listed : undefined,
  };
}

class Search {
  public readonly paths = new Set<string>();
  public readonly outside: string[] = [];
  public readonly opaque = new Set<string>();
  public readonly problems: string[] = [];
  public readonly rewritten = new Map<string, PlainObject>();
  public readonly listed: string[] = [];
  public isPlain = true;
  private readonly visited = new Set<string>();

  public constructor(private readonly files: Files) {}

  public visit(folder: string, root?: { readonly added: PlainObject; readonly generated: boolean }): void {
    if (this.visited.has(folder)) {
      this.isPlain = false;
      return;
    }
    this.visited.add(folder);
    const [file, second] = this.files.kustomizationsOf(folder);
    if (file === undefined && root?.generated === true) {
      this.generate(folder, root.added);
      return;
    }
    if (file === undefined || second !== undefined) {
      this.problems.push(
        file === undefined
          ? `'${folder}' has no kustomization`
          : `'${folder}' has two kustomizations, and kustomize accepts only one`,
      );
      return;
    }
    this.paths.add(file);
    const documents = this.files.documents(file);
    const [content] = documents;
    if (content === undefined || documents.length > 1) {
      this.problems.push(`${file} is ${this.files.unseen.has(file) ? 'too large' : 'not a single YAML map'}`);
      return;
    }
    this.read(file, content, root?.added ?? {});
  }

  /** As Flux: all manifests at any depth, and what has a kustomization of its own as a whole. */
  private generate(folder: string, added: PlainObject): void {
    const resources: string[] = [];
    const own: string[] = [];
    for (const path of this.files.below(folder)) {
      const inside = posix.relative(folder, path);
      const parent = own.find((each) => path.startsWith(`${each}/`));
      if (parent !== undefined) continue;
      const kustomized = this.kustomizedAbove(folder, path);
      if (kustomized !== undefined) {
        own.push(kustomized);
        resources.push(posix.relative(folder, kustomized));
      } else if (
        /\.ya?ml$/.test(path) &&
        !inside.split('/').some((step) => step.startsWith('.sops.yaml') || step === '.git')
      ) {
        resources.push(inside);
      }
    }
    this.read(posix.join(folder, 'kustomization.yaml'), { resources }, added, true);
  }

  private kustomizedAbove(top: string, path: string): string | undefined {
    const found: string[] = [];
    for (let each = folderOf(path); each !== top && each !== ''; each = folderOf(each)) {
      if (this.files.kustomizationsOf(each).length > 0) found.push(each);
    }
    return found.at(-1);
  }

  private read(file: string, content: PlainObject, added: PlainObject, isNew = false): void {
    const folder = folderOf(file);
    const kept = copy(content);
    let changed = isNew;
    for (const [key, value] of Object.entries(added)) {
      kept[key] = Array.isArray(value) ? [...asList(kept[key]), ...(value as unknown[])] : value;
      changed = true;
    }
    for (const key of INFLATED) {
      if (kept[key] === undefined) continue;
      for (const chart of asList(kept[key])) this.outside.push(chartOf(asObject(chart)));
      remove(kept, key);
      changed = true;
    }
    for (const key of PLUGINS) {
      const all = asList(kept[key]);
      const builtin = all.filter((each) => this.isBuiltin(folder, each));
      if (builtin.length === all.length) continue;
      all
        .filter((each) => !builtin.includes(each))
        .forEach((each) => {
          this.outside.push(`the plugin in ${shown(folder, each)}`);
          this.readByPlugin(folder, each);
        });
      kept[key] = builtin;
      changed = true;
    }
    for (const key of ['resources', 'bases', 'components']) {
      const all = asList(kept[key]).filter((each) => typeof each === 'string');
      const here = all.filter((each) => !this.isRemote(each, folder));
      if (here.length < all.length) {
        kept[key] = here;
        changed = true;
      }
      for (const each of here) this.follow(file, folder, each, key === 'resources');
    }
    for (const each of referencedFiles(kept)) {
      if (URL.test(each)) {
        // Kustomize would fetch it, and cannot do without.
        this.outside.push(each);
        this.problems.push(`${file} refers to a URL`);
      } else this.file(file, folder, each);
    }
    for (const key of PLUGINS)
      for (const each of asList(kept[key]))
        if (typeof each === 'string' && !/\n/.test(each)) this.follow(file, folder, each, false);
    if (
      !Object.keys(kept).every((key) => PLAIN.has(key)) ||
      ![undefined, 'Kustomization'].includes(kept['kind'] as string)
    )
      this.isPlain = false;
    if (changed) this.rewritten.set(file, kept);
  }

  private isRemote(reference: string, folder: string): boolean {
    if (URL.test(reference)) {
      this.outside.push(reference);
      return true;
    }
    const inside = posix.join(folder, reference).replace(/(.)\/+$/, '$1');
    if (this.files.has(inside) || this.files.hasFolder(inside === '.' ? '' : inside)) return false;
    const remote =
      /^(https?|ssh|git|oci|file):|^git::|^[\w-]+@|^[\w.-]+\.[a-z]{2,}\/[^/]+\/|[?&](ref|version|timeout)=/.test(
        reference,
      );
    if (remote) this.outside.push(reference);
    return remote;
  }

  private follow(file: string, folder: string, reference: string, isListed: boolean): void {
    const path = this.placeOf(file, folder, reference);
    if (path === undefined) return;
    if (path !== '' && this.files.has(path)) {
      this.paths.add(path);
      if (isListed) this.listed.push(path);
    } else if (this.files.kustomizationsOf(path).length > 0) this.visit(path);
    else
      this.problems.push(
        this.files.hasFolder(path)
          ? `${file} refers to '${reference}', a folder without a kustomization`
          : `${file} refers to '${reference}', which does not exist`,
      );
  }

  private file(file: string, folder: string, reference: string): void {
    const path = this.placeOf(file, folder, reference);
    if (path === undefined) return;
    if (this.files.has(path)) this.paths.add(path);
    else this.problems.push(`${file} refers to '${reference}', which does not exist`);
  }

  private placeOf(file: string, folder: string, reference: string): string | undefined {
    const path = posix.join(folder, reference).replace(/(.)\/+$/, '$1');
    if (reference.startsWith('/') || path === '..' || path.startsWith('../')) {
      this.problems.push(`${file} refers to '${reference}', which is outside the repository`);
      return undefined;
    }
    return path === '.' ? '' : path;
  }

  /** The configuration of a plugin, and the files that it names. */
  private readByPlugin(folder: string, reference: unknown): void {
    if (typeof reference !== 'string' || reference.includes('\n')) return;
    const path = posix.join(folder, reference);
    const configs = this.files.has(path) ? [path] : path === '.' ? [] : this.files.in(path);
    for (const config of configs) {
      this.opaque.add(config);
      for (const text of textsIn(this.files.documents(config))) {
        const named = posix.join(folderOf(config), text);
        if (this.files.has(named)) this.opaque.add(named);
      }
    }
  }

  /** Kustomize runs its own plugins without being told to run others. */
  private isBuiltin(folder: string, reference: unknown): boolean {
    if (typeof reference !== 'string' || reference.includes('\n')) return false;
    const path = posix.join(folder, reference);
    const documents = this.files.has(path) ? this.files.documents(path) : [];
    return (
      documents.length > 0 &&
      documents.every(({ apiVersion, kind }) => apiVersion === 'builtin' && kind !== 'HelmChartInflationGenerator')
    );
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length > 1000 ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Files that say what plugins of kustomizations do. The kustomizations must be loaded. */
export function pluginFiles(files: Files): readonly string[] {
  return files.kustomized.flatMap((folder) =>
    files.kustomizationsOf(folder).flatMap((file) =>
      files
        .documents(file)
        .flatMap((content) => PLUGINS.flatMap((key) => asList(content[key])))
        .flatMap((each) => {
          if (typeof each !== 'string' || each.includes('\n')) return [];
          const path = posix.join(folder, each);
          return files.has(path) ? [path] : files.in(path);
        }),
    ),
  );
}

function chartOf(chart: PlainObject): string {
  const version = asText(chart['version']);
  return `the chart ${asText(chart['name']) ?? asText(chart['chartName']) ?? ''}${version === undefined ? '' : ` ${version}`}`;
}

function shown(folder: string, reference: unknown): string {
  return typeof reference === 'string' && !reference.includes('\n') ? posix.join(folder, reference) : folder;
}

/** The kustomizations that no other one refers to, by folder. Components are there for others. */
export function kustomizeRoots(files: Files): readonly string[] {
  const referred = new Set<string>();
  const roots = new Set<string>();
  for (const folder of files.kustomized) {
    const [file = ''] = files.kustomizationsOf(folder);
    const [content = {}] = files.documents(file);
    if (content['kind'] !== 'Component') roots.add(folder);
    for (const key of ['resources', 'bases', 'components']) {
      for (const each of asList(content[key])) {
        if (typeof each === 'string') referred.add(posix.join(folder, each).replace(/\/+$/, ''));
      }
    }
  }
  return [...roots].filter((folder) => !referred.has(folder === '' ? '.' : folder)).sort();
}

/** Whether a file is a manifest of a plain folder. */
export function isPlainManifest(path: string): boolean {
  return isManifestName(path) && !path.split('/').some((step) => step.startsWith('.'));
}
