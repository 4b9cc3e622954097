import type { Tool } from '../pipelines/tool';
import type { ApplyMode } from '../plan/types';
import { flawText } from './parse';
import { isLive } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { deepEqual, isPlainObject } from '../kubernetes/plain';
import { TOOLS } from '../pipelines/tools';
import { UserError } from '../messages/user-error';
import { identityOf } from './identity';
import { inLiveNamespace } from './live-namespace';
import { nameless } from './nameless';
import { inNamespace } from './namespace';
import { nameOf, type LocatedObject } from './objects';
import { placeOfPath } from './place';
import { listed, type ManifestSet } from './read';
import { unknownFields } from './unknown-fields';
import { liveAsDeclared } from './live-sides';
import type { Sides, SidesOptions } from './sides-options';

/**
 * Makes two sets of manifests comparable: live objects become what was declared, and live claims, volumes and classes
 * become facts.
 *
 * @throws UserError if AFTER has a field that no API server of this version knows, or the same key or object twice. What
 * BEFORE already had is only noted: whatever applied it let it pass.
 */
export function prepareSides(before: ManifestSet, after: ManifestSet, options: SidesOptions): Sides {
  const { errors, ...sides } = comparableSides(before, after, options);
  if (errors.length > 0) {
    throw new UserError(listed(errors));
  }
  return sides;
}

/** The same, with the errors beside what can be compared. */
export function comparableSides(
  before: ManifestSet,
  after: ManifestSet,
  options: SidesOptions,
): Sides & { readonly errors: readonly string[] } {
  const notes = [...before.notes, ...after.notes];
  const errors: string[] = [];
  const tool = options.pipeline === undefined ? undefined : TOOLS[options.pipeline];
  const [written, wanted] = [before.objects, after.objects].map((objects) =>
    inNamespace(objects, options.namespace, [...before.objects, ...after.objects], options.asked?.clusterScoped),
  ) as [readonly LocatedObject[], readonly LocatedObject[]];
  errors.push(...nameless(wanted, tool));
  const assumed = options.namespace === undefined && (tool === undefined || tool === TOOLS.kubectl) ? 'default' : '';
  const old = unique(written, tool, assumed, (message) => notes.push(message));
  const fromCluster = isFromCluster(before);
  const twice = new Set(old.twice);
  const now = unique(
    fromCluster ? inLiveNamespace(written, wanted) : wanted,
    tool,
    assumed,
    (message, object, isSame) => {
      if (isSame) notes.push(message);
      else if (twice.has(identityOf(object))) notes.push(`${message}. This was so before this change too`);
      else errors.push(message);
    },
  );

  const tell = (passed: boolean, message: string, why: string): void => {
    if (passed) {
      notes.push(`${message}. ${why}`);
    } else {
      errors.push(message);
    }
  };
  const seen = new Set(before.flaws.map(({ message }) => message));
  for (const flaw of after.flaws) {
    const was = seen.has(flaw.message);
    tell(options.validate === 'warn' || was, flawText(flaw), was ? 'This was so before this change too' : 'Remove one');
  }
  for (const object of now.objects.values()) {
    const previous = old.objects.get(identityOf(object.manifest));
    if (previous?.manifest === object.manifest && options.validate === 'warn') {
      continue;
    }
    for (const { path, remedy } of unknownFields(object.manifest, options.kubernetes)) {
      const place = placeOfPath(object.document, [...object.path, ...path]);
      const message = `${place}: ${nameOf(object.manifest)} has no field '${pathOf(path, object.manifest)}'. ${remedy}`;
      const had = previous !== undefined && has(previous.manifest, path);
      tell(
        options.validate === 'warn' || had,
        message,
        had
          ? 'This was so before this change too, so the tool that applies it does not validate fields'
          : withoutField(tool, options.apply),
      );
    }
  }
  const { facts, ...sides } = liveAsDeclared(old.objects, now.objects, options, notes, fromCluster);
  return { ...sides, facts, notes, errors };
}

/**
 * Whether BEFORE was read from a cluster, as by kubectl get: then the API server has marked every object. One manifest among others, or
 * one in a commit, is declared whatever is in it.
 */
