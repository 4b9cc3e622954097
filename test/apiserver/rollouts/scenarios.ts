import type { KubeObject } from '../../support/kubernetes/client';

/** A StatefulSet, and what it is changed to. */
export interface Scenario {
  readonly name: string;
  readonly before: KubeObject;
  /** Absent: it is deleted. */
  readonly after?: KubeObject;
}

type Fields = Readonly<Record<string, unknown>>;

function statefulSet(name: string, spec: Fields, image: string, size = '1Gi', memory = '64Mi'): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      replicas: 3,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'web',
              image,
              resources: { requests: { memory } },
              volumeMounts: [{ name: 'www', mountPath: '/data' }],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'www' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
        },
      ],
      ...spec,
    },
  };
}

const rolling = (rollingUpdate: Fields): Fields => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } });
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const parallel = { podManagementPolicy: 'Parallel' };
const dropped = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Delete' } };

/** Changes of spec alone, and with a new image. */
const CHANGES: readonly (readonly [name: string, before: Fields, after: Fields, newImage?: boolean])[] = [
  ['image', {}, {}, true],
  ['partition', rolling({ partition: 2 }), rolling({ partition: 2 }), true],
  [
    'partition-start',
    { ordinals: { start: 5 }, ...rolling({ partition: 1 }) },
    { ordinals: { start: 5 }, ...rolling({ partition: 1 }) },
    true,
  ],
  ['on-delete', onDelete, onDelete, true],
  ['on-delete-ends', onDelete, {}, true],
  ['parallel', parallel, parallel, true],
  [
    'unavailable',
    { ...parallel, ...rolling({ maxUnavailable: 2 }) },
    { ...parallel, ...rolling({ maxUnavailable: 2 }) },
    true,
  ],
  ['min-ready', { minReadySeconds: 1 }, { minReadySeconds: 1 }, true],
  ['up', {}, { replicas: 5 }],
  ['up-image', {}, { replicas: 5 }, true],
  ['down', {}, { replicas: 1 }],
  ['down-image', {}, { replicas: 1 }, true],
  ['down-parallel', parallel, { ...parallel, replicas: 1 }],
  ['down-drops', dropped, { ...dropped, replicas: 1 }],
  ['down-begins-to-drop', {}, { ...dropped, replicas: 2 }],
  ['none', {}, { replicas: 0 }],
  ['replicas-removed', {}, { replicas: undefined }],
  ['start', {}, { ordinals: { start: 2 } }],
  ['start-image', {}, { ordinals: { start: 1 } }, true],
  ['start-drops', dropped, { ...dropped, ordinals: { start: 1 } }],
  ['selector', {}, { selector: { matchLabels: { app: 'other' } } }, true],
];

export function scenarios(): Scenario[] {
  return [
    ...CHANGES.map(([name, before, after, newImage]) => ({
      name,
      before: statefulSet(name, before, 'example/web:1'),
      after: statefulSet(name, after, newImage === true ? 'example/web:2' : 'example/web:1'),
    })),
    { name: 'size', before: statefulSet('size', {}, 'a:1'), after: statefulSet('size', {}, 'a:2', '2Gi') },
    {
      name: 'notation',
      before: statefulSet('notation', {}, 'a:1'),
      after: statefulSet('notation', {}, 'a:1', '1Gi', '67108864'),
    },
    { name: 'same', before: statefulSet('same', {}, 'a:1'), after: statefulSet('same', {}, 'a:1', '1Gi', '65536Ki') },
    { name: 'renamed', before: statefulSet('renamed', {}, 'a:1'), after: statefulSet('renamed-2', {}, 'a:1') },
    { name: 'deleted', before: statefulSet('deleted', {}, 'a:1') },
    { name: 'deleted-drops', before: statefulSet('deleted-drops', dropped, 'a:1') },
  ];
}
