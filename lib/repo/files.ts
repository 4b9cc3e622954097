import { addTo } from '../kubernetes/groups';
import { isPlainObject, type PlainObject } from '../kubernetes/plain';
import { splitDocuments } from '../manifests/documents';
import { parse } from '../manifests/parse';
import { decodeText } from '../messages/text';
import type { Revision } from '../sources/repository';
import { folderOf, isKustomizationName } from '../sources/source-names';

/** What was read of either revision, by what git knows it by: most of the two is the same. */
export interface BlobCache {
  readonly bytes: Map<string, Uint8Array>;
  readonly documents: Map<string, readonly PlainObject[]>;
}

const MI = 2 ** 20;
/** The longest file that is searched for what describes units, and what all of them may have, in bytes. Nobody writes so much by hand. */
const LONGEST_LOOK = 8 * MI;
const LONGEST_LOOKS = 128 * MI;

/** The files of a revision. What is looked into is loaded first, many files in one go. */
export class Files {
  /** Files that are too large to be searched. */
  public readonly unseen = new Set<string>();
  private readonly ids: ReadonlyMap<string, string>;
  private readonly sizes: ReadonlyMap<string, number>;
  private readonly folders = new Set<string>(['']);
  private readonly kustomizations = new Map<string, string[]>();
  private readonly sorted: readonly string[];
  private looked = 0;
  private sortedFolders: readonly string[] | undefined;

  public constructor(
    public readonly revision: Revision,
    private readonly cache: BlobCache,
  ) {
    // No checkout makes a file of another name, and none may be written anywhere else.
    const readable = revision.tree.files.filter(
      ({ path, unreadable }) =>
        unreadable === undefined && path.split('/').every((step) => !['', '.', '..'].includes(step)),
    );
    this.ids = new Map(readable.map(({ path, id }) => [path, id ?? '']));
    this.sizes = new Map(readable.map(({ path, size = 0 }) => [path, size]));
    this.sorted = readable.map(({ path }) => path);
    for (const path of this.sorted) {
      for (let folder = folderOf(path); !this.folders.has(folder); folder = folderOf(folder)) this.folders.add(folder);
      if (isKustomizationName(path)) {
        addTo(this.kustomizations, folderOf(path), path);
      }
    }
  }

  public get paths(): readonly string[] {
    return this.sorted;
  }

  public has(path: string): boolean {
    return this.ids.has(path);
  }

  public hasFolder(path: string): boolean {
    return this.folders.has(path);
  }

  /** What git knows the content by; undefined if there is no such file. */
  public idOf(path: string): string | undefined {
    return this.ids.get(path);
  }

  public below(folder: string): readonly string[] {
    // `0` follows on `/`.
    return folder === '' ? this.sorted : this.sorted.slice(this.first(`${folder}/`), this.first(`${folder}0`));
  }

  /** Where the first path is that is not before this one. */
  private first(path: string): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] ?? '') < path) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  public get allFolders(): readonly string[] {
    this.sortedFolders ??= [...this.folders].sort();
    return this.sortedFolders;
  }

  public isLoaded(path: string): boolean {
    return this.cache.bytes.has(this.ids.get(path) ?? '');
  }

  /** Files directly in a folder. */
  public in(folder: string): readonly string[] {
    return this.below(folder).filter((path) => folderOf(path) === folder);
  }

  /** The kustomization files of a folder; kustomize takes one. */
  public kustomizationsOf(folder: string): readonly string[] {
    return this.kustomizations.get(folder) ?? [];
  }

  public get kustomized(): readonly string[] {
    return [...this.kustomizations.keys()].sort();
  }

  /** Loads what may describe units, as far as it is not too large: that is left to who reads it for another reason. */
  public async look(paths: readonly string[]): Promise<void> {
    const { most } = this.revision.tree.budget;
    const [longest, all] = [Math.min(LONGEST_LOOK, most), Math.min(LONGEST_LOOKS, 2 * most)];
    const small = paths.filter((path) => {
      if (!this.ids.has(path) || this.isLoaded(path)) return false;
      const size = this.sizes.get(path) ?? 0;
      const fits = size <= longest && this.looked + size <= all;
      if (fits) this.looked += size;
      else this.unseen.add(path);
      return fits;
    });
    await this.load(small);
  }

  /** Loads what many units are made of in one go, apart from what is large: whoever needs that loads it, or is told of it. */
  public async loadAhead(paths: Iterable<string>): Promise<void> {
    let room = Math.min(LONGEST_LOOKS, this.revision.tree.budget.most);
    await this.load(
      [...new Set(paths)].filter((path) => {
        const size = this.sizes.get(path) ?? 0;
        if (size > MI || size > room || this.isLoaded(path)) return false;
        room -= size;
        return true;
      }),
    );
  }

  /** @throws TooLarge for more than a side may have */
  public async load(paths: readonly string[]): Promise<void> {
    const wanted = new Map<string, string>();
    for (const path of paths) {
      const id = this.ids.get(path);
      if (id !== undefined && !this.cache.bytes.has(id)) wanted.set(id, path);
    }
    const contents = await this.revision.tree.read([...wanted.values()]);
    [...wanted.keys()].forEach((id, index) => this.cache.bytes.set(id, contents[index] ?? new Uint8Array()));
  }

  /** Of a file that was loaded. */
  public bytes(path: string): Uint8Array {
    return this.cache.bytes.get(this.ids.get(path) ?? '') ?? new Uint8Array();
  }

  /** Of a file that was loaded. @throws UserError for what is no text */
  public text(path: string): string {
    return decodeText(this.bytes(path), path);
  }

  /** The same, whatever it is. */
  public rawText(path: string): string {
    return Buffer.from(this.bytes(path)).toString();
  }

  /** The maps in a file that was loaded, as far as it can be read. */
  public documents(path: string): readonly PlainObject[] {
    const id = this.ids.get(path) ?? '';
    const known = this.cache.documents.get(id);
    if (known !== undefined) return known;
    if (!this.cache.bytes.has(id)) return [];
    const found = this.parsed(path);
    this.cache.documents.set(id, found);
    return found;
  }

  /** Whether something in a file cannot be read, so that nobody knows what it describes. */
  public isUnread(path: string): boolean {
    if (this.unseen.has(path)) return true;
    if (!this.isLoaded(path)) return false;
    try {
      return splitDocuments(path, this.text(path)).some((each) => parse(each).errors.length > 0);
    } catch {
      return true;
    }
  }

  /** The maps that a file gives to a generator: its first document, or the items of that. */
  public contents(path: string): readonly PlainObject[] {
    if (!this.isLoaded(path)) return [];
    try {
      const [first] = splitDocuments(path, this.text(path));
      const { value, errors } = first === undefined ? { value: null, errors: [] } : parse(first);
      if (errors.length > 0) return [];
      return Array.isArray(value) ? value.filter(isPlainObject) : isPlainObject(value) ? [value] : [];
    } catch {
      return [];
    }
  }

  private parsed(path: string): readonly PlainObject[] {
    try {
      return documentsOf(this.text(path), path);
    } catch {
      // Bytes that are no text describe nothing.
      return [];
    }
  }
}

/** The maps in a text of YAML or JSON, those in lists too, as far as it can be read. */
export function documentsOf(text: string, name: string): readonly PlainObject[] {
  return splitDocuments(name, text)
    .map(parse)
    .flatMap(({ value, errors }) => (errors.length === 0 && isPlainObject(value) ? [value] : []))
    .flatMap((value) =>
      value['kind'] === 'List' && Array.isArray(value['items']) ? value['items'].filter(isPlainObject) : [value],
    );
}
