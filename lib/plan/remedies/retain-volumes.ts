import { inNamespace, json, kubectl, name } from '../../pipelines/command';
import { inOrder, type Remedy, say } from '../remedy';

/** How the volumes of claims outlive them. */
export function retainVolumes(claims: readonly string[], namespace: string): Remedy {
  const volumeOf = (claim: string): ReturnType<typeof kubectl> =>
    kubectl('get', 'pvc', name(claim), ...inNamespace(namespace), '-o', 'jsonpath={.spec.volumeName}');
  return [
    say('A deletion cannot be undone. First keep the data, whatever happens to the claim:'),
    inOrder(
      ...claims.map((claim) => ({
        command: kubectl(
          ...['patch', 'pv'],
          { output: volumeOf(claim) },
          '-p',
          json({ spec: { persistentVolumeReclaimPolicy: 'Retain' } }),
        ),
      })),
    ),
  ];
}
