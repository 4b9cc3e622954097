import type { Tool } from '../../pipelines/tool';
import { TOOLS } from '../../pipelines/tools';
import type { ApplyMode } from '../types';

/** The tools that apply what is committed, in the order in which a remedy names them. */
const FROM_GIT: readonly Tool[] = [TOOLS.kubectl, TOOLS.flux, TOOLS.argocd];

/** How pipelines that apply this way do something: `kubectl apply -f FILES; Argo CD: argocd app sync APP`. */
function each(apply: ApplyMode, command: 'again' | 'resume'): string {
  return FROM_GIT.flatMap((tool) => {
    const text = tool[command][apply];
    return text === undefined ? [] : [tool === TOOLS.kubectl ? text : `${tool.title}: ${text}`];
  }).join('; ');
}

/** The refusal proves that the pipeline has the new revision: what is deleted then comes back new, not as it was. */
export const COMMIT_TO_BE_REFUSED =
  'Commit and push the change (accept the finding with --acknowledge where the plan stops it), and wait until the pipeline tries it: it is refused, as expected';

export function applyAgain(apply: ApplyMode, promise: string): string {
  return `Let the pipeline apply it again (${each(apply, 'again')}): ${promise}`;
}

export const PAUSE = `Pause the pipeline, so that it does not bring back what goes now (${[TOOLS.argocd, TOOLS.flux]
  .flatMap(({ title, pause }) => (pause === undefined ? [] : [`${title}: ${pause}`]))
  .join('; ')})`;

export function resume(apply: ApplyMode, promise: string): string {
  return `Commit and push the change (accept the finding with --acknowledge where the plan stops it), and let the pipeline go on (${each(apply, 'resume')}): ${promise}`;
}

/** Restarts the pods of a workload. Flux takes back what kubectl has written, so there it is another manager's. */
export function restart(kind: string, namespace: string, name: string, apply: ApplyMode): string {
  const manager = apply === 'server' ? ' --field-manager=restart' : '';
  return `kubectl rollout restart ${kind.toLowerCase()}/${name} -n ${namespace}${manager}`;
}
