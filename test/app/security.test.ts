import { PodSecurityLevel } from '../../lib';
import { synthApp } from '../support/synth';

test('by default an app is held to the level restricted, as a user that is not root and owns its volumes', () => {
  const { pod, container } = synthApp();

  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('with a read-only root, /tmp can be written', () => {
  const { pod, container } = synthApp();

  expect(container.volumeMounts).toEqual([{ name: 'writable-tmp', mountPath: '/tmp' }]);
  expect(pod.volumes).toEqual([{ name: 'writable-tmp', emptyDir: {} }]);
});

test('a claim at /tmp takes the place of the empty directory', () => {
  const { container } = synthApp({ claims: [{ name: 'scratch', size: '1Gi', mountPath: '/tmp' }] });

  expect(container.volumeMounts).toEqual([{ name: 'scratch', mountPath: '/tmp' }]);
});

test('the level baseline leaves the user to the image and takes capabilities', () => {
  const { pod, container } = synthApp({ securityLevel: PodSecurityLevel.BASELINE, addCapabilities: ['CHOWN'] });

  expect(pod.securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  expect(container.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['CHOWN'] });
});

test('the level privileged adds nothing', () => {
  const { pod, container } = synthApp({ securityLevel: PodSecurityLevel.PRIVILEGED });

  expect(Object.keys(pod)).toEqual(['containers']);
  expect(Object.keys(container)).toEqual(['image', 'name', 'ports']);
});

test('user, group and token are as said, at any level', () => {
  const { pod } = synthApp({
    securityLevel: PodSecurityLevel.PRIVILEGED,
    user: 999,
    group: 998,
    fsGroup: 997,
    automountServiceAccountToken: true,
  });

  expect(pod.automountServiceAccountToken).toBe(true);
  expect(pod.securityContext).toEqual({ runAsUser: 999, runAsGroup: 998, fsGroup: 997 });
});

test('each writable path is an empty directory of its own, with a name that tells it from others', () => {
  const { container } = synthApp({ writablePaths: ['/var/cache/nginx', '/var-cache/nginx', '/Run'] });
  const names = container.volumeMounts.map(({ name }: { name: string }) => name);

  expect(names[0]).toBe('writable-var-cache-nginx');
  expect(new Set(names).size).toBe(3);
});
