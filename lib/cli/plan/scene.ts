import { claimName, podName } from '../../kubernetes/naming';
import type { Manifest } from '../../kubernetes/manifest';
import { isPlainObject } from '../../kubernetes/plain';
import { isSame, namespaceOf } from '../../plan/facts/identity';
import type { Change, ClusterFacts, Impact } from '../../plan/types';

/** The objects on both sides, for what belongs to what. */
export interface Scene {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  /** What is known of claims and volumes. Default: nothing. */
  readonly facts?: ClusterFacts;
}

/** How a box is coloured: by what happens to it, or `plain` where nothing does. */
export type Tone = Impact | 'plain';

/** A claim and the pod that uses it; `kept` is one that no pod uses any more. */
export interface ClaimBox {
  readonly name: string;
  readonly tone: Tone;
  readonly pod: string | undefined;
  readonly orphaned: boolean;
}

/** A StatefulSet that changes, with what hangs on it. */
export interface SetScene {
  readonly services: readonly Manifest[];
  readonly pods: readonly (readonly [name: string, tone: Tone])[];
  readonly claims: readonly ClaimBox[];
}

/** More pods than anyone draws; a set may have thousands. */
const MOST_ORDINALS = 100;

/** What hangs on the StatefulSet of a change: as it will be, or as it stays where the API server refuses the change. */
export function sceneOf(change: Change, scene: Scene): SetScene {
  const find = (side: readonly Manifest[]): Manifest | undefined => side.find((item) => isSame(change, item));
  const [old, now] = [find(scene.before), find(scene.after)];
  const set = change.impact === 'rejected' ? (old ?? now) : (now ?? old);
  const pods = new Map<string, Tone>(ordinalsOf(set).map(({ pod }) => [pod, 'plain']));
  change.pods.created.forEach((pod) => pods.set(pod, 'create'));
  change.pods.restarted.forEach((pod) => pods.set(pod, 'restart'));
  change.pods.deleted.forEach((pod) => pods.set(pod, 'delete'));
  const claims = new Map<string, Tone>(
    ordinalsOf(set).flatMap((ordinal) => ordinal.claims.map((claim) => [claim, 'plain'])),
  );
  change.claims.created.forEach((claim) => claims.set(claim, 'create'));
  change.claims.resized.forEach((claim) => claims.set(claim, 'update'));
  change.claims.orphaned.forEach((claim) => claims.set(claim, 'delete'));
  change.claims.deleted.forEach((claim) => claims.set(claim, 'data-risk'));
  const orphaned = new Set(change.claims.orphaned);
  return {
    services: set === undefined ? [] : servicesOf(set, scene),
    pods: [...pods],
    claims: [...claims].map(([name, tone]) => ({
      name,
      tone,
      pod: [...pods.keys()].find((pod) => name.endsWith(`-${pod}`)),
      orphaned: orphaned.has(name),
    })),
  };
}

/** The pods of a set as it stands in its manifest, each with its claims. */
export function ordinalsOf(set: Manifest | undefined): { pod: string; claims: string[] }[] {
  const spec = set !== undefined && isPlainObject(set['spec']) ? set['spec'] : undefined;
  if (set === undefined || spec === undefined) {
    return [];
  }
  const replicas = spec['replicas'] ?? 1;
  const start = isPlainObject(spec['ordinals']) ? spec['ordinals']['start'] : 0;
  const first = typeof start === 'number' ? start : 0;
  const templates = Array.isArray(spec['volumeClaimTemplates']) ? (spec['volumeClaimTemplates'] as unknown[]) : [];
  const names = templates.flatMap((template) =>
    isPlainObject(template) && isPlainObject(template['metadata']) ? String(template['metadata']['name']) : [],
  );
  const count = typeof replicas === 'number' ? Math.min(replicas, MOST_ORDINALS) : 0;
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    pod: podName(set.metadata.name, first + index),
    claims: names.map((name) => claimName(name, set.metadata.name, first + index)),
  }));
}

/** The governing Service and those that select the set's pods. */
export function servicesOf(set: Manifest, scene: Scene): Manifest[] {
  const spec = isPlainObject(set['spec']) ? set['spec'] : {};
  const template =
    isPlainObject(spec['template']) && isPlainObject(spec['template']['metadata']) ? spec['template']['metadata'] : {};
  const labels = isPlainObject(template['labels']) ? template['labels'] : {};
  const found = new Map<string, Manifest>();
  for (const manifest of [...scene.before, ...scene.after]) {
    if (manifest.kind !== 'Service' || namespaceOf(manifest) !== namespaceOf(set)) {
      continue;
    }
    const selector = isPlainObject(manifest['spec']) ? manifest['spec']['selector'] : undefined;
    const selects =
      isPlainObject(selector) &&
      Object.keys(selector).length > 0 &&
      Object.entries(selector).every(([key, value]) => labels[key] === value);
    if (selects || manifest.metadata.name === spec['serviceName']) {
      found.set(manifest.metadata.name, manifest);
    }
  }
  return [...found.values()];
}
