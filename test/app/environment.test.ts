import { EnvFromSource, EnvVar, Volume } from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

test('values come from Secrets, ConfigMaps, fields, resources and files, in the order in which they are written', () => {
  const { container } = synthApp({
    kubernetesVersion: '1.35',
    volumes: [Volume.emptyDir('work')],
    envValues: {
      POD_IP: EnvVar.field('status.podIP'),
      URL: EnvVar.value('http://$(POD_IP)'),
      PASSWORD: EnvVar.secret('db', 'password', { optional: true }),
      MODE: EnvVar.configMap('wiki', 'mode'),
      MEMORY: EnvVar.resource('limits.memory', { containerName: 'wiki', divisor: '1Mi' }),
      TOKEN: EnvVar.file('work', 'env', 'TOKEN'),
    },
    env: { LAST: '1' },
  });

  expect(container.env).toEqual([
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'URL', value: 'http://$(POD_IP)' },
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password', optional: true } } },
    { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'wiki', key: 'mode' } } },
    {
      name: 'MEMORY',
      valueFrom: { resourceFieldRef: { resource: 'limits.memory', containerName: 'wiki', divisor: '1Mi' } },
    },
    { name: 'TOKEN', valueFrom: { fileKeyRef: { volumeName: 'work', path: 'env', key: 'TOKEN' } } },
    { name: 'LAST', value: '1' },
  ]);
});

test('all keys of a ConfigMap and of a Secret become variables', () => {
  const { container } = synthApp({
    envFrom: [EnvFromSource.configMap('wiki'), EnvFromSource.secret('db', { prefix: 'DB_', optional: true })],
  });

  expect(container.envFrom).toEqual([
    { configMapRef: { name: 'wiki' } },
    { prefix: 'DB_', secretRef: { name: 'db', optional: true } },
  ]);
});

test.each([
  ['a name that no object can have', EnvFromSource.secret('My_Secret'), 'envFrom[0] [source-name-invalid]'],
  [
    'a prefix that begins with a digit',
    EnvFromSource.secret('db', { prefix: '1' }),
    'envFrom[0].prefix [env-name-invalid]',
  ],
])('%s is an error', (_, source, message) => {
  expect(summaries(synthErrors({ envFrom: [source] }))).toEqual([message]);
});
