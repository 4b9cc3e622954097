import { PodSecurityLevel, type StatefulClaim, StorageClassRef } from '../../lib';
import { synthApp } from '../support/synth';

const STAGE_ONE = {
  serviceName: 'nginx',
  selectorLabels: { app: 'nginx' },
  replicas: 2,
  containerName: 'nginx',
  image: 'nginx:1.22.1',
  port: undefined,
  ports: [{ name: 'web', containerPort: 80 }],
  securityLevel: PodSecurityLevel.PRIVILEGED,
};
const WWW: StatefulClaim = {
  name: 'www',
  mountPath: '/usr/share/nginx/html',
  size: '1Gi',
  storageClass: StorageClassRef.named('rook-ceph-block'),
};

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'nginx', labels: { app: 'nginx' } },
  spec: { ports: [{ port: 80, name: 'web' }], clusterIP: 'None', selector: { app: 'nginx' } },
};
const CONTAINER = { name: 'nginx', image: 'nginx:1.22.1', ports: [{ containerPort: 80, name: 'web' }] };
const statefulSet = (container: object, more: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'nginx',
    replicas: 2,
    selector: { matchLabels: { app: 'nginx' } },
    template: { metadata: { labels: { app: 'nginx' } }, spec: { containers: [container] } },
    ...more,
  },
});

test('stable network identity comes out as a person would write it, with no field more', () => {
  expect(synthApp(STAGE_ONE, 'web').manifests).toEqual([SERVICE, statefulSet(CONTAINER)]);
});

test('stable storage adds the mount and the claim template, with apiVersion and kind and no field more', () => {
  const { manifests } = synthApp({ ...STAGE_ONE, claims: [WWW] }, 'web');

  expect(manifests).toEqual([
    SERVICE,
    statefulSet(
      { ...CONTAINER, volumeMounts: [{ name: 'www', mountPath: '/usr/share/nginx/html' }] },
      {
        volumeClaimTemplates: [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'www' },
            spec: {
              storageClassName: 'rook-ceph-block',
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      },
    ),
  ]);
});
