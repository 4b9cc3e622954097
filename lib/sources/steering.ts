import { posix } from 'node:path';
import type { Steers, Unread } from '../manifests/source-file';
import type { Tree } from './tree';

/** Files that are no manifests, and decide what a tool makes of a folder. */
const STEERING: readonly (readonly [RegExp, Steers])[] = [
  // Argo CD asks for the end of the name, and of two tools it takes the one whose file it sees last.
  [/Chart\.yaml$/, 'chart'],
  [/^\.argocd-source(-.*)?\.yaml$/, 'overrides'],
  [/^\.sourceignore$/, 'ignore'],
];

function steersBy(path: string): Steers | undefined {
  return STEERING.find(([pattern]) => pattern.test(posix.basename(path)))?.[1];
}

/** The files of a tree that decide what a tool applies of it. */
export async function steeringFiles(tree: Tree, paths: readonly string[]): Promise<Unread[]> {
  const found = paths.flatMap((path) => {
    const why = steersBy(path);
    return why === undefined ? [] : [{ path, why }];
  });
  const contents = await tree.read(found.map(({ path }) => path));
  return found.map(({ path, why }, index) => ({
    name: tree.nameOf(path),
    path,
    why,
    content: Buffer.from(contents[index] ?? []).toString('latin1'),
  }));
}
