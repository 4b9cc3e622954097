import { ARGOCD_KEEP } from '../../pipelines/argocd';
import { type Command, inNamespace, kubectl } from '../../pipelines/command';
import { FLUX_KEEP } from '../../pipelines/flux';
import type { StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say } from '../remedy';
import { command, nameList, yaml } from './steps';

const ANNOTATIONS = `
metadata:
  annotations:
    ${Object.entries({ ...ARGOCD_KEEP, ...FLUX_KEEP })
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n    ')}`;

/** How an object survives a prune by either tool, after what keeps it in git. */
export function protectFirst(keep: string, what: string): Remedy {
  return [
    say(
      `${keep} If it must leave git, protect it one commit earlier, and let that be applied. Both tools read the annotations from the live object, so the same commit is too late. Flux removes annotations that were added with kubectl. ${what}`,
    ),
    yaml(ANNOTATIONS),
  ];
}

/** What to do before claims could go with their StatefulSet or its pods. */
export function retainFirst(set: StatefulSetView, later: string): Remedy {
  const owners = kubectl(
    ...['get', 'pvc', ...inNamespace(set.namespace), '-o'],
    'custom-columns=CLAIM:.metadata.name,OWNER:.metadata.ownerReferences[*].name',
  );
  return [
    say('In two changes, as the controller has to let go of the claims first:'),
    inOrder(
      {
        text: 'Commit only persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain} (StatefulWebApp: leave claimRetention out), and let the pipeline apply it',
      },
      command(owners, `repeat it until the owner of the claims of ${set.name} is <none>`),
      { text: later },
    ),
  ];
}

/** Claims go with their data where the reclaim policy of their volumes is Delete. */
export function deleteClaims(claims: readonly string[], namespace: string): Command {
  return kubectl('delete', 'pvc', ...nameList(claims), ...inNamespace(namespace));
}
