import * as path from 'node:path';
import type { Environment } from '../../adopt/adopt';
import { distinct } from '../../adopt/project/identifier';
import { Visible } from '../../adopt/visible';
import type { LocatedObject } from '../../manifests/objects';
import { manifestsOf } from '../../manifests/read';
import type { SourceFile } from '../../manifests/source-file';
import { identityOf } from '../../manifests/identity';
import { readSources } from '../../sources/source';
import type { CommandIo } from '../command';

export interface ReadEnvironment extends Environment {
  readonly files: readonly SourceFile[];
}

/** Sources as one environment; as several, if each has the same StatefulSet as another, or one of the same name. */
export async function readEnvironments(sources: readonly string[], io: CommandIo): Promise<ReadEnvironment[]> {
  const stdin = io.stdin as NodeJS.ReadableStream & AsyncIterable<unknown>;
  const read = await Promise.all(
    sources.map(async (source) => {
      const { files } = await readSources([source], { cwd: io.cwd, stdin });
      return { source, files, objects: objectsOf(files) };
    }),
  );
  if (!haveCommonApps(read.map(({ objects }) => objects))) {
    return [{ files: read.flatMap(({ files }) => files), objects: read.flatMap(({ objects }) => objects) }];
  }
  const names = distinct(read, ({ source }) => nameOf(source));
  return read.map((each) => ({ name: names.get(each) ?? '', files: each.files, objects: each.objects }));
}

export function objectsOf(files: readonly SourceFile[]): readonly LocatedObject[] {
  return manifestsOf(files, new Map(), new Visible()).objects;
}

function haveCommonApps(sides: readonly (readonly LocatedObject[])[]): boolean {
  if (sides.length < 2) return false;
  const names = sides.map(
    (objects) =>
      new Set(
        objects
          .filter(({ manifest }) => manifest.kind === 'StatefulSet')
          .map(({ manifest }) => identityOf({ ...manifest, metadata: { name: manifest.metadata.name } })),
      ),
  );
  return names.every((own, index) =>
    names.some((other, place) => place !== index && [...own].some((name) => other.has(name))),
  );
}

/** `production` of `overlays/production`, of `production.yaml` and of `git:main:overlays/production`. */
function nameOf(source: string): string {
  const name = path.basename(source.replace(/^git:[^:]*:/, '')).replace(/\.(ya?ml|json)$/, '');
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'environment'
  );
}
