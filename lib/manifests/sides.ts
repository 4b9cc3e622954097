import { flawText } from './parse';
import { liveDoubts, type MetObject } from './live-doubts';
import { isLive, SERVER_METADATA } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { deepEqual, isPlainObject } from '../kubernetes/plain';
import type { Pipeline, Tool } from '../pipelines/tool';
import { TOOLS } from '../pipelines/tools';
import type { ApplyMode, ClusterFacts, Doubt } from '../plan/types';
import { UserError } from '../messages/user-error';
import { identityOf } from './identity';
import { inLiveNamespace } from './live-namespace';
import { nameless } from './nameless';
import { inNamespace } from './namespace';
import { withLiveScale } from './live-scale';
import type { Applying } from '../pipelines/applied';
import { pruning } from '../pipelines/pruning';
import { asDeclared, withoutServerFields } from './live';
import { nameOf, type LocatedObject } from './objects';
import { placeOfPath } from './place';
import { listed, type ManifestSet } from './read';
import { unknownFields } from './unknown-fields';

/** Whether fields that the API server does not know are refused, as kubectl does, or only told. */
export const VALIDATIONS = ['strict', 'warn'] as const;
export type Validation = (typeof VALIDATIONS)[number];

export interface SidesOptions {
  readonly kubernetes: string;
  readonly apply: ApplyMode;
  readonly validate: Validation;
  /** What applies them. Default: kubectl. */
  readonly pipeline?: Pipeline;
  /** Where objects go that name no namespace. Default: that of the live side, else what the other side names. */
  readonly namespace?: string;
  /** BEFORE was read from the cluster for this plan: what nobody applied is there too, and is not worth a word. */
  readonly asked?: Asked;
}

export interface Asked {
  /** Kinds that the cluster keeps in no namespace, by group and kind. */
  readonly clusterScoped: ReadonlySet<string>;
}

/** Both sides of a change, ready for the plan. */
export interface Sides {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  /** What a live stream told beside the objects themselves. */
  readonly facts: ClusterFacts;
  /** What a live stream does not tell. */
  readonly doubts: readonly Doubt[];
  readonly notes: readonly string[];
}

/**
 * Makes two sets of manifests comparable: live objects become what was declared, and live claims, volumes and classes
 * become facts.
 *
 * @throws UserError if AFTER has a field that no API server of this version knows, or the same key or object twice. What
 * BEFORE already had is only noted: whatever applied it let it pass.
 */
export function prepareSides(before: ManifestSet, after: ManifestSet, options: SidesOptions): Sides {
  const notes = [...before.notes, ...after.notes];
  const errors: string[] = [];
  const tool = options.pipeline === undefined ? undefined : TOOLS[options.pipeline];
  const [written, wanted] = [before.objects, after.objects].map((objects) =>
    inNamespace(objects, options.namespace, [...before.objects, ...after.objects], options.asked?.clusterScoped),
  ) as [readonly LocatedObject[], readonly LocatedObject[]];
  errors.push(...nameless(wanted, tool));
  const old = unique(written, notes, tool);
  const fromCluster = isFromCluster(before);
  const now = unique(fromCluster ? inLiveNamespace(written, wanted) : wanted, errors, tool);

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
    tell(options.validate === 'warn' || was, flawText(flaw), was ? 'It was so before this change' : 'Remove one');
  }
  for (const object of now.values()) {
    const previous = old.get(identityOf(object.manifest));
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
          ? 'It was so before this change, so what applies it does not validate fields'
          : withoutField(tool, options.apply),
      );
    }
  }
  if (errors.length > 0) {
    throw new UserError(listed(errors));
  }
  const { facts, ...sides } = liveAsDeclared(old, now, options, notes, fromCluster);
  return { ...sides, facts, notes };
}

