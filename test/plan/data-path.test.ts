import { says } from '../support/says';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { change, claimTemplate, container, statefulSet } from './objects';

type Fields = Record<string, unknown>;

/** A StatefulSet of one container, with claims and volumes as the case needs them. */
const pod = (fields: Fields, more: Fields = {}, spec: Fields = {}): Manifest =>
  statefulSet(spec, { containers: [container(fields)], ...more });

const mount = (fields: Fields = {}): Fields => ({
  volumeMounts: [{ name: 'www', mountPath: '/data', ...fields }],
});

/** The dangers of a change, short. */
function dangers(before: Manifest, after: Manifest): unknown[] {
  return change([before], [after])
    .findings.filter(({ impact }) => impact === 'data-risk')
    .map(({ code, path, before: from, after: to, message }) => [code, path, from, to, message]);
}

/** The same without the words. */
const places = (before: Manifest, after: Manifest): unknown[] =>
  dangers(before, after).map((danger) => (danger as unknown[]).slice(0, 4));

const WEB = 'spec.template.spec.containers[web]';
const ON_CLAIMS = 'www-web-0 and www-web-1';

describe('a claim that is seen from another place', () => {
  test.each([
    [
      'another mountPath',
      pod(mount()),
      pod(mount({ mountPath: '/other' })),
      ['mountPath', '/data', '/other', "'/data' → '/other'"],
    ],
    [
      'a subPath',
      pod(mount()),
      pod(mount({ subPath: 'db' })),
      ['subPath', undefined, 'db', "'/data' → '/data' (folder 'db')"],
    ],
    [
      'another subPathExpr',
      pod(mount({ subPathExpr: '$(A)' })),
      pod(mount({ subPathExpr: '$(B)' })),
      ['subPathExpr', '$(A)', '$(B)', "'/data' (folder '$(A)') → '/data' (folder '$(B)')"],
    ],
    [
      'another value of a variable in subPathExpr',
      pod({ env: [{ name: 'A', value: 'one' }], ...mount({ subPathExpr: '$(A)' }) }),
      pod({ env: [{ name: 'A', value: 'two' }], ...mount({ subPathExpr: '$(A)' }) }),
      ['subPathExpr', 'one', 'two', "'/data' (folder 'one') → '/data' (folder 'two')"],
    ],
  ])('by %s is named with its claims', (_what, before, after, [field, from, to, moved]) => {
    expect(dangers(before, after)).toEqual([
      [
        'claim-mount-moved',
        `${WEB}.volumeMounts[/data].${field}`,
        from,
        to,
        says("container 'web'", moved ?? '', ON_CLAIMS, 'starts empty'),
      ],
    ]);
  });

  test('as a device', () => {
    const device = (devicePath: string): Manifest =>
      pod({ volumeMounts: [], volumeDevices: [{ name: 'www', devicePath }] });
    expect(places(device('/dev/a'), device('/dev/b'))).toEqual([
      ['claim-mount-moved', `${WEB}.volumeDevices[/dev/a].devicePath`, '/dev/a', '/dev/b'],
    ]);
  });

  test('not by a slash at the end, a subPath written as an expression, or another name of the container', () => {
    const env = [{ name: 'A', value: 'db' }];
    expect(dangers(pod(mount()), pod(mount({ mountPath: '/data/' })))).toEqual([]);
    expect(dangers(pod({ env, ...mount({ subPath: 'db' }) }), pod({ env, ...mount({ subPathExpr: '$(A)' }) }))).toEqual(
      [],
    );
    expect(dangers(pod(mount()), pod({ name: 'app', ...mount() }))).toEqual([]);
  });
});

