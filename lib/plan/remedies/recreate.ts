import type { StatefulSetView } from '../stateful-set-view';

/** How a StatefulSet gets what it may not change, without a pod or a volume lost. */
export function recreate(set: StatefulSetView, first: readonly string[] = []): string {
  const target = `-n ${set.namespace}`;
  const steps = [
    ...first,
    'Commit and push the change; the pipeline refuses it, which is expected',
    `kubectl delete statefulset ${set.name} ${target} --cascade=orphan   # pods keep running, claims stay; until the next step no pod is replaced`,
    'Let the pipeline apply again (kubectl apply -f …; argocd app sync APP; flux reconcile kustomization NAME --with-source): the new StatefulSet adopts the pods and claims, 0 restarts as long as the pod template and the names of the claim templates stay',
  ];
  return [
    numbered(steps),
    `Argo CD: refresh the app before the delete, or self-heal brings the old one back. Flux: flux suspend kustomization NAME before, flux resume after. Do not use Force, Replace=true with Force, or Flux's force instead: they delete the pods as well${
      set.whenDeleted === 'Delete' ? ', and with whenDeleted: Delete every claim with its data' : ''
    }.`,
  ].join('\n');
}

/** How claims grow: the template keeps the first size. */
export function growClaims(
  set: StatefulSetView,
  template: string,
  before: string,
  after: string,
  claims: readonly string[],
): string {
  const patches = claims.map(
    (claim) =>
      `kubectl patch pvc ${claim} -n ${set.namespace} --type merge -p '{"spec":{"resources":{"requests":{"storage":"${after}"}}}}'`,
  );
  return [
    `Keep the size ${before} in the claim template '${template}' and say what its claims have grown to (StatefulWebApp: size: '${before}', grownTo: '${after}'): the claims are then emitted with the new size, and no pod restarts.`,
    'Or by hand, where the storage class allows expansion:',
    numbered([
      ...patches,
      `kubectl get pvc -n ${set.namespace} -w   # wait until the capacity is ${after}; pods keep running unless the driver needs a restart`,
    ]),
    `New ordinals still start with ${before}. To change the template as well:`,
    recreate(set),
  ].join('\n');
}

/** Keeps the data of a rename: the claims are named after the StatefulSet. */
export function keepName(prop: 'name' | 'namespace', before: string, after: string): string {
  return `Keep the ${prop} '${before}' (StatefulWebApp: the prop ${prop}). Where it must be '${after}', move the data first: copy or restore each volume into a claim of the new ${prop}, such as from a snapshot, before the new pods start.`;
}

export function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n');
}
