import { inNamespace, json, kubectl } from '../../pipelines/command';
import type { Recreation } from '../facts/refusal';
import { claimsFor } from '../facts/stateful-set-change';
import { inOrder, type Remedy, say } from '../remedy';
import { everyOrdinal } from './every-ordinal';
import { recreate } from './recreate';
import { command, forEach } from './steps';

/** How claims grow: the template keeps the first size. */
export function growClaims(change: Recreation, template: string, from: string, to: string): Remedy {
  const { before } = change;
  const patch = json({ spec: { resources: { requests: { storage: to } } } });
  const namespace = inNamespace(before.namespace);
  return [
    say(
      `Keep the size ${from} in the claim template '${template}', and declare its claims with ${to} beside it (StatefulWebApp: size: '${from}', grownTo: '${to}'). If the storage class allows expansion, they grow, and no pod restarts.`,
    ),
    say('Or grow them by hand (if a claim is already declared in git, change its size there instead):'),
    inOrder(
      ...forEach(claimsFor(before, [template]), (claim) =>
        kubectl('patch', 'pvc', claim, ...namespace, '--type', 'merge', '-p', patch),
      ),
      command(
        kubectl('get', 'pvc', ...namespace),
        `the capacity becomes ${to}; some drivers need a restart of the pod first`,
      ),
    ),
    ...everyOrdinal(before),
    say(`New ordinals still start with ${from}. To change that as well:`),
    ...recreate(change),
  ];
}

/** A template of a smaller size: it shrinks nothing that is there. */
export function shrinkTemplate(change: Recreation, template: string, from: string, to: string): Remedy {
  return [
    say(
      `Keep the size ${from} in the claim template '${template}': a volume never shrinks, and existing claims would keep their size. To let only new ordinals start with ${to}:`,
    ),
    ...recreate(change),
  ];
}
