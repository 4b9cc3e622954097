import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ConfigChange, ConfigFiles, type ConfigFolder, type StatefulWebAppProps } from '../../lib';
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

const folder: ConfigFolder = { name: 'settings', files: { 'app.ini': 'a = 1\n', users: '' }, mountPath: '/etc/wiki' };
const annotations = (props: Partial<StatefulWebAppProps>): Record<string, string> | undefined =>
  synthApp(props).statefulSet.spec.template.metadata.annotations;

test('a folder of files is a ConfigMap of its own, that the app and its sidecars mount', () => {
  const { manifests, container, pod } = synthApp({
    labels: { team: 'a' },
    configFolders: [folder],
    containers: [{ name: 'proxy', image: 'x', mounts: [{ name: 'settings', mountPath: '/etc/proxy' }] }],
  });

  expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'wiki-settings', labels: { team: 'a' } },
    data: { 'app.ini': 'a = 1\n', users: '' },
  });
  expect(pod.volumes[0]).toEqual({ name: 'settings', configMap: { name: 'wiki-settings' } });
  expect(container.volumeMounts[0]).toEqual({ name: 'settings', mountPath: '/etc/wiki', readOnly: true });
  expect(pod.containers[1].volumeMounts[0]).toEqual({ name: 'settings', mountPath: '/etc/proxy' });
});

test('a change of a folder restarts the pods, unless the folder reloads', () => {
  const changed = { ...folder, files: { ...folder.files, users: 'eve' } };
  const reloads = { onChange: ConfigChange.RELOAD };
  expect(annotations({ configFolders: [folder] })).not.toEqual(annotations({ configFolders: [changed] }));
  expect(annotations({ configFolders: [{ ...folder, ...reloads }] })).toBeUndefined();
  const both = (one: ConfigFolder): unknown => annotations({ configFolders: [one], configFiles: { '/a': '' } });
  expect(both({ ...folder, ...reloads })).toEqual(both({ ...changed, ...reloads }));
});

test.each<[string, Partial<StatefulWebAppProps>, string]>([
  [
    'a file in a folder of a folder',
    { configFolders: [{ ...folder, files: { 'a/b': '' } }] },
    'configFolders[settings].files[a/b] [config-file-name-invalid]',
  ],
  [
    'a folder that nobody mounts',
    { configFolders: [{ name: 'settings', files: {} }] },
    'configFolders[settings].mountPath [config-folder-not-mounted]',
  ],
  [
    'one file of a folder that reloads',
    {
      configFolders: [{ name: 'settings', files: { a: '' }, onChange: ConfigChange.RELOAD }],
      mounts: [{ name: 'settings', mountPath: '/etc/a', subPath: 'a' }],
    },
    'mounts[0].subPath [config-folder-never-reloads]',
  ],
  [
    'a claim of the name of a folder',
    { configFolders: [folder], claims: [{ name: 'settings', size: '1Gi', mountPath: '/data' }] },
    'claims[settings].name [volume-name-duplicate]',
  ],
  [
    'content that is no text',
    { configFolders: [{ ...folder, files: { a: 5 as unknown as string } }] },
    'configFolders[0].files[a] [prop-wrong-type]',
  ],
])('%s is an error', (_, props, message) => {
  expect(summaries(synthErrors(props))).toEqual([message]);
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

test('a ConfigMap of a free name is written as it is, and a change of it restarts nothing', () => {
  const configMaps = [{ name: 'dashboards', data: { 'a.json': '{}' }, labels: { grafana: '1' }, immutable: true }];
  const { manifests } = synthApp({ configMaps, labels: { team: 'a' } });

  expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'dashboards', labels: { team: 'a', grafana: '1' } },
    data: { 'a.json': '{}' },
    immutable: true,
  });
  expect(annotations({ configMaps })).toBeUndefined();
});

test.each<[Partial<StatefulWebAppProps>, string]>([
  [{ configMaps: [{ name: 'A b', data: {} }] }, 'configMaps[A b].name [object-name-invalid]'],
  [{ configMaps: [{ name: 'a', data: { 'b/c': '' } }] }, 'configMaps[a].data[b/c] [config-file-name-invalid]'],
])('%j cannot be a ConfigMap', (props, error) => {
  expect(summaries(synthErrors(props))).toContain(error);
});

test('files of a folder are the contents by their names; what is no text is refused', () => {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));
  fs.writeFileSync(path.join(parent, 'app.ini'), '\ufeffa = ü\n');
  expect(ConfigFiles.fromFolder(parent)).toEqual({ 'app.ini': '\ufeffa = ü\n' });

  fs.writeFileSync(path.join(parent, 'logo.png'), Buffer.from([0x89, 0x50, 0xff]));
  expect(() => ConfigFiles.fromFolder(parent)).toThrow(/logo\.png/);
  expect(() => ConfigFiles.fromFolder(path.join(parent, 'none'))).toThrow(/no folder/);
  fs.rmSync(parent, { recursive: true });
});
