import { addTo } from '../kubernetes/groups';
import { folderOf } from '../sources/source-names';
import type { Repository } from '../sources/repository';
import { type BlobCache, Files } from './files';
import { describedUnits, type FoundUnits } from './find-units';
import { chartAbove } from './charts';
import { circlesIn } from './circles';
import { clusterOfFile } from './flux';
import { idleNotes } from './idle';
import { inputsOf } from './inputs';
import { isPlainManifest } from './kustomize-inputs';
import { ignoredBy, namedUnits, PLAN_FILE, readPlanFile } from './plan-file';
import type { Render } from './parents';
import { plainUnit, undescribedUnits } from './undescribed';
import type { Unit } from './unit';

/** A unit as it is before and after a change; on one side only if it comes or goes. */
export interface UnitChange {
  readonly before?: Unit;
  readonly after?: Unit;
}

/** What a change touches in a repository. */
export interface Comparison {
  readonly before: Files;
  readonly after: Files;
  /** Units that are made of other files, or described in another way. */
  readonly touched: readonly UnitChange[];
  /** How many there are in all. */
  readonly count: number;
  /** What the units of AFTER wait for, by key: keys of others. */
  readonly waiting: ReadonlyMap<string, readonly string[]>;
  /** Which of those this change removes. */
  readonly lost: ReadonlyMap<string, readonly string[]>;
  /** Units of AFTER that wait for themselves, with the others on the way there, and those of BEFORE; by key. */
  readonly circles: ReadonlyMap<string, readonly string[]>;
  readonly circlesBefore: ReadonlyMap<string, readonly string[]>;
  /** Whether the repository says of any unit that it is applied. */
  readonly describes: boolean;
  /** For the user. */
  readonly notes: readonly string[];
}

/** Finds the units of both revisions, and those that the change touches. Only what describes other units is built for that. */
export async function compareRevisions({ before, after, origin }: Repository, render: Render): Promise<Comparison> {
  const cache: BlobCache = { bytes: new Map(), documents: new Map() };
  const sides = [new Files(before, cache), new Files(after, cache)] as const;
  const planFiles = [
    // One that was wrong is mended by the change, or by none.
    await readPlanFile(sides[0]).catch(() => ({ units: [], ignore: [] })),
    await readPlanFile(sides[1]),
  ] as const;
  const { isIgnored, pending } = ignoredBy(...planFiles);
  const named = sides.map((files, index) => namedUnits(planFiles[index] ?? planFiles[1], files));
  const found = [
    await describedUnits(sides[0], origin, isIgnored, render),
    await describedUnits(sides[1], origin, isIgnored, render),
  ] as const;
  const old = found[0].units;
  const now = [...found[1].units, ...unknownUnits(found[0], found[1], sides[1])];
  const ambiguous = new Set([...repeated(old), ...repeated(now)]);
  const described = [distinct(old, ambiguous), distinct(now, ambiguous)] as const;
  const idle = found.map((each) => each.idle);
  const changed = changedPaths(...sides);
  const all = sides.map((files, index) => {
    const units = [...(described[index] ?? []), ...(named[index] ?? [])];
    const claimed = new Set([...units, ...(idle[index] ?? [])].flatMap((unit) => [...inputsOf(unit, files)]));
    return [...units, ...undescribedUnits(files, claimed).filter(({ name }) => !isIgnored(name))];
  });
  const known = all.map((units, index) => [...units, ...(idle[index] ?? [])]);
  const plain = plainFolders(sides, known, new Set([...changed].filter((path) => !isIgnored(path))));
  const [was, is] = all.map(
    (units, index) => new Map([...units, ...(plain[index] ?? [])].map((unit) => [unit.key, unit])),
  ) as [Map<string, Unit>, Map<string, Unit>];
  const waiting = new Map([...is.values()].flatMap((unit) => waitsFor(unit)));
  const lost = new Map(
    [...waiting].flatMap(([key, others]) => {
      const gone = others.filter((other) => was.has(other) && !is.has(other));
      return gone.length === 0 ? [] : [[key, gone] as const];
    }),
  );
  const circles = [circlesIn(was, () => true), circlesIn(is, (key) => !was.has(key))] as const;
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  const touched = keys.flatMap((key): UnitChange[] => {
    const [from, to] = [was.get(key), is.get(key)];
    const isCaught = lost.has(key) || (circles[1].has(key) && !circles[0].has(key));
    if (from !== undefined && to !== undefined && !isCaught && isSame(from, to, sides, changed)) return [];
    return [{ ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) }];
  });
  const notes = [
    ...pending.map((each) => `${PLAN_FILE}: '${each}' under \`ignore\` takes effect once this change is merged`),
    ...new Set(found.flatMap((each) => each.notes)),
    ...idleNotes(idle, sides, changed),
  ];
  return {
    before: sides[0],
    after: sides[1],
    touched,
    count: keys.length,
    waiting,
    lost,
    circles: circles[1],
    circlesBefore: circles[0],
    describes: old.length + now.length > 0,
    notes,
  };
}

