import { synthApp, synthErrors, summaries } from '../support/synth';

const checksum = (content: string): string =>
  synthApp({ configFiles: { '/etc/wiki.ini': content } }).statefulSet.spec.template.metadata.annotations[
    'checksum/config'
  ];

test('files are kept in a ConfigMap of the app, and each is mounted alone', () => {
  const { manifests, container, pod } = synthApp({
    namespace: 'docs',
    labels: { team: 'a' },
    configFiles: { '/etc/wiki/app.ini': 'title = Wiki\n', '/etc/wiki/users': '' },
  });

  expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'wiki-config', namespace: 'docs', labels: { team: 'a' } },
    data: { 'etc_wiki_app.ini': 'title = Wiki\n', etc_wiki_users: '' },
  });
  expect(pod.volumes[0]).toEqual({ name: 'config-files', configMap: { name: 'wiki-config' } });
  expect(container.volumeMounts.slice(0, 2)).toEqual([
    { name: 'config-files', mountPath: '/etc/wiki/app.ini', subPath: 'etc_wiki_app.ini', readOnly: true },
    { name: 'config-files', mountPath: '/etc/wiki/users', subPath: 'etc_wiki_users', readOnly: true },
  ]);
});

test('a change of content, and nothing else, changes the pods', () => {
  expect(checksum('a')).not.toBe(checksum('b'));
  expect(checksum('a')).toBe(checksum('a'));
});

test('an app without files has no ConfigMap and no checksum', () => {
  const { manifests, statefulSet } = synthApp();

  expect(manifests.map(({ kind }) => kind)).not.toContain('ConfigMap');
  expect(statefulSet.spec.template.metadata).not.toHaveProperty('annotations');
});

test('containers have files of their own, also under one path', () => {
  const { manifests, pod } = synthApp({
    configMapName: 'files',
    configFiles: { '/etc/a': '1' },
    containers: [{ name: 'proxy', image: 'x', configFiles: { '/etc/a': '2' } }],
  });

  expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toMatchObject({
    metadata: { name: 'files' },
    data: { etc_a: '1', 'proxy.etc_a': '2' },
  });
  expect(pod.containers[1].volumeMounts[0].subPath).toBe('proxy.etc_a');
});

test('paths that a key cannot tell apart are told apart all the same', () => {
  const { manifests } = synthApp({ configFiles: { '/a/b': '1', '/a_b': '2' } });

  expect(Object.values(manifests.find(({ kind }) => kind === 'ConfigMap').data)).toEqual(['1', '2']);
});

test.each([
  ['a relative path', { 'etc/a': '' }, 'configFiles[etc/a] [mount-path-relative]'],
  ['content that is no text', { '/etc/a': 1 as never }, 'configFiles[/etc/a] [config-file-invalid]'],
  ['more than fits into an object', { '/etc/a': 'x'.repeat(1024 * 1024) }, 'configFiles [config-files-too-large]'],
])('%s is an error', (_, configFiles, message) => {
  expect(summaries(synthErrors({ configFiles }))).toEqual([message]);
});
