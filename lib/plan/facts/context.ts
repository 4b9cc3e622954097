import { addTo } from '../../kubernetes/groups';
import { isLive } from '../../kubernetes/live-object';
import type { Manifest } from '../../kubernetes/manifest';
import { asList, asObject, asText, at, type PlainObject, textOf } from '../../kubernetes/plain';
import { groupKindOf } from '../../kubernetes/object-kind';
import { minorOf, nearestKubernetesVersion } from '../../kubernetes/versions';
import { isApplied } from '../../pipelines/applied';
import { convertTo } from '../../kubernetes/served/convert';
import { unserved } from '../../kubernetes/served/unserved';
import type { Pipeline, Tool } from '../../pipelines/tool';
import { TOOLS } from '../../pipelines/tools';
import type { HandledSide } from './handled';
import { keyOf, nameOf, namespaceOf } from './identity';
import { ofKind } from './of-kind';
import type { ApplyMode, PlanOptions } from '../types';

/** One side of the change, to look objects up in. */
export type Side = ReadonlyMap<string, Manifest>;

/** All that a judgement may look at. */
export interface Context {
  readonly kubernetes: string;
  readonly minor: number;
  /** Whether the version was given; else it is the newest known. */
  readonly versionKnown: boolean;
  /** The minor version that the cluster has now, where it is upgraded before the change is applied. */
  readonly fromMinor?: number;
  readonly apply: ApplyMode;
  /** Absent where it was not given: then objects are applied as they are, as by kubectl. */
  readonly pipeline: Pipeline | undefined;
  readonly tool: Tool | undefined;
  /** What makes it force every object: `\`force: true\` of …`. */
  readonly force?: string;
  /** BEFORE as the API server serves it, whatever version its manifests are written in. */
  readonly before: Side;
  /** BEFORE as it is written. */
  readonly written: Side;
  readonly after: Side;
  /** Objects that others apply to the same cluster with this change. */
  readonly beside: readonly Manifest[];
  /** What hooks of AFTER make when the change is applied. */
  readonly hooks: Side;
  /** Live claims by `namespace/name`. */
  readonly claims: ReadonlyMap<string, Manifest>;
  /** Whole live objects of BEFORE, by key. */
  readonly live: ReadonlyMap<string, Manifest>;
  /** What else is known to exist, as it was read: claims, volumes and classes, by key. */
  readonly existing: ReadonlyMap<string, Manifest>;
  /** Live objects that decide what may be, by group and kind: `/ResourceQuota`. */
  readonly surroundings: ReadonlyMap<string, readonly Manifest[]>;
  /** The address families of Services; absent where they are not known. */
  readonly families?: readonly string[];
  /** Live pods by `namespace/name`. */
  readonly pods: ReadonlyMap<string, Manifest>;
  readonly storageClasses: ReadonlyMap<string, Manifest>;
  /** Whether those are all that the cluster has; one that is declared says nothing of the others. */
  readonly storageClassesKnown: boolean;
  readonly volumes: ReadonlyMap<string, Manifest>;
  /** The claims of a StatefulSet that are known to be there, by namespace, template and set. */
  readonly claimsByPrefix: ReadonlyMap<string, readonly string[]>;
}

const CLASS = 'storage.k8s.io/StorageClass';