/** Units of BEFORE of which AFTER says nothing, because it cannot be read or built: nobody removes them by that. */
function unknownUnits(before: FoundUnits, after: FoundUnits, files: Files): readonly Unit[] {
  const known = new Set([...after.units, ...after.idle].map(({ key }) => key));
  return before.units.filter(({ key, file, parent }) => {
    if (known.has(key) || file === undefined) return false;
    return parent === undefined
      ? files.has(file) && files.isUnread(file)
      : parent.by.split(', ').some((name) => after.failed.has(name));
  });
}

/** Flux applies a unit only once the others that it names are ready. */
function waitsFor({ key, kind, dependsOn = [] }: Unit): (readonly [string, readonly string[]])[] {
  return dependsOn.length === 0 ? [] : [[key, dependsOn.map((name) => `${kind} ${name}`)]];
}

function changedPaths(before: Files, after: Files): ReadonlySet<string> {
  return new Set([...before.paths, ...after.paths].filter((path) => before.idOf(path) !== after.idOf(path)));
}

function isSame(from: Unit, to: Unit, [before, after]: readonly [Files, Files], changed: ReadonlySet<string>): boolean {
  if (withoutPlace(from) !== withoutPlace(to)) return false;
  if (changed.size === 0) return true;
  return ![...inputsOf(from, before), ...inputsOf(to, after)].some((path) => changed.has(path));
}

/** In which file it is described makes no difference. */
function withoutPlace(unit: Unit): string {
  return JSON.stringify({
    ...unit,
    file: unit.file !== undefined,
    parent: undefined,
    dependsOn: undefined,
    dependsOnExpression: undefined,
  });
}

function repeated(units: readonly Unit[]): readonly string[] {
  const seen = new Set<string>();
  return units.map(({ key }) => key).filter((key) => seen.size === seen.add(key).size);
}

/** One name may stand for several units: in the folders of several clusters, or in several files. */
function distinct(units: readonly Unit[], ambiguous: ReadonlySet<string>): readonly Unit[] {
  const byKey = new Map<string, Unit[]>();
  for (const unit of units) addTo(byKey, unit.key, unit);
  return [...byKey].flatMap(([key, same]) => {
    if (!ambiguous.has(key)) return same;
    const seen = new Set<string>();
    return same.flatMap((unit) => {
      const file = unit.file ?? '';
      const beside = unit.parent?.by ?? clusterOfFile(file) ?? folderOf(file);
      const inside = unit.parent === undefined ? file : `${beside}, ${file}`;
      const name = `${unit.name} (${seen.has(beside) ? inside : beside})`;
      if (seen.has(name)) return [];
      seen.add(beside).add(name);
      return [{ ...unit, key: `${unit.kind} ${name}`, name }];
    });
  });
}

/** Folders with manifests that belong to no unit, where one of them changes: as a last resort each is one. */
function plainFolders(
  sides: readonly [Files, Files],
  units: readonly (readonly Unit[])[],
  changed: ReadonlySet<string>,
): readonly (readonly Unit[])[] {
  const claimed = sides.map(
    (files, index) => new Set((units[index] ?? []).flatMap((unit) => [...inputsOf(unit, files)])),
  );
  const isFree = (path: string): boolean =>
    isPlainManifest(path) &&
    path !== PLAN_FILE &&
    !sides.some(
      (files, index) => claimed[index]?.has(path) === true || isInChart(path, files) || isKustomized(path, files),
    );
  const folders = [...new Set([...changed].filter(isFree).map(folderOf))].sort();
  return sides.map((files) =>
    folders.flatMap((folder) => {
      const paths = files.in(folder).filter(isFree);
      return paths.length === 0 ? [] : [plainUnit('Folder', folder, [{ as: 'files', paths }])];
    }),
  );
}

function isKustomized(path: string, files: Files): boolean {
  return files.kustomizationsOf(folderOf(path)).length > 0;
}

function isInChart(path: string, files: Files): boolean {
  return chartAbove(folderOf(path), files) !== undefined;
}
