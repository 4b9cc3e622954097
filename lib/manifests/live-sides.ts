import { isLive, SERVER_METADATA, withoutServerMetadata } from '../kubernetes/live-object';
import type { Manifest } from '../kubernetes/manifest';
import { groupKindOf, isClusterScoped } from '../kubernetes/object-kind';
import { deepEqual } from '../kubernetes/plain';
import type { Applying } from '../pipelines/applied';
import { pruning } from '../pipelines/pruning';
import { TOOLS } from '../pipelines/tools';
import { asDeclared, withoutServerFields } from './live';
import { liveDoubts, type MetObject } from './live-doubts';
import { withLiveScale } from './live-scale';
import { nameOf, type LocatedObject } from './objects';
import type { Asked, Sides, SidesOptions } from './sides-options';

/** Live objects as what was declared of them, and live claims, volumes, classes and pods as facts. */
export function liveAsDeclared(
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
    surroundings: [] as Manifest[],
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
  const kinds = new Set([...now.values()].map(({ manifest }) => groupKindOf(manifest)));
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
      // Of what is in no namespace, others have a lot: roles, definitions.
      else if (asked !== undefined && isWide(manifest, asked) && !kinds.has(groupKindOf(manifest))) continue;
      else if (fate !== 'nobody') foreign.push(`${nameOf(manifest)} (${fate.owner})`);
      else if (asked === undefined) unmanaged.push(nameOf(manifest));
    }
  }
  if (unmanaged.length > 0) {
    notes.push(`ignored, because no tool applied them and AFTER does not have them: ${firstOf(unmanaged)}`);
  }
  if (foreign.length > 0) {
    notes.push(`ignored, because they have another owner than the objects of AFTER: ${firstOf(foreign)}`);
  }
  const after = [...now].map(([identity, { manifest }]) => {
    const next = rescaled.get(manifest) ?? manifest;
    return withoutSame(next, old.get(identity)?.manifest, fromCluster);
  });
  return { before, after, facts, doubts: liveDoubts(met) };
}

function isWide(object: Manifest, { clusterScoped }: Asked): boolean {
  return isClusterScoped(object) || clusterScoped.has(groupKindOf(object));
}

function firstOf(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? `, … (${names.length} in all)` : '');
}

const FACTS: ReadonlyMap<string, 'claims' | 'volumes' | 'storageClasses' | 'pods' | 'surroundings'> = new Map([
  ['PersistentVolumeClaim', 'claims'],
  ['PersistentVolume', 'volumes'],
  ['Pod', 'pods'],
  ['ControllerRevision', 'surroundings'],
  ['LimitRange', 'surroundings'],
  ['ResourceQuota', 'surroundings'],
  ['ServiceCIDR', 'surroundings'],
  ['StorageClass', 'storageClasses'],
]);

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