function isFromCluster({ objects }: ManifestSet): boolean {
  return objects.every(
    ({ manifest, file }) => isLive(manifest) && file.committed !== true && file.kustomization === undefined,
  );
}

/** Objects by identity, and which are there twice. */
interface Unique {
  readonly objects: Map<string, LocatedObject>;
  readonly twice: readonly string[];
}

/**
 * Objects by identity. The same one twice is told with both places; the last counts, as it is applied last. Hooks may have one name:
 * each phase makes its own.
 * @param assumed the namespace of objects that name none, if they are applied without one; empty if that is not known
 */
function unique(
  objects: readonly LocatedObject[],
  tool: Tool | undefined,
  assumed: string,
  tell: (message: string, object: Manifest, isSame: boolean) => void,
): Unique {
  const byIdentity = new Map<string, LocatedObject>();
  const byPlace = new Map<string, LocatedObject>();
  const twice: string[] = [];
  for (const object of objects) {
    if (tool?.handle(object.manifest).as === 'hook') {
      byIdentity.set(`${identityOf(object.manifest)}|hook ${byIdentity.size}`, object);
      continue;
    }
    const identity = identityOf(object.manifest);
    const first = byIdentity.get(identity);
    if (first !== undefined) {
      const isSame = deepEqual(first.manifest, object.manifest);
      twice.push(identity);
      tell(
        `${placeOfPath(object.document, object.path)}: ${nameOf(object.manifest)} is declared twice, first in ${placeOfPath(first.document, first.path)}. ${isSame ? 'Both are the same' : wayOut(object, first)}`,
        object.manifest,
        isSame,
      );
    }
    const twin = first === undefined ? byPlace.get(identityOf(assumeNamespace(object.manifest, assumed))) : undefined;
    if (twin !== undefined && !deepEqual(...bothIn(assumed, twin, object))) {
      twice.push(identity);
      tell(
        `${placeOfPath(object.document, object.path)}: ${nameOf(object.manifest)} is declared twice, first in ${placeOfPath(twin.document, twin.path)}: once with namespace '${assumed}', once without a namespace. Without -n both are applied to '${assumed}'. Remove one, or name the namespace of the other one with -n`,
        object.manifest,
        false,
      );
    }
    byIdentity.set(identity, object);
    byPlace.set(identityOf(assumeNamespace(object.manifest, assumed)), object);
  }
  return { objects: byIdentity, twice };
}

/** The object as it is applied where that is to a namespace. */
function assumeNamespace(manifest: Manifest, namespace: string): Manifest {
  if (namespace === '' || (manifest.metadata.namespace ?? '') !== '') return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}

function bothIn(namespace: string, ...objects: readonly [LocatedObject, LocatedObject]): [Manifest, Manifest] {
  return objects.map(({ manifest }) => assumeNamespace(manifest, namespace)) as [Manifest, Manifest];
}

function wayOut(object: LocatedObject, first: LocatedObject): string {
  const [folder, other] = [object, first].map(({ document }) => folderOf(document.file));
  return folder === other
    ? 'Remove one: the one that is applied last wins'
    : 'Remove one. If these folders belong to different clusters, write a Kustomization into each, or name the clusters with --cluster: the plan then judges each by itself';
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** `spec.ports[http].storage`: list items by their name. */
function pathOf(path: readonly (string | number)[], object: unknown): string {
  let at: unknown = object;
  return path.reduce<string>((text, step) => {
    at = ownField(at, step);
    if (typeof step === 'number') {
      const item = isPlainObject(at)
        ? (at['name'] ?? (isPlainObject(at['metadata']) ? at['metadata']['name'] : undefined))
        : undefined;
      return `${text}[${typeof item === 'string' ? item : step}]`;
    }
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function has(object: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = object;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) {
      return false;
    }
    at = (at as Record<string | number, unknown>)[step];
  }
  return true;
}

const ownField = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<string | number, unknown>)[step]
    : undefined;

function withoutField(tool: Tool | undefined, apply: ApplyMode): string {
  if (tool === undefined || tool.validates) return 'kubectl --validate=warn drops it';
  return apply === 'server' && tool !== TOOLS.flux
    ? 'Under server-side apply the API server refuses the object'
    : `${tool.title} applies the object without it`;
}
