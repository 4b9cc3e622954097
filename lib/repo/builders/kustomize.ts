import { join, posix } from 'node:path';
import { findKustomize } from '../../sources/kustomize-build';
import { hasLocalConfig } from '../../sources/objects-in';
import type { Files } from '../files';
import { kustomizeInputs } from '../kustomize-inputs';
import type { Build } from '../unit';
import type { BuildOptions } from './build-options';
import { type Built, failed } from './built';
import { fileOf } from './files';
import { substitute } from './substitute';
import { runTool } from './tool-run';

/** What `kustomize build` makes of a folder. One that only lists files is read as it stands, with the places in those files. */
export async function buildKustomize(
  build: Extract<Build, { as: 'kustomize' }>,
  files: Files,
  { mostMs }: BuildOptions,
): Promise<Built> {
  const { path, added, generated, variables } = build;
  const { paths, outside, problems, rewritten, listed } = kustomizeInputs(files, path, added, generated);
  const unit = path === '' ? 'the top folder' : `'${path}'`;
  const [problem] = problems;
  if (problem !== undefined) return failed('refused', problem, outside);
  await files.load([...paths]);
  const filled = (text: string): string => (variables === undefined ? text : substitute(text, variables));
  if (listed !== undefined && Object.keys(added).length === 0) {
    const own = listed.map((each) => fileOf(each, filled(files.text(each))));
    if (!own.some(({ text, name }) => hasLocalConfig(text, name))) return { files: own, outside, unread: [] };
  }
  const kustomize = findKustomize();
  if (kustomize === undefined)
    return failed('not-installed', `neither kustomize nor kubectl is installed to build ${unit}`, outside);
  const given = new Map<string, string | Uint8Array>([...paths].map((each) => [each, files.bytes(each)]));
  for (const [file, content] of rewritten) given.set(file, JSON.stringify(content));
  const built = await runTool(
    {
      title: kustomize.title,
      program: kustomize.program,
      args: (work) => [...kustomize.args, join(work, path)],
      files: given,
      unit,
      ...(mostMs === undefined ? {} : { mostMs }),
    },
    files,
  );
  if (typeof built !== 'string') return { files: [], outside, unread: [], failure: built };
  return { files: [fileOf(posix.join(path, '(built)'), filled(built))], outside, unread: [] };
}
