import type { PlainObject } from '../../kubernetes/plain';
import { findKustomize } from '../../sources/kustomize-build';
import type { Files } from '../files';
import type { Failure } from './built';
import { runTool } from './tool-run';

/** What the post-renderers of a HelmRelease make of what Helm renders: each is a kustomization of its own. */
export async function postRender(
  rendered: string,
  renderers: readonly PlainObject[],
  unit: string,
  files: Files,
  mostMs: number | undefined,
): Promise<string | Failure> {
  const kustomize = findKustomize();
  if (kustomize === undefined)
    return { why: 'not-installed', message: `neither kustomize nor kubectl is installed to post-render ${unit}` };
  let text = rendered;
  for (const renderer of renderers) {
    // Kustomize takes no resource without objects.
    if (!/^kind:/m.test(text)) return text;
    const made = await runTool(
      {
        title: kustomize.title,
        program: kustomize.program,
        args: (work) => [...kustomize.args, work],
        files: new Map([
          ['rendered.yaml', text],
          ['kustomization.yaml', JSON.stringify({ ...renderer, resources: ['rendered.yaml'] })],
        ]),
        unit: `the post-renderers of ${unit}`,
        ...(mostMs === undefined ? {} : { mostMs }),
      },
      files,
    );
    if (typeof made !== 'string') return made;
    text = made;
  }
  return text;
}
