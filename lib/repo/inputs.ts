import { posix } from 'node:path';
import { once } from '../kubernetes/once';
import { asObjects, asText } from '../kubernetes/plain';
import { isJsonnetName, isManifestName } from '../sources/source-names';
import type { Files } from './files';
import { matchesGlob } from './glob';
import { kustomizeInputs } from './kustomize-inputs';
import { type Build, insidePath, type Unit } from './unit';

/** The files that a unit is made of. */
export function inputsOf(unit: Unit, files: Files): ReadonlySet<string> {
  return allInputs(unit)(files);
}

/** They are asked for again and again. */
const allInputs = once((unit: Unit) =>
  once((files: Files): ReadonlySet<string> => new Set(unit.builds.flatMap((build) => [...buildInputs(build, files)]))),
);

function buildInputs(build: Build, files: Files): Iterable<string> {
  switch (build.as) {
    case 'kustomize': {
      const { paths, opaque } = kustomizeInputs(files, build.path, build.added, build.generated);
      return [...paths, ...opaque];
    }
    case 'directory':
      return directoryFiles(build, files);
    case 'helm':
      return chartFiles(build.path, files).concat(build.valueFiles.filter((path) => files.has(path)));
    case 'files':
      return build.paths.filter((path) => files.has(path));
  }
}

/** What git knows the files by that only plugins read, which are not run here. */
export function opaqueInputs({ builds }: Unit, files: Files): readonly string[] {
  return builds
    .flatMap((build) =>
      build.as === 'kustomize' ? [...kustomizeInputs(files, build.path, build.added, build.generated).opaque] : [],
    )
    .map((path) => `${path} ${files.idOf(path) ?? ''}`);
}

/** What Argo CD reads of a folder. */
export function directoryFiles(build: Extract<Build, { as: 'directory' }>, files: Files): readonly string[] {
  const { path: folder, recurse, include, exclude } = build;
  const all = recurse ? files.below(folder) : files.in(folder);
  return all.filter((path) => {
    const inside = folder === '' ? path : posix.relative(folder, path);
    return (
      (isManifestName(path) || isJsonnetName(path)) &&
      (include === '' || matchesGlob(inside, include)) &&
      (exclude === '' || !matchesGlob(inside, exclude))
    );
  });
}

/** A chart with the charts beside it that it depends on. */
export function chartFiles(folder: string, files: Files, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const own = files.below(folder);
  return [
    ...new Set([...own, ...localDependencies(folder, files).flatMap(({ path }) => chartFiles(path, files, seen))]),
  ];
}

/** Charts of the same repository that a chart names with `file://`. Its Chart.yaml must be loaded. */
export function localDependencies(folder: string, files: Files): { readonly name: string; readonly path: string }[] {
  const chart = posix.join(folder, 'Chart.yaml');
  if (!files.has(chart)) return [];
  return asObjects(files.documents(chart)[0]?.['dependencies']).flatMap((each) => {
    const [, beside] = /^file:\/\/(.*)$/.exec(asText(each['repository']) ?? '') ?? [];
    const path = beside === undefined ? undefined : insidePath(`${folder}/${beside}`);
    return path !== undefined && files.hasFolder(path) ? [{ name: String(each['name']), path }] : [];
  });
}
