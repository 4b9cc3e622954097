import { asList, asObject, asObjects, at, type PlainObject } from '../../kubernetes/plain';
import { claimName, podName } from '../../kubernetes/naming';

/** A StatefulSet as its controller sees it: stored, with defaults. */
export interface StatefulSetView {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  /** Whether the manifest says how many; else an autoscaler may have made it any number. */
  readonly replicasKnown: boolean;
  /** First ordinal. */
  readonly start: number;
  readonly serviceName: string;
  /** Names of the claim templates. */
  readonly templates: readonly string[];
  readonly strategy: 'RollingUpdate' | 'OnDelete';
  /** Pods below it, counted from the first ordinal, keep their revision. */
  readonly partition: number;
  readonly parallel: boolean;
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly whenScaled: 'Retain' | 'Delete';
  readonly spec: PlainObject;
}

/** A bound on how many pods of a change are named one by one: more are no help to a reader, and a typing error must not fill the memory. */
const MOST_PODS = 10_000;
/** `replicas` is an int32. */
const MOST_REPLICAS = 2 ** 31 - 1;

/** @param manifest what was written, where it is known beside what was stored */
export function viewOf(stored: PlainObject, manifest: PlainObject = stored): StatefulSetView {
  const spec = asObject(stored['spec']);
  const strategy = asObject(spec['updateStrategy']);
  const retention = asObject(spec['persistentVolumeClaimRetentionPolicy']);
  return {
    name: text(at(stored, 'metadata', 'name')),
    namespace: text(at(stored, 'metadata', 'namespace')) || 'default',
    replicas: Math.min(count(spec['replicas']), MOST_REPLICAS),
    replicasKnown: typeof at(manifest, 'spec', 'replicas') === 'number',
    start: count(at(spec, 'ordinals', 'start')),
    serviceName: text(spec['serviceName']),
    templates: [...new Set(asObjects(spec['volumeClaimTemplates']).map((each) => text(at(each, 'metadata', 'name'))))],
    strategy: strategy['type'] === 'OnDelete' ? 'OnDelete' : 'RollingUpdate',
    partition: count(at(strategy, 'rollingUpdate', 'partition')),
    parallel: spec['podManagementPolicy'] === 'Parallel',
    whenDeleted: retention['whenDeleted'] === 'Delete' ? 'Delete' : 'Retain',
    whenScaled: retention['whenScaled'] === 'Delete' ? 'Delete' : 'Retain',
    spec,
  };
}

/** In the order in which the controller makes them; of very many the lowest. */
export function ordinalsOf(set: StatefulSetView): readonly number[] {
  return range(set.start, Math.min(endOf(set), set.start + MOST_PODS));
}

/** Ordinals that both have, of very many the highest: a rollout begins there. */
export function commonOrdinals(a: StatefulSetView, b: StatefulSetView): readonly number[] {
  const end = Math.min(endOf(a), endOf(b));
  return range(Math.max(a.start, b.start, end - MOST_PODS), end);
}

/** Ordinals of the one set that the other does not have, of very many the highest: they are the first to be deleted. */
export function ordinalsWithout(set: StatefulSetView, other: StatefulSetView): readonly number[] {
  const end = endOf(set);
  if (other.replicas === 0) {
    return range(Math.max(set.start, end - MOST_PODS), end);
  }
  const below = Math.min(end, other.start);
  return [
    ...range(Math.max(set.start, below - MOST_PODS), below),
    ...range(Math.max(set.start, endOf(other), end - MOST_PODS), end),
  ];
}

const endOf = ({ start, replicas }: StatefulSetView): number => start + replicas;

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

export function podsOf(set: StatefulSetView): readonly string[] {
  return ordinalsOf(set).map((ordinal) => podName(set.name, ordinal));
}

export function claimsOf(set: StatefulSetView, ordinals = ordinalsOf(set)): readonly string[] {
  return ordinals.flatMap((ordinal) => set.templates.map((template) => claimName(template, set.name, ordinal)));
}

/** The volume that a container mounts at a path of its own or shares, by name, when it is one of the set's claims. */
function isClaimVolume(set: StatefulSetView, volume: unknown): boolean {
  if (typeof volume !== 'string') return false;
  if (set.templates.includes(volume)) return true;
  const own = asObjects(at(set.spec, 'template', 'spec', 'volumes')).find((each) => each['name'] === volume);
  return own?.['persistentVolumeClaim'] !== undefined;
}

/** Containers and init containers, with the list they stand in. */
export function containersOf(
  set: StatefulSetView,
): readonly { readonly list: string; readonly container: PlainObject }[] {
  const pod = at(set.spec, 'template', 'spec');
  return ['containers', 'initContainers'].flatMap((list) =>
    asObjects(asList(at(pod, list))).map((container) => ({ list, container })),
  );
}

/** Whether any container of the set mounts one of its claims. */
export function keepsData(set: StatefulSetView): boolean {
  return containersOf(set).some(({ container }) =>
    [...asObjects(container['volumeMounts']), ...asObjects(container['volumeDevices'])].some((mount) =>
      isClaimVolume(set, mount['name']),
    ),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.trunc(value) : 0;
}
