import type { KubeObject } from '../kubernetes/client';

/** From here on the API server judges what pods are made of with the StatefulSet. */
const TEMPLATES_JUDGED_SINCE = 34;

/** Empty where the name is, and so was left out with the metadata. */
function nameOf(claim: KubeObject): string {
  return String(claim.metadata?.name ?? '');
}

/** The objects, and the pod and claims that the controller would make of the StatefulSet. */
export function withWhatComesOf(
  objects: readonly KubeObject[],
  namespace: string,
  minor: number,
): readonly KubeObject[] {
  const set = objects.find(({ kind }) => kind === 'StatefulSet');
  const claims = ((set?.spec.volumeClaimTemplates ?? []) as KubeObject[]).map((claim) => ({
    ...claim,
    metadata: { ...claim.metadata, name: `${nameOf(claim)}-wiki-0`, namespace },
  }));
  if (set === undefined || minor >= TEMPLATES_JUDGED_SINCE) return [...objects, ...claims];
  const names = claims.map((_, index) => nameOf(set.spec.volumeClaimTemplates[index]));
  const own = ((set.spec.template.spec.volumes ?? []) as KubeObject[]).filter(
    ({ name }) => !names.includes(name as string),
  );
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...set.spec.template.metadata, name: 'wiki-0', namespace },
    spec: {
      ...set.spec.template.spec,
      hostname: 'wiki-0',
      subdomain: set.spec.serviceName,
      volumes: [...own, ...names.map((name) => ({ name, persistentVolumeClaim: { claimName: `${name}-wiki-0` } }))],
    },
  };
  return [...objects, ...claims, pod];
}
