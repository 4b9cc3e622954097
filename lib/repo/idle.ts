import { addTo } from '../kubernetes/groups';
import { line } from '../messages/line';
import type { Files } from './files';
import { inputsOf } from './inputs';
import { kustomizeInputs } from './kustomize-inputs';
import { folderOf } from '../sources/source-names';
import type { Build, Unit } from './unit';

/**
 * Units that nobody applies: they are described in a file in the folder of another unit, whose kustomizations do not list it. People
 * switch an app off like that. One whose own folder has the file is applied once by hand, and by itself from then on.
 */
export function idleUnits(units: readonly Unit[], roots: readonly Unit[], files: Files): ReadonlySet<Unit> {
  const idle = new Set<Unit>();
  const fromFile = new Map<string, Unit[]>();
  for (const unit of units) if (unit.file !== undefined) addTo(fromFile, unit.file, unit);
  const all = [...units, ...roots];
  const listed = new Map<string, number>();
  const count = (unit: Unit, by: number): void => {
    for (const path of inputsOf(unit, files)) listed.set(path, (listed.get(path) ?? 0) + by);
  };
  all.forEach((unit) => count(unit, 1));
  const above = new Map<string, { readonly unit: Unit; readonly isKnown: boolean }[]>();
  for (const unit of all)
    for (const build of unit.builds.filter(isKustomize))
      addTo(above, build.path, { unit, isKnown: isKnown(build, files) });
  for (let size = -1; size < idle.size;) {
    size = idle.size;
    for (const [file, described] of fromFile) {
      if ((listed.get(file) ?? 0) > 0 || described.some((unit) => unit.builds.some(has(file)))) continue;
      const isLeftOut = foldersAbove(file).some((folder) =>
        above.get(folder)?.some((each) => each.isKnown && !idle.has(each.unit)),
      );
      if (!isLeftOut) continue;
      for (const unit of described) {
        if (!idle.has(unit)) count(unit, -1);
        idle.add(unit);
      }
    }
  }
  return idle;
}

function foldersAbove(file: string): readonly string[] {
  const found: string[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    found.push(folder);
    if (folder === '') return found;
  }
}

/** A change of what nobody applies is no change, and that surprises whoever made it. */
export function idleNotes(
  [before = [], after = []]: readonly (readonly Unit[])[],
  sides: readonly [Files, Files],
  changed: ReadonlySet<string>,
): readonly string[] {
  const inputs = (key: string): string[] =>
    [before, after].flatMap((units, index) =>
      units.filter((unit) => unit.key === key).flatMap((unit) => [...inputsOf(unit, sides[index] ?? sides[1])]),
    );
  return after
    .filter(({ key, file = '' }) => [...inputs(key), file].some((path) => changed.has(path)))
    .map(
      ({ kind, name, file = '' }) =>
        `${line(`${kind} ${name}`)} is ignored: no kustomization lists ${line(file)}, so nobody applies it`,
    );
}

type Kustomize = Extract<Build, { as: 'kustomize' }>;

function isKustomize(build: Build): build is Kustomize {
  return build.as === 'kustomize';
}

function has(file: string): (build: Build) => boolean {
  return (build) => 'path' in build && (build.path === '' || file.startsWith(`${build.path}/`));
}

/** Whether all is known that it lists. */
function isKnown({ path, added, generated }: Kustomize, files: Files): boolean {
  return kustomizeInputs(files, path, added, generated).problems.length === 0;
}
