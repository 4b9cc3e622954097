import { ARGOCD_KEEP } from '../../pipelines/argocd';
import { FLUX_KEEP } from '../../pipelines/flux';
import type { StatefulSetView } from '../facts/stateful-set-view';
import { command, nameList, numbered, snippet, word } from './steps';

const ANNOTATIONS = `
metadata:
  annotations:
    ${Object.entries({ ...ARGOCD_KEEP, ...FLUX_KEEP })
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n    ')}`;

/** How an object survives a prune by either tool. */
export function protectFirst(what: string): string {
  return `Where it must leave git, protect it one commit earlier, and let that be applied: both tools read the annotations from the live object, so the same commit is too late, and what kubectl annotates Flux takes off again. ${what}\n${snippet(ANNOTATIONS)}`;
}

/** What to do before claims could go with their StatefulSet or its pods. */
export function retainFirst(set: StatefulSetView, later: string): string {
  return `In two changes, as the controller has to let go of the claims first:\n${numbered([
    'Commit only persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain} (StatefulWebApp: leave claimRetention out), and let the pipeline apply it',
    command(
      `kubectl get pvc -n ${word(set.namespace)} -o 'custom-columns=CLAIM:.metadata.name,OWNER:.metadata.ownerReferences[*].name'`,
      `repeat it until the owner of the claims of ${set.name} is <none>`,
    ),
    later,
  ])}`;
}

/** Claims go with their data where the reclaim policy of their volumes is Delete. */
export function deleteClaims(claims: readonly string[], namespace: string): string {
  return `kubectl delete pvc ${nameList(claims)} -n ${word(namespace)}`;
}
