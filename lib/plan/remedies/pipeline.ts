import { type Command, inNamespace, kubectl, name } from '../../pipelines/command';
import type { Pipeline, Tool, Way } from '../../pipelines/tool';
import { TOOLS } from '../../pipelines/tools';
import type { Part, Remedy, Step } from '../remedy';
import type { ApplyMode, ObjectRef } from '../types';

/** In the order in which a remedy names them. */
const ALL: readonly Tool[] = [TOOLS.kubectl, TOOLS.flux, TOOLS.argocd, TOOLS.helm];

/** How the tools that apply this way do something. */
function each(apply: ApplyMode, what: 'again' | 'resume'): readonly Way[] {
  return ALL.flatMap((tool) => tool[what][apply] ?? []);
}

/** The refusal proves that the pipeline has the new revision: what is deleted then comes back new, not as it was. */
export const COMMIT_TO_BE_REFUSED: Step = {
  text: 'Commit and push the change (accept the finding with --acknowledge if the plan stops it), and wait until the pipeline has tried it. The API server refuses it, as expected',
};

export function applyAgain(apply: ApplyMode, effect: string): Step {
  return { text: 'Let the pipeline apply it again', ways: each(apply, 'again'), effect };
}

export const PAUSE: Step = {
  text: 'Pause the pipeline, so that it does not restore what you delete now',
  ways: [TOOLS.argocd, TOOLS.flux].flatMap(({ pause }) => pause ?? []),
};

export function resume(apply: ApplyMode, effect: string): Step {
  return {
    text: 'Commit and push the change (accept the finding with --acknowledge if the plan stops it), and resume the pipeline',
    ways: each(apply, 'resume'),
    effect,
  };
}

/** Restarts the pods of a workload. Flux takes back what kubectl has written, so there it is another manager's. */
export function restart({ kind, namespace, name: workload }: ObjectRef, apply: ApplyMode): Command {
  const manager = apply === 'server' ? ['--field-manager=restart'] : [];
  const target = [`${kind.toLowerCase()}/`, name(workload)];
  return kubectl('rollout', 'restart', target, ...(namespace === undefined ? [] : inNamespace(namespace)), ...manager);
}

/**
 * The remedy as the pipeline that was given needs it, with its commands alone; without one, with those of the tools that apply what is
 * committed. A pause is no step for a tool that brings nothing back by itself.
 */
export function forPipeline(remedy: Remedy, tool: Tool | undefined, pipeline: Pipeline | undefined): Remedy {
  const isShown = ({ title }: Way): boolean => (tool === undefined ? title !== TOOLS.helm.title : title === tool.title);
  return remedy.flatMap((part): readonly Part[] => {
    const { only, ...shown } = part;
    if (only !== undefined && only !== (pipeline ?? '')) return [];
    if (!('steps' in shown)) return [shown];
    const steps = shown.steps.flatMap((step) => {
      if (step.ways === undefined) return [step];
      const ways = step.ways.filter(isShown);
      return ways.length === 0 ? [] : [{ ...step, ways }];
    });
    return [{ steps }];
  });
}