function liveAsDeclared(
  old: ReadonlyMap<string, LocatedObject>,
  now: ReadonlyMap<string, LocatedObject>,
  { apply, pipeline, asked }: SidesOptions,
  notes: string[],
  fromCluster: boolean,
): Omit<Sides, 'notes'> {
  const live: Manifest[] = [];
  const facts = {
    claims: [] as Manifest[],
    volumes: [] as Manifest[],
    storageClasses: [] as Manifest[],
    pods: [] as Manifest[],
    live,
  };
  const tool = pipeline === undefined ? undefined : TOOLS[pipeline];
  const applyingTo = (object: Manifest): Applying => ({ pipeline, apply: tool?.modeOf(object) ?? apply });
  const before: Manifest[] = [];
  const rescaled = new Map<Manifest, Manifest>();
  const objects = [...old].map(([identity, { manifest }]) => ({ manifest, stays: now.has(identity) }));
  const [stay, leave] = [true, false].map((stays) =>
    objects.filter((each) => each.stays === stays).map(({ manifest }) => manifest),
  );
  const fateOf = pruning(stay ?? [], leave ?? [], pipeline, asked === undefined || now.size === 0);
  const unmanaged: string[] = [];
  const foreign: string[] = [];
  const met: MetObject[] = [];
  for (const [identity, { manifest, document }] of old) {
    if (!fromCluster) {
      before.push(withoutServerMetadata(manifest));
      continue;
    }
    const kept = FACTS.get(manifest.kind);
    if (kept !== undefined) {
      facts[kept].push(manifest);
    }
    const next = now.get(identity)?.manifest;
    if (next !== undefined) {
      live.push(manifest);
      const applying = applyingTo(next);
      met.push({ live: manifest, file: document.file, applying });
      const declared = asDeclared(manifest, next, applying);
      const scaled =
        applying.apply === 'replace' ? { before: declared, after: next } : withLiveScale(manifest, declared, next);
      before.push(scaled.before);
      rescaled.set(next, scaled.after);
    } else {
      const fate = fateOf(manifest);
      if (fate === 'deleted') before.push(asDeclared(manifest, next, { pipeline, apply }));
      else if (kept !== undefined) continue;
      else if (fate !== 'nobody') foreign.push(`${nameOf(manifest)} (${fate.owner})`);
      else if (asked === undefined) unmanaged.push(nameOf(manifest));
    }
  }
  if (unmanaged.length > 0) {
    notes.push(`left as they are, because no tool applied them and AFTER does not have them: ${firstOf(unmanaged)}`);
  }
  if (foreign.length > 0) {
    notes.push(`left as they are, because they have another owner than the objects of AFTER: ${firstOf(foreign)}`);
  }
  const after = [...now].map(([identity, { manifest }]) => {
    const next = rescaled.get(manifest) ?? manifest;
    return withoutSame(next, old.get(identity)?.manifest, fromCluster);
  });
  return { before, after, facts, doubts: liveDoubts(met) };
}

function firstOf(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? `, … (${names.length} in all)` : '');
}

const FACTS: ReadonlyMap<string, 'claims' | 'volumes' | 'storageClasses' | 'pods'> = new Map([
  ['PersistentVolumeClaim', 'claims'],
  ['PersistentVolume', 'volumes'],
  ['Pod', 'pods'],
  ['StorageClass', 'storageClasses'],
]);

/**
 * Whether BEFORE was read from a cluster, as by kubectl get: then the API server has marked every object. One manifest among others, or
 * one in a commit, is declared whatever is in it.
 */
function isFromCluster({ objects }: ManifestSet): boolean {
  return objects.every(({ manifest, file }) => isLive(manifest) && file.committed !== true && file.kustomized !== true);
}

/** An object of AFTER without the API server's own fields, where they say the same as in BEFORE. */
function withoutSame(next: Manifest, previous: Manifest | undefined, fromCluster: boolean): Manifest {
  if (fromCluster && previous !== undefined && isLive(next) && isSameObject(previous, next)) {
    return withoutServerFields(next);
  }
  const same = Object.keys(next.metadata).filter(
    (key) => SERVER_METADATA.has(key) && deepEqual(next.metadata[key], previous?.metadata[key]),
  );
  if (same.length === 0) {
    return next;
  }
  const metadata = Object.fromEntries(Object.entries(next.metadata).filter(([key]) => !same.includes(key)));
  return { ...next, metadata } as Manifest;
}

/** Read twice from a cluster, or read from it and edited. */
function isSameObject({ metadata: a }: Manifest, { metadata: b }: Manifest): boolean {
  return a['uid'] === b['uid'] && deepEqual(a['ownerReferences'], b['ownerReferences']);
}

function withoutServerMetadata(manifest: Manifest): Manifest {
  const entries = Object.entries(manifest.metadata);
  return entries.some(([key]) => SERVER_METADATA.has(key))
    ? ({
        ...manifest,
        metadata: Object.fromEntries(entries.filter(([key]) => !SERVER_METADATA.has(key))),
      } as unknown as Manifest)
    : manifest;
}

/**
 * Objects by identity. The same one twice is told with both places; the last counts, as it is applied last. Hooks may have one name:
 * each phase makes its own.
 */
function unique(
  objects: readonly LocatedObject[],
  problems: string[],
  tool: Tool | undefined,
): Map<string, LocatedObject> {
  const byIdentity = new Map<string, LocatedObject>();
  for (const object of objects) {
    if (tool?.handle(object.manifest).as === 'hook') {
      byIdentity.set(`${identityOf(object.manifest)}|hook ${byIdentity.size}`, object);
      continue;
    }
    const identity = identityOf(object.manifest);
    const first = byIdentity.get(identity);
    if (first !== undefined) {
      problems.push(
        `${placeOfPath(object.document, object.path)}: ${nameOf(object.manifest)} is there twice, first in ${placeOfPath(first.document, first.path)}. ${wayOut(object, first)}`,
      );
    }
    byIdentity.set(identity, object);
  }
  return byIdentity;
}

function wayOut(object: LocatedObject, first: LocatedObject): string {
  const [folder, other] = [object, first].map(({ document }) => folderOf(document.file));
  return folder === other
    ? 'Remove one: the last applied wins'
    : 'Remove one; or, where these are the folders of different clusters, write a Kustomization into each, or name them by the folders in --cluster: then each is planned by itself';
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
