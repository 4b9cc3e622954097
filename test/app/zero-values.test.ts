import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { Probe } from '../../lib';
import { synthApp } from '../support/synth';

test('what the API server would not keep is not emitted', () => {
  const { statefulSet, service, container } = synthApp({
    env: { EMPTY: '' },
    args: [],
    workingDir: '',
    minReadySeconds: 0,
    publishNotReadyAddresses: false,
    labels: {},
    liveness: Probe.tcpSocket({ initialDelaySeconds: 0 }),
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv', readOnly: false, subPath: '', labels: {} }],
    resources: { requests: {} },
  });

  expect(container.env).toEqual([{ name: 'EMPTY' }]);
  expect(container.livenessProbe).toEqual({ tcpSocket: { port: 'http' } });
  expect(container.volumeMounts[0]).toEqual({ name: 'www', mountPath: '/srv' });
  expect(Object.keys(container)).not.toEqual(expect.arrayContaining(['args', 'workingDir', 'resources']));
  expect(statefulSet.spec).not.toHaveProperty('minReadySeconds');
  expect(statefulSet.spec.volumeClaimTemplates[0].metadata).toEqual({ name: 'www' });
  expect(service.spec).not.toHaveProperty('publishNotReadyAddresses');
});

test('zeros that say something, and texts, stay', () => {
  const { statefulSet, container } = synthApp({
    replicas: 0,
    firstOrdinal: 0,
    terminationGracePeriodSeconds: 0,
    labels: { team: '' },
    liveness: Probe.httpGet({ headers: { 'X-Empty': '' } }),
    claims: [
      {
        name: 'www',
        size: '1Gi',
        mountPath: '/srv',
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
      },
    ],
  });

  expect(statefulSet.metadata.labels).toEqual({ team: '' });
  expect(statefulSet.spec).toMatchObject({ replicas: 0, ordinals: { start: 0 } });
  expect(statefulSet.spec.template.spec).toMatchObject({
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    volumes: [{ emptyDir: {} }],
  });
  expect(container.livenessProbe.httpGet.httpHeaders).toEqual([{ name: 'X-Empty', value: '' }]);
});
