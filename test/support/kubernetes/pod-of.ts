import type { KubeObject } from './client';

/** The first pod of a StatefulSet, as its controller would make it. */
export function podOf(statefulSet: KubeObject): KubeObject {
  const { metadata, spec } = statefulSet;
  const { template, volumeClaimTemplates = [] } = spec;
  const name = `${metadata.name as string}-${(spec.ordinals?.start ?? 0) as number}`;
  const claims = (volumeClaimTemplates as KubeObject[]).map((claim) => ({
    name: claim.metadata.name,
    persistentVolumeClaim: { claimName: `${claim.metadata.name as string}-${name}` },
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name, namespace: metadata.namespace },
    spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] },
  };
}
