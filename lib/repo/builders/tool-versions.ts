import { findProgram, runBounded } from '../../sources/bounded-run';
import { findKustomize } from '../../sources/kustomize-build';
import type { Files } from '../files';
import type { Unit } from '../unit';

/** The versions of the tools that build these units: `kustomize v5.7.1`. */
export async function toolVersions(units: readonly Unit[], { revision }: Files): Promise<readonly string[]> {
  const builds = new Set(units.flatMap((unit) => unit.builds.map(({ as }) => as)));
  const kustomize = builds.has('kustomize') ? findKustomize() : undefined;
  const helm = builds.has('helm') ? findProgram('helm') : undefined;
  const calls = [
    ...(kustomize === undefined
      ? []
      : [{ ...kustomize, args: kustomize.title === 'kustomize' ? ['version'] : ['version', '--client'] }]),
    ...(helm === undefined ? [] : [{ title: 'helm', program: helm, args: ['version', '--short'] }]),
  ];
  const found: string[] = [];
  for (const { title, program, args } of calls) {
    const ended = await runBounded(program, args, '/', revision.tree.budget);
    // A tool that does not say its version still builds.
    const [version] = (ended.why === 'done' && /v\d+\.\d+\.\d+[\w.-]*/.exec(ended.output)) || [];
    found.push(version === undefined ? title : `${title} ${version}`);
  }
  return found;
}