export function contextOf(
  sides: { readonly before: HandledSide; readonly after: HandledSide },
  options: PlanOptions,
): Context {
  const kubernetes = nearestKubernetesVersion(options.kubernetes);
  const { facts } = options;
  const minor = minorOf(kubernetes);
  const written = sideOf(sides.before.objects);
  const before = sideOf(sides.before.objects.flatMap((object) => asServed(object, minor) ?? []));
  const after = sideOf(sides.after.objects);
  const live = [...before.values()].filter((object) => isLive(object));
  const claims = [...(facts?.claims ?? []), ...live.filter((object) => object.kind === 'PersistentVolumeClaim')];
  const classes = [...(facts?.storageClasses ?? []), ...ofKind(before, CLASS), ...ofKind(after, CLASS)];
  const volumes = [...(facts?.volumes ?? []), ...live.filter((object) => object.kind === 'PersistentVolume')];
  const surroundings = byGroupKind(facts?.surroundings ?? []);
  const ranges = surroundings.get('networking.k8s.io/ServiceCIDR') ?? [];
  const byName = (list: readonly Manifest[]): Map<string, Manifest> =>
    new Map(list.map((each) => [nameOf(each), each]));
  return {
    kubernetes,
    minor,
    versionKnown: options.kubernetes !== undefined,
    ...(options.from === undefined ? {} : { fromMinor: minorOf(nearestKubernetesVersion(options.from)) }),
    apply: options.apply ?? (options.pipeline === undefined ? 'client' : TOOLS[options.pipeline].apply),
    pipeline: options.pipeline,
    tool: options.pipeline === undefined ? undefined : TOOLS[options.pipeline],
    ...(options.force === undefined ? {} : { force: options.force }),
    written,
    before,
    after,
    beside: options.beside ?? [],
    hooks: sideOf(
      [...sides.after.hooks.values()].flat().flatMap(({ object, hook }) => (hook.when === 'never' ? [] : [object])),
    ),
    claims: new Map(claims.map((claim) => [`${namespaceOf(claim)}/${nameOf(claim)}`, claim])),
    live: sideOf(facts?.live ?? []),
    existing: sideOf(
      [...(facts?.claims ?? []), ...(facts?.volumes ?? []), ...(facts?.storageClasses ?? [])].filter(isLive),
    ),
    surroundings,
    ...(ranges.length === 0 ? {} : { families: familiesOf(ranges) }),
    pods: new Map((facts?.pods ?? []).map((pod) => [`${namespaceOf(pod)}/${nameOf(pod)}`, pod])),
    storageClasses: byName(classes),
    storageClassesKnown: (facts?.storageClasses ?? []).length > 0,
    volumes: byName(volumes),
    claimsByPrefix: prefixes(claims),
  };
}

function byGroupKind(objects: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const object of objects) addTo(found, groupKindOf(object), object);
  return found;
}

function familiesOf(ranges: readonly Manifest[]): readonly string[] {
  const all = ranges.flatMap((range) => asList(at(range, 'spec', 'cidrs')));
  return [...new Set(all.map((cidr) => (textOf(cidr).includes(':') ? 'IPv6' : 'IPv4')))];
}

function prefixes(claims: readonly Manifest[]): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const claim of claims) {
    const match = /^(.+)-\d+$/.exec(nameOf(claim));
    if (match === null) continue;
    const key = `${namespaceOf(claim)}/${match[1]}`;
    addTo(result, key, nameOf(claim));
  }
  for (const list of result.values()) list.sort();
  return result;
}

export function liveClaim(context: Context, namespace: string, name: string): PlainObject | undefined {
  return context.claims.get(`${namespace}/${name}`);
}

/** The class that the cluster gives to claims that name none, where classes are known. */
export function defaultClass(context: Context): string | undefined {
  for (const [name, each] of context.storageClasses) {
    const annotations = asObject(each.metadata.annotations);
    if (annotations['storageclass.kubernetes.io/is-default-class'] === 'true') return name;
  }
  return undefined;
}

/** Whether deleting a claim destroys its volume: `undefined` where nothing is known about it. */
export function reclaimPolicy(
  context: Context,
  namespace: string,
  claim: string,
  /** The claim, or the template it is made from: its class counts where no live claim is known. */
  declared?: PlainObject,
): string | undefined {
  const live = liveClaim(context, namespace, claim);
  const volume = context.volumes.get(asText(at(live, 'spec', 'volumeName')) ?? '');
  const ofVolume = asText(at(volume, 'spec', 'persistentVolumeReclaimPolicy'));
  if (ofVolume !== undefined) return ofVolume;
  const own = live ?? declared;
  const className =
    own === undefined ? undefined : (asText(at(own, 'spec', 'storageClassName')) ?? defaultClass(context));
  const storageClass = className === undefined ? undefined : context.storageClasses.get(className);
  return storageClass === undefined ? undefined : (asText(storageClass['reclaimPolicy']) ?? 'Delete');
}

/**
 * Objects by identity; of two with the same one the last wins, as with the tools that apply them. In the order of their keys:
 * that of the documents must not matter.
 */
export function sideOf(manifests: readonly Manifest[]): Side {
  const byKey = new Map(manifests.map((manifest) => [keyOf(manifest), manifest]));
  return new Map([...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Whether leaving an object of the first side out means to delete it. */
export function isPruned(object: Manifest): boolean {
  return isApplied(object);
}

/** An object of BEFORE as the API server serves it now; undefined if none of its versions is left. */
function asServed(object: Manifest, minor: number): Manifest | undefined {
  const why = unserved(object.apiVersion, object.kind, minor);
  if (why === undefined || why.reason === 'off') return object;
  if (why.replacement !== undefined) return convertTo(object, why.replacement);
  return why.reason === 'removed' ? undefined : object;
}
