import { isPlainObject } from '../kubernetes/plain';
import { UserError } from '../messages/user-error';
import { splitDocuments, type Document } from './documents';
import { isForeign, objectsOf, type LocatedObject } from './objects';
import { type Flaw, parse, type Parsed } from './parse';
import { Secrets } from './secrets/hide';
import type { SourceFile } from './source-file';

/** An object and the file that it is from. */
export interface ReadObject extends LocatedObject {
  readonly file: SourceFile;
}

/** All that one side of a comparison holds. */
export interface ManifestSet {
  readonly objects: readonly ReadObject[];
  /** Flaws that kubectl tolerates, such as a duplicate key; whether they count is for the side to decide. */
  readonly flaws: readonly Flaw[];
  /** What was left out, and why: worth a line to the user. */
  readonly notes: readonly string[];
  /** Documents with whole numbers that are rounded here, and not in Kubernetes. */
  readonly rounded: readonly Rounded[];
}

interface Rounded {
  readonly document: Document;
  readonly numbers: readonly bigint[];
}

/** Documents that were parsed before, by text: most of the two sides of a change are the same. */
export type ParseCache = Map<string, Parsed>;

/** What cdk8s writes beside the manifests, for its validations. */
const CONSTRUCT_METADATA = 'construct-metadata.json';

/** Errors beyond this many say nothing new. */
const MOST_ERRORS = 20;

/** What is wrong in a file, so that it cannot be used. */
export interface ReadError {
  readonly file: SourceFile;
  /** With the place. */
  readonly message: string;
}

/**
 * Reads the manifests in files, in their order, as kubectl reads them. Both sides of a change need the same `secrets`, so that
 * what is the same value has the same mark.
 *
 * @throws UserError that names file, document, line and the way out of everything that is not YAML, or not Kubernetes.
 */
export function manifestsOf(
  files: readonly SourceFile[],
  cache: ParseCache = new Map(),
  secrets: Secrets = new Secrets(),
): ManifestSet {
  const { errors, objects, flaws, notes, rounded } = readManifests(files, cache, secrets);
  if (errors.length > 0) {
    throw new UserError(listed(errors.map(({ message }) => message)));
  }
  return { objects, flaws, notes, rounded };
}

/** The same, with the errors beside what can be used, and the files that are no manifests. */
export function readManifests(
  files: readonly SourceFile[],
  cache: ParseCache,
  secrets: Secrets,
): ManifestSet & { readonly errors: readonly ReadError[]; readonly foreign: readonly SourceFile[] } {
  const objects: ReadObject[] = [];
  const flaws: Flaw[] = [];
  const notes: string[] = [];
  const rounded: Rounded[] = [];
  const wrong: ReadError[] = [];
  const foreign: SourceFile[] = [];
  for (const file of files) {
    const errors: string[] = [];
    const documents = splitDocuments(file.name, file.text).map((document) => ({
      document,
      parsed: parseOnce(document, cache),
    }));
    const filled = documents.filter(({ parsed }) => parsed.value !== null || parsed.errors.length > 0);
    if (isForeignFile(file, filled)) {
      if (!file.name.endsWith(CONSTRUCT_METADATA)) {
        foreign.push(file);
        notes.push(`${file.name} is ignored: it contains no Kubernetes object (no apiVersion, no kind)`);
      }
      continue;
    }
    for (const { document, parsed } of filled) {
      errors.push(...parsed.errors);
      flaws.push(...parsed.flaws);
      if (parsed.rounded.length > 0) rounded.push({ document, numbers: parsed.rounded });
      if (parsed.errors.length === 0) {
        objects.push(...objectsOf(document, parsed.value, errors, secrets).map((object) => ({ ...object, file })));
        notes.push(...unbuilt(file, parsed.value));
      }
    }
    wrong.push(...errors.map((message) => ({ file, message })));
  }
  return { objects, flaws, notes, rounded, errors: wrong, foreign };
}

function parseOnce(document: Document, cache: ParseCache): Parsed {
  const known = document.json === true ? undefined : cache.get(document.text);
  if (known !== undefined) {
    return known;
  }
  const parsed = parse(document);
  // Errors tell the place, which is another one for the same text elsewhere.
  if (parsed.errors.length === 0 && parsed.flaws.length === 0 && document.json !== true) {
    cache.set(document.text, parsed);
  }
  return parsed;
}

function isForeignFile(file: SourceFile, documents: readonly { readonly parsed: Parsed }[]): boolean {
  return (
    !file.named &&
    documents.length > 0 &&
    documents.every(({ parsed }) => parsed.errors.length === 0 && isForeign(parsed.value))
  );
}

/** A kustomization that does more than list files changes what is applied, and nothing here runs it. */
function unbuilt(file: SourceFile, value: unknown): string[] {
  const plain = ['apiVersion', 'kind', 'metadata', 'resources'];
  const builds =
    isPlainObject(value) &&
    String(value['apiVersion']).startsWith('kustomize.config.k8s.io/') &&
    Object.keys(value).some((key) => !plain.includes(key));
  return builds
    ? [
        `${file.name} is not built: the plan reads the files beside it unchanged. To plan what is applied, pipe \`kustomize build\` into -`,
      ]
    : [];
}

/** Several errors as one message, the first ones in full. */
export function listed(errors: readonly string[]): string {
  const more = errors.length - MOST_ERRORS;
  return [...errors.slice(0, MOST_ERRORS), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
