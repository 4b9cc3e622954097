import { ARGOCD_KEEP } from '../../pipelines/argocd';
import { type Command, inNamespace, kubectl } from '../../pipelines/command';
import { FLUX_KEEP } from '../../pipelines/flux';
import { HELM_KEEP } from '../../pipelines/helm';
import type { Pipeline } from '../../pipelines/tool';
import type { StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say } from '../remedy';
import { command, nameList, yaml } from './steps';

/** Where each tool reads what keeps an object. */
const GUARDS: readonly { readonly only: Pipeline | ''; readonly guard: object; readonly who: string }[] = [
  {
    only: '',
    guard: { ...ARGOCD_KEEP, ...FLUX_KEEP },
    who: 'Argo CD and Flux read the annotations from the live object, so the same commit is too late. Flux removes annotations that were added with kubectl.',
  },
  {
    only: 'argocd',
    guard: ARGOCD_KEEP,
    who: 'Argo CD reads the annotation from the live object, so the same commit is too late.',
  },
  {
    only: 'flux',
    guard: FLUX_KEEP,
    who: 'Flux reads the annotation from the live object, so the same commit is too late, and it removes annotations that were added with kubectl.',
  },
  {
    only: 'helm',
    guard: HELM_KEEP,
    who: 'Helm reads the annotation from the live object, so the same upgrade is too late.',
  },
];

/** How an object survives a prune by either tool, after what keeps it in git. */
export function protectFirst(keep: string, what: string): Remedy {
  return [
    ...GUARDS.flatMap(({ only, guard, who }) => [
      {
        ...say(
          `${keep} If you must remove it from git, protect it in an earlier commit, and wait until that is applied. ${who} ${what}`,
        ),
        only,
      },
      { ...yaml(annotations(guard)), only },
    ]),
    {
      ...say(`${keep} If you must remove it from git, do not delete it with --prune or by hand. ${what}`),
      only: 'kubectl',
    },
  ];
}

function annotations(guard: object): string {
  const lines = Object.entries(guard).map(([key, value]) => `${key}: ${value}`);
  return ['metadata:', '  annotations:', ...lines.map((line) => `    ${line}`)].join('\n');
}

/** What to do before claims could go with their StatefulSet or its pods. */
export function retainFirst(set: StatefulSetView, later: string): Remedy {
  const owners = kubectl(
    ...['get', 'pvc', ...inNamespace(set.namespace), '-o'],
    'custom-columns=CLAIM:.metadata.name,OWNER:.metadata.ownerReferences[*].name',
  );
  return [
    say('To keep the claims, make two changes. The controller must give up its ownership of the claims first:'),
    inOrder(
      {
        text: 'Commit only persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain} (StatefulWebApp: leave claimRetention out), and wait until it is applied',
      },
      command(owners, `repeat until the claims of ${set.name} have the owner <none>`),
      { text: later },
    ),
  ];
}

/** Claims go with their data where the reclaim policy of their volumes is Delete. */
export function deleteClaims(claims: readonly string[], namespace: string): Command {
  return kubectl('delete', 'pvc', ...nameList(claims), ...inNamespace(namespace));
}
