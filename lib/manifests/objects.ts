import type { Manifest } from '../kubernetes/manifest';
import { isPlainObject } from '../kubernetes/plain';
import type { Document } from './documents';
import { placeOfPath, type Path } from './place';
import { Secrets } from './secrets/hide';
import { decryptable } from './sops';

/** An object and the place where it was read. */
export interface LocatedObject {
  readonly manifest: Manifest;
  readonly document: Document;
  /** Leads to the object inside its document: `['items', 3]` in a List. */
  readonly path: Path;
}

/** The objects of one document, without their secret values: itself, or the items of a List. What is not an object of Kubernetes is an error. */
export function objectsOf(
  document: Document,
  value: unknown,
  errors: string[],
  secrets: Secrets = new Secrets(),
): LocatedObject[] {
  const objects: LocatedObject[] = [];
  collect(value, [], {});
  return objects;

  function collect(candidate: unknown, path: Path, inherited: Readonly<Record<string, unknown>>): void {
    if (candidate === null || candidate === undefined) {
      return;
    }
    if (!isPlainObject(candidate)) {
      errors.push(
        `${placeOfPath(document, path)}: ${shapeOf(candidate)} is not an object of Kubernetes. Write apiVersion, kind and metadata, or remove the document`,
      );
      return;
    }
    const object =
      candidate['kind'] === undefined && candidate['apiVersion'] === undefined
        ? { ...inherited, ...candidate }
        : candidate;
    const { kind, apiVersion, items } = object;
    if (typeof kind === 'string' && isList(object)) {
      if (path.length > 0) {
        errors.push(
          `${placeOfPath(document, path)}: a list of objects inside a list. kubectl, Argo CD and Flux refuse this. Move its items into the outer list`,
        );
        return;
      }
      const element = kind.endsWith('List') && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -4) } : {};
      ((items ?? []) as unknown[]).forEach((item, index) => collect(item, [...path, 'items', index], element));
      return;
    }
    if (isBuildFile(object)) {
      return;
    }
    if (items !== undefined) {
      errors.push(
        `${placeOfPath(document, [...path, 'items'])}: items must be a list, not ${shapeOf(items)}: kubectl, Argo CD and Flux treat any object with items as a list. Remove the field`,
      );
      return;
    }
    const wrong = flawOf(object);
    if (wrong === undefined) {
      objects.push({ manifest: secrets.hide(decryptable(object)) as unknown as Manifest, document, path });
    } else {
      errors.push(`${placeOfPath(document, [...path, ...wrong.path])}: ${wrong.message}`);
    }
  }
}

/** To all tools whatever has items is a list of objects, of any kind, and is not applied itself. */
function isList(object: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(object['items']) || (object['items'] === null && Object.hasOwn(object, 'items'));
}

/** A file with nothing in it that claims to be an object of Kubernetes, such as Helm's values or a report. */
export function isForeign(value: unknown): boolean {
  return !isPlainObject(value) || (value['apiVersion'] === undefined && value['kind'] === undefined);
}

/** What Kustomize and the synthesis read themselves, and never send to a cluster. */
function isBuildFile(object: Readonly<Record<string, unknown>>): boolean {
  return String(object['apiVersion']).startsWith('kustomize.config.k8s.io/');
}

function flawOf(object: Readonly<Record<string, unknown>>): { path: Path; message: string } | undefined {
  const { metadata } = object;
  for (const field of ['apiVersion', 'kind'] as const) {
    const other = object[field === 'kind' ? 'apiVersion' : 'kind'];
    if (typeof object[field] !== 'string' || object[field] === '') {
      const of = typeof other === 'string' ? ` (${other}${name(metadata)})` : '';
      return Object.hasOwn(object, field)
        ? { path: [field], message: `${field} must be text, not ${shapeOf(object[field])}${of}` }
        : { path: [], message: `${field} is missing${of}. Without it this is not a Kubernetes object` };
    }
  }
  const what = `${String(object['kind'])}`;
  if (!isPlainObject(metadata)) {
    return Object.hasOwn(object, 'metadata')
      ? { path: ['metadata'], message: `metadata of this ${what} must be a map, not ${shapeOf(metadata)}` }
      : { path: [], message: `metadata is missing in this ${what}. Write metadata.name` };
  }
  // What has a generateName instead is judged where it is known who applies it.
  if ((metadata['name'] === undefined || metadata['name'] === '') && metadata['generateName'] === undefined) {
    return { path: ['metadata'], message: `metadata.name is missing in this ${what}. Give it a name` };
  }
  for (const field of ['name', 'namespace'] as const) {
    const value = metadata[field];
    if (typeof value !== 'string' && value !== undefined && value !== null) {
      return {
        path: ['metadata', field],
        message: `metadata.${field} of this ${what} must be text, not ${shapeOf(value)}. Quote it`,
      };
    }
  }
  return undefined;
}

/** What a value is that should be another. A text is not quoted: it may be long, and may be a password. */
function shapeOf(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a map' : String(value);
}

function name(metadata: unknown): string {
  return isPlainObject(metadata) && typeof metadata['name'] === 'string' ? ` '${metadata['name']}'` : '';
}

/** `Service default/web`, to name an object in a message. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${typeof metadata.namespace === 'string' ? `${metadata.namespace}/` : ''}${metadata.name}`;
}
