import { UserError } from '../../messages/user-error';
import { TooLarge } from '../../sources/budget';
import type { Files } from '../files';
import { directoryFiles } from '../inputs';
import type { Build, Unit } from '../unit';
import type { BuildOptions } from './build-options';
import { type Built, failed } from './built';
import { readManifests } from './files';
import { buildHelm } from './helm';
import { buildKustomize } from './kustomize';

/** The manifests of a unit in a revision, made as its tool makes them. Never throws for what stands in the repository. */
export async function buildUnit(unit: Unit, files: Files, options: BuildOptions): Promise<Built> {
  const all: Built[] = [];
  for (const build of unit.builds) {
    try {
      all.push(await built(build, files, options));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      all.push(failed(error instanceof TooLarge ? 'too-large' : 'refused', error.message));
    }
  }
  const failure = all.find((each) => each.failure !== undefined)?.failure;
  return {
    files: failure === undefined ? all.flatMap((each) => each.files) : [],
    outside: [...new Set([...unit.outside, ...all.flatMap((each) => each.outside)])],
    unread: all.flatMap((each) => each.unread),
    ...(failure === undefined ? {} : { failure }),
  };
}

function built(build: Build, files: Files, options: BuildOptions): Promise<Built> {
  switch (build.as) {
    case 'kustomize':
      return buildKustomize(build, files, options);
    case 'helm':
      return buildHelm(build, files, options);
    case 'directory':
      return readManifests(directoryFiles(build, files), files);
    case 'files':
      return readManifests(build.paths, files);
  }
}
