import type { Manifest } from '../../kubernetes/manifest';
import { isObject, nameOf } from '../../manifests/objects';
import type { Change, Impact } from '../../plan/types';
import { mermaidLabel } from './escape';
import { worstFirst, type Verdict } from './verdict';

/** A picture with more than this many boxes is not read, and GitHub stops drawing. */
const MOST_SETS = 6;
const MOST_PODS = 6;

/** The objects on both sides, for what belongs to what. */
export interface Scene {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
}

type Tone = Impact | 'plain';

const STYLE: Readonly<Record<Tone, string>> = {
  'data-risk': 'fill:#cf222e,color:#ffffff,stroke:#82071e',
  rejected: 'fill:#ffcecb,color:#82071e,stroke:#cf222e',
  delete: 'fill:#ffd8b5,color:#762c00,stroke:#bc4c00',
  restart: 'fill:#fff8c5,color:#4d2d00,stroke:#9a6700',
  update: 'fill:#ddf4ff,color:#0a3069,stroke:#0969da',
  create: 'fill:#dafbe1,color:#044f1e,stroke:#1a7f37',
  none: 'fill:#f6f8fa,color:#59636e,stroke:#d1d9e0',
  plain: 'fill:#f6f8fa,color:#59636e,stroke:#d1d9e0',
};

/**
 * A Mermaid flowchart of the Services, pods and claims of the StatefulSets that change, each coloured by what happens to
 * it. Empty where no StatefulSet changes.
 */
export function drawPicture(verdict: Verdict, scene: Scene): string {
  const changes = new Map(verdict.plan.changes.map((change) => [change.object, change]));
  const sets = worstFirst(verdict.plan.changes.filter(({ object }) => object.startsWith('StatefulSet '))).slice(
    0,
    MOST_SETS,
  );
  if (sets.length === 0) {
    return '';
  }
  const manifests = index(scene);
  const lines = ['flowchart LR'];
  const used = new Set<Tone>();
  const ids = new Map<string, string>();
  const id = (key: string): string => {
    const known = ids.get(key) ?? `n${ids.size}`;
    ids.set(key, known);
    return known;
  };
  const box = (key: string, open: string, text: string, close: string, tone: Tone): string => {
    used.add(tone);
    return `${id(key)}${open}"${mermaidLabel(text)}"${close}:::${className(tone)}`;
  };

  for (const set of sets) {
    const manifest = manifests.get(set.object);
    const namespace = /^StatefulSet (?:(.*)\/)?/.exec(set.object)?.[1];
    for (const service of manifest === undefined ? [] : servicesOf(manifest, scene)) {
      const object = label(service, namespace);
      const tone = changes.get(object)?.impact ?? 'plain';
      lines.push(`  ${box(object, '([', `Service ${service.metadata.name}`, '])', tone)} --> ${id(set.object)}`);
    }
    lines.push(`  ${box(set.object, '[[', set.object, ']]', set.impact)}`);
    const pods = podsOf(set);
    for (const [pod, tone] of pods.slice(0, MOST_PODS)) {
      lines.push(`  ${id(set.object)} --> ${box(`${set.object} pod ${pod}`, '[', pod, ']', tone)}`);
    }
    if (pods.length > MOST_PODS) {
      lines.push(
        `  ${id(set.object)} --> ${box(`${set.object} more pods`, '[', `${pods.length - MOST_PODS} more pods`, ']', 'plain')}`,
      );
    }
    for (const [claim, tone, verb] of claimsOf(set).slice(0, 2 * MOST_PODS)) {
      const owner = pods.slice(0, MOST_PODS).find(([pod]) => claim.endsWith(`-${pod}`) && verb !== 'orphaned')?.[0];
      const from = owner === undefined ? id(set.object) : id(`${set.object} pod ${owner}`);
      lines.push(
        `  ${from} ${verb === 'orphaned' ? '-. was .->' : '-->'} ${box(`${set.object} claim ${claim}`, '[(', claim, ')]', tone)}`,
      );
    }
  }
  for (const tone of used) {
    lines.push(`  classDef ${className(tone)} ${STYLE[tone]}`);
  }
  return lines.join('\n');
}

const className = (tone: Tone): string => tone.replace('-', '');

function podsOf({ pods }: Change): [string, Tone][] {
  const tones = new Map<string, Tone>();
  pods.created.forEach((pod) => tones.set(pod, 'create'));
  pods.restarted.forEach((pod) => tones.set(pod, 'restart'));
  pods.deleted.forEach((pod) => tones.set(pod, 'delete'));
  return [...tones];
}

function claimsOf({ claims }: Change): [string, Tone, 'orphaned' | 'kept'][] {
  return [
    ...claims.deleted.map((claim) => [claim, 'data-risk', 'kept'] as [string, Tone, 'kept']),
    ...claims.orphaned.map((claim) => [claim, 'delete', 'orphaned'] as [string, Tone, 'orphaned']),
    ...claims.resized.map((claim) => [claim, 'update', 'kept'] as [string, Tone, 'kept']),
    ...claims.created.map((claim) => [claim, 'create', 'kept'] as [string, Tone, 'kept']),
  ];
}

/** By the name that a plan gives an object; AFTER counts where both sides have it. A namespace that is not written is `default`. */
function index(scene: Scene): Map<string, Manifest> {
  return new Map(
    [...scene.before, ...scene.after].flatMap((manifest) => [
      [nameOf(manifest), manifest] as const,
      ...(manifest.metadata.namespace === undefined ? [[label(manifest, 'default'), manifest] as const] : []),
    ]),
  );
}

function label(manifest: Manifest, namespace: string | undefined): string {
  return nameOf(
    manifest.metadata.namespace === undefined && namespace !== undefined
      ? { ...manifest, metadata: { ...manifest.metadata, namespace } }
      : manifest,
  );
}

/** The governing Service and those that select the set's pods. */
function servicesOf(set: Manifest, scene: Scene): Manifest[] {
  const spec = isObject(set['spec']) ? set['spec'] : {};
  const template =
    isObject(spec['template']) && isObject(spec['template']['metadata']) ? spec['template']['metadata'] : {};
  const labels = isObject(template['labels']) ? template['labels'] : {};
  const found = new Map<string, Manifest>();
  for (const manifest of [...scene.before, ...scene.after]) {
    if (manifest.kind !== 'Service' || manifest.metadata.namespace !== set.metadata.namespace) {
      continue;
    }
    const selector = isObject(manifest['spec']) ? manifest['spec']['selector'] : undefined;
    const selects =
      isObject(selector) &&
      Object.keys(selector).length > 0 &&
      Object.entries(selector).every(([key, value]) => labels[key] === value);
    if (selects || manifest.metadata.name === spec['serviceName']) {
      found.set(manifest.metadata.name, manifest);
    }
  }
  return [...found.values()];
}
