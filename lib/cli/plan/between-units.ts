import { addTo } from '../../kubernetes/groups';
import type { Manifest } from '../../kubernetes/manifest';
import { TOOLS } from '../../pipelines/tools';
import { keyOf, labelOf, refOf } from '../../plan/facts/identity';
import type { UnitFact } from '../../plan/facts/unit-fact';
import type { Unit } from '../../repo/unit';
import type { UnitSides } from './unit-sides';
import {
  describedBy,
  hasClaimTemplates,
  isGone,
  type Move,
  movesCluster,
  otherCluster,
  renamedFacts,
  renamedUnits,
  stakeOf,
} from './unit-moves';
import { unitName } from './unit-title';

/**
 * What happens between the units of a change: an object that moves from one to another is no deletion and no creation, and one that
 * nothing deletes is none either. `describes` says whether the repository tells of any unit that it is applied.
 */
export function betweenUnits(all: readonly UnitSides[], describes: boolean): readonly UnitSides[] {
  const found = movesIn(all);
  const renamed = renamedUnits(found);
  const moves = found.filter(({ from, to }) => renamed.get(to)?.from !== from);
  const twice = declaredTwice(all);
  const from = new Map<UnitSides, Move[]>();
  const to = new Map<UnitSides, Move[]>();
  for (const move of found) {
    addTo(from, move.from, move);
    addTo(to, move.to, move);
  }
  const told = new Set(moves);
  return all.map((own) => {
    const leaving = new Set((from.get(own) ?? []).map(({ key }) => key));
    const coming = to.get(own) ?? [];
    const stays = keptObjects(own, leaving, describes);
    const kept = new Set(stays.objects.map(keyOf));
    const unsure = mayBeMade(own, leaving);
    const facts: UnitFact[] = [
      ...own.facts.map((fact) => (fact.about === 'outside' ? { ...fact, mayMake: unsure.map(labelOf) } : fact)),
      ...([...renamed.values()].some((each) => each.from === own) ? [] : stays.facts),
      ...stopsPruning(own),
      ...renamedFacts(own, renamed.get(own)),
      ...otherCluster(own),
      ...coming
        .filter((move) => told.has(move))
        .map((move) => movedFact(move.from.unit, own.unit, move.object, isGone(move.from))),
    ];
    return {
      ...own,
      before: [
        ...(movesCluster(own) ? [] : own.before).filter(
          (object) => !leaving.has(keyOf(object)) && !kept.has(keyOf(object)),
        ),
        ...coming.map(({ object }) => object),
      ],
      after: [...own.after, ...unsure],
      facts: [...facts, ...(twice.get(own) ?? [])],
    };
  });
}

/** Objects of a cluster that leave one unit and come into another. */
function movesIn(all: readonly UnitSides[]): readonly Move[] {
  const coming = new Map<string, UnitSides>();
  for (const side of all) {
    const was = new Set(side.before.map(keyOf));
    for (const object of side.after) if (!was.has(keyOf(object))) coming.set(placeOf(side, object), side);
  }
  return all.flatMap((from) => {
    const is = new Set(from.after.map(keyOf));
    return from.before.flatMap((object): Move[] => {
      const to = is.has(keyOf(object)) || !from.isBuilt ? undefined : coming.get(placeOf(from, object));
      if (to === undefined || to === from || (isDescribed(from) && !isDescribed(to))) return [];
      return [{ key: keyOf(object), object, from, to }];
    });
  });
}

/** A folder that nobody applies takes nothing over. */
function isDescribed({ unit }: UnitSides): boolean {
  return unit.file !== undefined;
}

function placeOf({ unit }: UnitSides, object: Manifest): string {
  return `${unit.cluster ?? ''}\u0000${unit.parent?.variant ?? ''}\u0000${keyOf(object)}`;
}

function movedFact(from: Unit, to: Unit, object: Manifest, gone: boolean): UnitFact {
  const tool = from.pipeline === undefined ? undefined : TOOLS[from.pipeline];
  const prunes = gone ? (from.whenRemoved === 'unknown' ? undefined : from.whenRemoved === 'deleted') : from.prune;
  return {
    about: 'moved',
    ref: refOf(object),
    from: unitName(from),
    to: unitName(to),
    prunes,
    keptBy: tool?.keeps(object),
    stake: stakeOf(object),
    tool: from.pipeline,
  };
}

