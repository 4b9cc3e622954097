import { asList, asObject, at, type PlainObject } from '../../kubernetes/plain';
import { type Code, ListCode, MapCode } from '../code/code';
import type { Comment } from './read-comments';

/** Props with comments above them, and what found no place there. */
export interface Commented {
  readonly props: MapCode;
  readonly above: readonly string[];
}

/** Puts the comments of a StatefulSet above the props that say the same; the nearest one that is there. */
export function placeComments(props: MapCode, statefulSet: PlainObject, comments: readonly Comment[]): Commented {
  const above: string[] = [];
  let commented = props;
  for (const { path, lines } of comments) {
    const placed = place(commented, propPath(path, statefulSet), lines);
    if (placed === undefined) above.push(...lines);
    else commented = placed;
  }
  return { props: commented, above };
}

type Steps = readonly (string | number)[];

/** Adds a comment to the deepest entry that the steps lead to. */
function place(code: MapCode, [key, ...rest]: Steps, lines: readonly string[]): MapCode | undefined {
  const entry = code.entries.find((each) => each.key === key);
  if (entry === undefined) return undefined;
  const inside = placeInside(entry.value, rest, lines);
  const comment = inside === undefined ? [...(entry.comment ?? []), ...lines] : entry.comment;
  const changed = { key: entry.key, value: inside ?? entry.value, ...(comment === undefined ? {} : { comment }) };
  return new MapCode(code.entries.map((each) => (each === entry ? changed : each)));
}

function placeInside(code: Code, steps: Steps, lines: readonly string[]): Code | undefined {
  if (steps.length === 0) return undefined;
  if (code instanceof MapCode) return place(code, steps, lines);
  const [index, ...rest] = steps;
  const item = code instanceof ListCode && typeof index === 'number' ? code.items[index] : undefined;
  if (!(item instanceof MapCode) || !(code instanceof ListCode)) return undefined;
  // A comment on a whole item stands above its first field.
  const placed = place(item, rest, lines) ?? place(item, [item.entries[0]?.key ?? ''], lines);
  return placed && new ListCode(code.items.map((each) => (each === item ? placed : each)));
}

/** Fields that are props of another name. */
const NAMES: Readonly<Record<string, Steps>> = {
  readinessProbe: ['readiness'],
  livenessProbe: ['liveness'],
  startupProbe: ['startup'],
  volumeMounts: ['mounts'],
  volumeDevices: ['devices'],
  storageClassName: ['storageClass'],
  securityContext: ['securityContext'],
  persistentVolumeClaimRetentionPolicy: ['claimRetention'],
  volumeClaimTemplates: ['claims'],
  nodeSelector: ['scheduling', 'nodeSelector'],
  affinity: ['scheduling', 'affinity'],
  tolerations: ['scheduling', 'tolerations'],
  topologySpreadConstraints: ['scheduling', 'topologySpread'],
  priorityClassName: ['scheduling', 'priorityClassName'],
};

/** `['claims', 0, 'size']` of `spec.volumeClaimTemplates[0].spec.resources.requests.storage`. */
function propPath([top, first, ...rest]: Comment['path'], statefulSet: PlainObject): Steps {
  if (top === undefined || first === undefined) return top === undefined ? [] : [top];
  if (top === 'metadata') return [first, ...rest];
  if (top !== 'spec') return [top];
  if (first === 'template') {
    const [part, field, ...inside] = rest;
    if (part === 'metadata') return [field === 'labels' ? 'podLabels' : 'podAnnotations', ...inside];
    return inPod(rest.slice(1), statefulSet);
  }
  return first === 'volumeClaimTemplates' ? inClaims(rest) : renamed([first, ...rest]);
}

function inClaims([index, ...rest]: Steps): Steps {
  const fields = rest.filter((step) => step !== 'spec' && step !== 'metadata');
  const isSize = fields[fields.length - 1] === 'storage';
  return ['claims', ...(index === undefined ? [] : [index]), ...(isSize ? ['size'] : renamed(fields))];
}

function inPod(steps: Steps, statefulSet: PlainObject): Steps {
  const [list, index, ...rest] = steps;
  if (typeof index !== 'number' || (list !== 'containers' && list !== 'initContainers')) return renamed(steps);
  const container = asList(at(statefulSet, 'spec', 'template', 'spec', list))[index];
  const own = inContainer(rest, asObject(container));
  if (list === 'containers') return index === 0 ? own : ['containers', index - 1, ...own];
  return ['initContainers', index, ...own];
}

function inContainer(steps: Steps, container: PlainObject): Steps {
  const [field, index] = steps;
  if (field !== 'env' || typeof index !== 'number') return renamed(steps);
  const variable = asList(container['env'])[index];
  return [at(variable, 'valueFrom') === undefined ? 'env' : 'envValues', String(at(variable, 'name'))];
}

function renamed([first, ...rest]: Steps): Steps {
  if (first === undefined) return [];
  return [...(NAMES[String(first)] ?? [first]), ...rest];
}
