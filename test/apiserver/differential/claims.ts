import type { ClusterFacts } from '../../../lib/plan';
import { good, type KubeObject } from '../../support/kubernetes/client';
import { client, cluster, eventually, newNamespace } from '../../support/kubernetes/cluster';

/** An object to be changed, as it was written and as it is live, and what the plan is told of its cluster. */
export interface Target {
  readonly base: KubeObject;
  readonly live: KubeObject;
  readonly facts?: ClusterFacts;
}

/** Sizes of the volumes that claims of one 1Gi are bound to, and whether their class allows growth; without a volume they wait. */
const CLAIMS: readonly (readonly [name: string, expansion: boolean, volume?: string, spec?: object])[] = [
  ['bound', true, '1Gi'],
  ['larger', true, '2Gi'],
  ['fixed', false, '1Gi'],
  ['pending', true, undefined, { selector: { matchLabels: { no: 'volume' } } }],
  ['waiting', false, undefined, { volumeName: 'nowhere' }],
  ['copy', false, undefined, { dataSource: { kind: 'PersistentVolumeClaim', name: 'other' } }],
];

/** Claims that a controller has bound to volumes, and claims that nobody binds. */
export async function claims(): Promise<Target[]> {
  const namespace = await newNamespace('claim');
  const classes = [true, false].map((allowVolumeExpansion) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: `${allowVolumeExpansion ? 'grows' : 'stays'}-${namespace}` },
    provisioner: 'kubernetes.io/no-provisioner',
    allowVolumeExpansion,
  }));
  const made: KubeObject[] = [...classes];
  try {
    for (const each of classes) good(await client.apply(each));
    const targets = await Promise.all(
      CLAIMS.map(async ([name, expansion, size, spec]) => {
        const storageClassName = classes[expansion ? 0 : 1]?.metadata.name ?? '';
        const base = claim(name, namespace, { storageClassName, ...spec });
        if (size !== undefined) {
          const volume = volumeFor(base, size);
          made.push(volume);
          good(await client.apply(volume));
        }
        good(await client.apply(base));
        const live = await eventually(async () => {
          const each = await client.get(base);
          return each.status?.phase === (size === undefined ? 'Pending' : 'Bound') && each;
        });
        return { base, live, facts: { claims: [live], storageClasses: classes } };
      }),
    );
    return targets;
  } finally {
    if (!cluster.own) for (const each of made) await client.delete(each);
  }
}

function claim(name: string, namespace: string, spec: object): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: { app: 'web' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  };
}

function volumeFor({ metadata, spec }: KubeObject, storage: string): KubeObject {
  const { name, namespace } = metadata as { name: string; namespace: string };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${name}-${namespace}` },
    spec: {
      storageClassName: spec.storageClassName as string,
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: '/tmp/differential' },
      claimRef: { name, namespace },
    },
  };
}