/** What is gone and stays in the cluster, because of how its unit prunes or is removed. */
function keptObjects(
  { unit, change, before, after, isBuilt }: UnitSides,
  leaving: ReadonlySet<string>,
  describes: boolean,
): { readonly objects: readonly Manifest[]; readonly facts: readonly UnitFact[] } {
  const ref = { group: '', kind: unit.kind, name: unit.name };
  const is = new Set(after.map(keyOf));
  const gone = isBuilt ? before.filter((object) => !is.has(keyOf(object)) && !leaving.has(keyOf(object))) : [];
  if (change.after === undefined) {
    // A repository that describes nothing may be applied from elsewhere, by who prunes.
    if (unit.whenRemoved === 'unknown' && !describes) return { objects: [], facts: [] };
    const deleted = unit.whenRemoved === 'deleted';
    const fact: UnitFact = {
      about: 'removed',
      ref,
      objects: gone.length,
      deleted,
      why: whyRemoved(unit),
      kind: describedBy(unit),
    };
    return { objects: deleted ? [] : gone, facts: [fact] };
  }
  if (unit.prune !== false || gone.length === 0) return { objects: [], facts: [] };
  const why = unit.pipeline === 'argocd' ? 'automatic pruning is off' : '`prune` is not true';
  return { objects: gone, facts: [{ about: 'kept', ref, objects: gone.map(labelOf), why }] };
}

/** Objects that are gone from what is built here, and that something else may make now. Data is never taken for safe. */
function mayBeMade(
  { before, after, isBuilt, takesMore }: UnitSides,
  leaving: ReadonlySet<string>,
): readonly Manifest[] {
  if (!isBuilt || !takesMore) return [];
  const is = new Set(after.map(keyOf));
  return before.filter(
    (object) =>
      !is.has(keyOf(object)) && !leaving.has(keyOf(object)) && stakeOf(object) !== 'data' && !hasClaimTemplates(object),
  );
}

function whyRemoved({ kind, whenRemoved }: Unit): string {
  if (whenRemoved === 'unknown') return 'nothing in this repository says that somebody applies it';
  const deleted = whenRemoved === 'deleted';
  switch (kind) {
    case 'Application':
      return deleted
        ? 'the Application has the finalizer `resources-finalizer.argocd.argoproj.io`'
        : 'the Application has no finalizer';
    case 'HelmRelease':
      return deleted ? 'Flux uninstalls the release' : 'the HelmRelease is suspended';
    default:
      return deleted ? '`prune` is true' : '`prune` is not true, `deletionPolicy` is Orphan, or it is suspended';
  }
}

function stopsPruning({ unit, change }: UnitSides): readonly UnitFact[] {
  return change.before?.prune === true && change.after?.prune === false
    ? [{ about: 'stops-pruning', ref: { group: '', kind: unit.kind, name: unit.name }, title: unitName(unit) }]
    : [];
}

/** Objects that several units of one cluster declare, by the unit in which it is told: the first of them. */
function declaredTwice(all: readonly UnitSides[]): ReadonlyMap<UnitSides, readonly UnitFact[]> {
  const declaring = new Map<string, { readonly object: Manifest; readonly by: UnitSides[] }>();
  const were = new Map(all.map((side) => [side, new Set(side.before.map(keyOf))]));
  for (const side of all) {
    // Folders that nobody describes may be variants of one another.
    if (side.unit.file === undefined) continue;
    for (const object of side.after) {
      const place = placeOf(side, object);
      const known = declaring.get(place);
      if (known === undefined) declaring.set(place, { object, by: [side] });
      else if (!known.by.includes(side)) known.by.push(side);
    }
  }
  const facts = new Map<UnitSides, UnitFact[]>();
  for (const { object, by } of declaring.values()) {
    const [first] = by;
    if (first === undefined || by.length === 1) continue;
    const isNew = !by.every((side) => were.get(side)?.has(keyOf(object)));
    addTo(facts, first, { about: 'twice', ref: refOf(object), units: by.map(({ unit }) => unitName(unit)), isNew });
  }
  return facts;
}