describe('a claim that a container loses', () => {
  const own = (source: Fields): Manifest =>
    pod(
      { volumeMounts: [{ name: 'own', mountPath: '/data' }] },
      { volumes: [{ name: 'own', ...source }] },
      { volumeClaimTemplates: undefined },
    );
  const shared = own({ persistentVolumeClaim: { claimName: 'shared' } });
  const gone = ["'/data' of 'web'", 'www-web-0 and www-web-1'];
  const tmp = (source: Fields): Manifest => pod(mount({ name: 'tmp' }), { volumes: [{ name: 'tmp', ...source }] });

  test.each([
    [
      'its mount is removed',
      pod({}),
      pod({ volumeMounts: [] }),
      [`${WEB}.volumeMounts[/data]`, 'www', undefined, says(...gone, 'lost when the container restarts')],
    ],
    [
      'emptyDir takes its place',
      pod({}),
      tmp({ emptyDir: {} }),
      [`${WEB}.volumeMounts[/data].name`, 'www', 'tmp', says(...gone, "emptyDir volume 'tmp'", 'lost')],
    ],
    [
      'hostPath takes its place',
      pod({}),
      tmp({ hostPath: { path: '/x' } }),
      [`${WEB}.volumeMounts[/data].name`, 'www', 'tmp', says(...gone, "hostPath volume 'tmp'", 'one node')],
    ],
    [
      'its volume becomes an emptyDir',
      shared,
      own({ emptyDir: {} }),
      ['spec.template.spec.volumes[own]', 'shared', 'own', says("'/data'", "'web'", 'emptyDir', "'own'")],
    ],
    [
      'its volume becomes another claim',
      shared,
      own({ persistentVolumeClaim: { claimName: 'other' } }),
      ['spec.template.spec.volumes[own]', 'shared', 'other', says("'/data'", "'web'")],
    ],
    [
      'its container is called otherwise',
      pod({}),
      pod({ name: 'app', volumeMounts: [] }),
      [`${WEB}.volumeMounts[/data]`, 'www', undefined, says(...gone, 'lost when the container restarts')],
    ],
    [
      'its container goes, and nobody else mounts it',
      statefulSet({}, { containers: [container(), { name: 'side', image: 'a:1' }] }),
      statefulSet({}, { containers: [{ name: 'side', image: 'a:1' }] }),
      [WEB, 'www', undefined, says("'web'", 'www-web-0 and www-web-1')],
    ],
    [
      'a folder inside it goes to an emptyDir',
      pod({}),
      pod(
        {
          volumeMounts: [
            { name: 'www', mountPath: '/data' },
            { name: 'tmp', mountPath: '/data/db' },
          ],
        },
        { volumes: [{ name: 'tmp', emptyDir: {} }] },
      ),
      [
        `${WEB}.volumeMounts[/data/db]`,
        undefined,
        'tmp',
        says("'/data/db'", "'web'", 'www-web-0 and www-web-1', 'emptyDir', "'tmp'"),
      ],
    ],
  ])('is named where %s', (_what, before, after, expected) => {
    expect(dangers(before, after)).toEqual([['claim-mount-removed', ...expected]]);
  });

  test.each([['containers'], ['initContainers']])('in %s beside the first as well', (list) => {
    const side = (fields: Fields): Manifest =>
      statefulSet(
        {},
        {
          containers: [container()],
          [list]:
            list === 'containers'
              ? [container(), { name: 'side', image: 'a:1', ...fields }]
              : [{ name: 'side', image: 'a:1', restartPolicy: 'Always', ...fields }],
        },
      );
    expect(places(side({ volumeMounts: [{ name: 'www', mountPath: '/w' }] }), side({}))).toEqual([
      ['claim-mount-removed', `spec.template.spec.${list}[side].volumeMounts[/w]`, 'www', undefined],
    ]);
  });

  test('unless another container keeps it, or only a file of configuration is laid over it', () => {
    const both = statefulSet(
      {},
      {
        containers: [container(), { name: 'side', image: 'a:1', volumeMounts: [{ name: 'www', mountPath: '/w' }] }],
      },
    );
    expect(dangers(both, statefulSet())).toEqual([]);
    const configured = pod(
      {
        volumeMounts: [
          { name: 'www', mountPath: '/data' },
          { name: 'conf', mountPath: '/data/web.conf', subPath: 'web.conf' },
        ],
      },
      { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
    );
    expect(dangers(pod({}), configured)).toEqual([]);
  });

  test('without a pod, by the template', () => {
    expect(dangers(pod({}, {}, { replicas: 0 }), pod({ volumeMounts: [] }, {}, { replicas: 0 }))).toEqual([
      ['claim-mount-removed', `${WEB}.volumeMounts[/data]`, 'www', undefined, says("on the claims of 'www'")],
    ]);
  });

  test('by another one of the same pod', () => {
    const two = (data: string, log: string): Manifest =>
      pod(
        {
          volumeMounts: [
            { name: data, mountPath: '/data' },
            { name: log, mountPath: '/log' },
          ],
        },
        {},
        { volumeClaimTemplates: [claimTemplate(), claimTemplate({}, 'log')] },
      );
    expect(dangers(two('www', 'log'), two('log', 'www')).map((each) => (each as string[])[1])).toEqual([
      `${WEB}.volumeMounts[/data].mountPath`,
      `${WEB}.volumeMounts[/log].mountPath`,
    ]);
  });
});

describe('a volume that follows the image to where that keeps its data', () => {
  const runs = (image: string, mountPath: string): Manifest => pod({ image, ...mount({ mountPath }) });

  test('is no danger: the image would start empty in the old place', () => {
    expect(
      dangers(
        runs('quay.io/influxdb/influxdb:v2.0.4', '/root/.influxdbv2'),
        runs('influxdb:2.1.1', '/var/lib/influxdb2'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['the image stays', 'influxdb:2.1.1', '/root/x', 'influxdb:2.1.1', '/var/lib/influxdb2'],
    [
      'the image kept it in the old place as well',
      'influxdb:1.8',
      '/var/lib/influxdb',
      'influxdb:2.1.1',
      '/var/lib/influxdb2',
    ],
    ['the image is not known', 'example/db:1', '/old', 'example/db:2', '/new'],
  ])('is one if %s', (_why, from, path, to, next) => {
    expect(dangers(runs(from, path), runs(to, next)).map((each) => (each as string[])[0])).toEqual([
      'claim-mount-moved',
    ]);
  });
});

describe('what names the data directory', () => {
  test.each([
    [
      'a variable',
      { env: [{ name: 'PGDATA', value: '/data/a' }] },
      { env: [{ name: 'PGDATA', value: '/data/b' }] },
      'PGDATA',
      'env[PGDATA].value',
    ],
    ['an argument', { args: ['--datadir=/data/a'] }, { args: ['--datadir=/data/b'] }, '--datadir', 'args'],
    ['two arguments', { args: ['-D', '/data/a'] }, { args: ['-D', '/data/b'] }, '-D', 'args'],
    [
      'a line of a shell',
      { command: ['sh', '-c', 'exec prometheus --storage.tsdb.path /data/a --x'] },
      { command: ['sh', '-c', 'exec prometheus --storage.tsdb.path /data/b --x'] },
      '--storage.tsdb.path',
      'command',
    ],
  ])('as %s is a danger when it changes', (_what, before, after, name, field) => {
    expect(dangers(pod(before), pod(after))).toEqual([
      [
        'data-directory-changed',
        `${WEB}.${field}`,
        '/data/a',
        '/data/b',
        says(name, 'www-web-0 and www-web-1', 'starts empty'),
      ],
    ]);
  });

  test.each([
    ['where the volume is mounted for an unknown image', {}, { env: [{ name: 'GF_PATHS_DATA', value: '/data/' }] }],
    [
      'as the image has it',
      { image: 'mongo:7.0.1', ...mount({ mountPath: '/data/db' }) },
      { args: ['--dbpath', '/data/db'] },
    ],
    [
      'as PostgreSQL has it',
      { image: 'postgres:16.1', ...mount({ mountPath: '/var/lib/postgresql' }) },
      { env: [{ name: 'PGDATA', value: '/var/lib/postgresql/data' }] },
    ],
  ])('may be said for the first time, %s', (_what, base, told) => {
    expect(dangers(pod(base), pod({ ...base, ...told }))).toEqual([]);
    expect(dangers(pod({ ...base, ...told }), pod(base))).toEqual([]);
  });

  test.each([
    ['a folder of the volume', {}, { env: [{ name: 'PGDATA', value: '/data/db' }] }],
    [
      'another directory than the image has',
      { image: 'mongo:7.0.1', ...mount({ mountPath: '/data' }) },
      { args: ['--dbpath', '/data'] },
    ],
    [
      'a folder where PostgreSQL had none',
      { image: 'postgres:16.1', ...mount({ mountPath: '/var/lib/postgresql' }) },
      { env: [{ name: 'PGDATA', value: '/var/lib/postgresql/pgdata' }] },
    ],
    ['what is not said here', {}, { env: [{ name: 'PGDATA', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }],
  ])('is a danger for the first time as %s', (_what, base, told) => {
    const codes = dangers(pod(base), pod({ ...base, ...told })).map((each) => (each as string[])[0]);
    expect(codes).toEqual(['data-directory-changed']);
  });

  test('may be written otherwise, and matters only where there is data', () => {
    expect(dangers(pod({ args: ['--datadir=/data/a'] }), pod({ args: ['--datadir', '/data/a/'] }))).toEqual([]);
    expect(dangers(pod({ args: ['--dir=x'] }), pod({ args: ['--dir=y'] }))).toEqual([]);
    const none = (args: string[]): Manifest => pod({ args, volumeMounts: [] }, {}, { volumeClaimTemplates: undefined });
    expect(dangers(none(['--datadir=/data/a']), none(['--datadir=/data/b']))).toEqual([]);
  });
});
