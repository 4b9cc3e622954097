import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asList, at } from '../../kubernetes/plain';
import { TOOLS } from '../../pipelines/tools';
import type { Describing, Stake, UnitFact } from '../../plan/facts/unit-fact';
import type { Unit } from '../../repo/unit';
import type { UnitSides } from './unit-sides';
import { unitName } from './unit-title';

/** An object that leaves one unit and comes into another. */
export interface Move {
  readonly key: string;
  readonly object: Manifest;
  readonly from: UnitSides;
  readonly to: UnitSides;
}

/** A unit that is gone, and what it had. */
interface Renamed {
  readonly from: UnitSides;
  readonly objects: readonly Manifest[];
}

/** New units that have most objects of one that is gone. */
export function renamedUnits(moves: readonly Move[]): ReadonlyMap<UnitSides, Renamed> {
  const byPair = new Map<UnitSides, Map<UnitSides, Manifest[]>>();
  for (const { from, to, object } of moves) {
    if (!isGone(from) || to.change.before !== undefined || from.unit.file === undefined) continue;
    const pairs = byPair.get(to) ?? new Map<UnitSides, Manifest[]>();
    byPair.set(to, pairs);
    addTo(pairs, from, object);
  }
  const renamed = new Map<UnitSides, Renamed>();
  for (const [to, pairs] of byPair)
    for (const [from, objects] of pairs)
      if (objects.length * 2 > Math.max(from.before.length, to.after.length)) renamed.set(to, { from, objects });
  return renamed;
}

export function renamedFacts({ unit }: UnitSides, renamed: Renamed | undefined): readonly UnitFact[] {
  if (renamed === undefined) return [];
  const { from, objects } = renamed;
  // What is kept from pruning is lost in no case.
  const tool = from.unit.pipeline === undefined ? undefined : TOOLS[from.unit.pipeline];
  const atStake = objects.filter((object) => tool?.keeps(object) === undefined);
  const { whenRemoved } = from.unit;
  return [
    {
      about: 'renamed',
      ref: { group: '', kind: unit.kind, name: unit.name },
      from: unitName(from.unit),
      to: unitName(unit),
      objects: objects.length,
      deleted: whenRemoved === 'unknown' ? undefined : whenRemoved === 'deleted' && atStake.length > 0,
      stake: worstStake(atStake),
      kind: describedBy(from.unit),
    },
  ];
}

/** Whether a unit that stays is applied to another cluster, as far as both sides say it in one way. */
export function movesCluster({ change: { before, after } }: UnitSides): boolean {
  if (before === undefined || after === undefined || before.cluster === after.cluster) return false;
  if (before.clusterIsSaid !== true || after.clusterIsSaid !== true) return false;
  const ways = [before.cluster, after.cluster].map((each) => (each === undefined ? '' : String(each.includes('://'))));
  return ways.includes('') || ways[0] === ways[1];
}

export function otherCluster(own: UnitSides): readonly UnitFact[] {
  const { unit, change, before } = own;
  if (!movesCluster(own)) return [];
  const titleOf = (cluster: string | undefined): string => cluster ?? 'in which Argo CD runs';
  return [
    {
      about: 'other-cluster',
      ref: { group: '', kind: unit.kind, name: unit.name },
      title: unitName(unit),
      from: titleOf(change.before?.cluster),
      to: titleOf(change.after?.cluster),
      stake: worstStake(before),
    },
  ];
}

function worstStake(objects: readonly Manifest[]): Stake {
  const stakes = new Set(objects.map((object) => (hasClaimTemplates(object) ? 'data' : stakeOf(object))));
  return stakes.has('data') ? 'data' : stakes.has('service') ? 'service' : 'nothing';
}

/** The claims of a StatefulSet are no objects of its unit, but move with it to no other cluster. */
export function hasClaimTemplates(object: Manifest): boolean {
  return object.kind === 'StatefulSet' && asList(at(object, 'spec', 'volumeClaimTemplates')).length > 0;
}

export function describedBy({ kind, isGenerated }: Unit): Describing | undefined {
  if (isGenerated === true) return 'ApplicationSet';
  return kind === 'Folder' || kind === 'Chart' ? undefined : kind;
}

const HOLDS_DATA = new Set([
  '/PersistentVolumeClaim',
  '/PersistentVolume',
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);
const SERVES = new Set([
  'apps/StatefulSet',
  'apps/Deployment',
  'apps/DaemonSet',
  '/Service',
  'networking.k8s.io/Ingress',
  '/Pod',
]);

export function stakeOf(object: Manifest): Stake {
  const kind = groupKindOf(object);
  if (HOLDS_DATA.has(kind)) return 'data';
  return SERVES.has(kind) ? 'service' : 'nothing';
}

export function isGone({ change }: UnitSides): boolean {
  return change.after === undefined;
}
