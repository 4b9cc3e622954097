import { addTo } from '../kubernetes/groups';
import { line } from '../messages/line';
import type { Files } from './files';
import { inputsOf } from './inputs';
import { kustomizeInputs } from './kustomize-inputs';
import type { Build, Unit } from './unit';

/**
 * Units that nobody applies: they are described in a file in the folder of another unit, whose kustomizations do not list it. People
 * switch an app off like that. One whose own folder has the file is applied once by hand, and by itself from then on.
 */
export function idleUnits(units: readonly Unit[], roots: readonly Unit[], files: Files): ReadonlySet<Unit> {
  const idle = new Set<Unit>();
  const fromFile = new Map<string, Unit[]>();
  for (const unit of units) if (unit.file !== undefined) addTo(fromFile, unit.file, unit);
  for (let size = -1; size < idle.size;) {
    size = idle.size;
    const active = [...units, ...roots].filter((unit) => !idle.has(unit));
    const listed = new Set(active.flatMap((unit) => [...inputsOf(unit, files)]));
    const builds = active.flatMap((unit) => unit.builds.filter(isKustomize));
    for (const [file, described] of fromFile) {
      if (listed.has(file) || described.some((unit) => unit.builds.some(has(file)))) continue;
      if (builds.some((build) => has(file)(build) && isKnown(build, files)))
        described.forEach((unit) => idle.add(unit));
    }
  }
  return idle;
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
