import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { claimTemplate, container, statefulSet } from '../../objects';
import { app, codesOf, deployment, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const WEB = 'Deployment default/web';

/** A Deployment whose container mounts one volume at /data. */
function keeps(source: Fields, mount: Fields | null = {}, pod: Fields = {}): Manifest {
  const volumeMounts = mount === null ? [] : [{ name: 'data', mountPath: '/data', ...mount }];
  return deployment({}, { containers: [app({ volumeMounts })], volumes: [{ name: 'data', ...source }], ...pod });
}

const claim = { persistentVolumeClaim: { claimName: 'data' } };

describe('the data of a Deployment', () => {
  test('is lost to it with the mount, or with another claim', () => {
    const lost = 'claim-mount-removed data-risk';
    expect(codesOf(WEB, [keeps(claim)], [keeps(claim, null)])).toContain(lost);
    expect(codesOf(WEB, [keeps(claim)], [keeps({ emptyDir: {} })])).toContain(lost);
    expect(codesOf(WEB, [keeps(claim)], [keeps({ persistentVolumeClaim: { claimName: 'other' } })])).toContain(lost);
    expect(codesOf(WEB, [keeps({ emptyDir: {} })], [keeps({ emptyDir: {} }, null)])).not.toContain(lost);
  });

  test('is somewhere else if its folder moves', () => {
    expect(codesOf(WEB, [keeps(claim)], [keeps(claim, { mountPath: '/srv' })])).toContain(
      'claim-mount-moved data-risk',
    );
    const labelled = { ...keeps(claim), metadata: { name: 'web', labels: { a: 'b' } } };
    expect(codesOf(WEB, [keeps(claim)], [labelled]).join()).not.toContain('data-risk');
  });
});

describe('data outside Kubernetes', () => {
  const nfs = (server: string): Fields => ({ nfs: { server, path: '/wiki' } });
  const host = (path: string, type?: string): Fields => ({
    hostPath: { path, ...(type === undefined ? {} : { type }) },
  });

  test('stays behind if the volume leads to another server or folder', () => {
    const lost = 'claim-mount-removed data-risk';
    expect(codesOf(WEB, [keeps(nfs('a.example'))], [keeps(nfs('b.example'))])).toContain(lost);
    expect(codesOf(WEB, [keeps(host('/srv/wiki'))], [keeps(host('/srv/other'))])).toContain(lost);
  });

  test('is none in what belongs to the node', () => {
    expect(
      codesOf(WEB, [keeps(host('/var/run/docker.sock', 'Socket'))], [keeps({ emptyDir: {} })]).join(),
    ).not.toContain('data-risk');
    expect(codesOf(WEB, [keeps(host('/proc'))], [keeps(host('/proc'), null)]).join()).not.toContain('data-risk');
  });
});

describe('the owner of the files', () => {
  const set = (pod: Fields, own: Fields = {}): Manifest =>
    statefulSet({}, { containers: [container({ securityContext: own })], securityContext: pod });
  const changed = (before: Manifest, after: Manifest): boolean =>
    codesOf('StatefulSet default/web', [before], [after]).includes('volume-ownership-changed restart');

  test('changes with the user, the group or the fsGroup', () => {
    expect(changed(set({ runAsUser: 1 }), set({ runAsUser: 2 }))).toBe(true);
    expect(changed(set({}, { runAsUser: 1 }), set({}, { runAsUser: 2 }))).toBe(true);
    expect(changed(set({ fsGroup: 1 }), set({ fsGroup: 2 }))).toBe(true);
    expect(changed(set({ supplementalGroups: [1, 2] }), set({ supplementalGroups: [1] }))).toBe(true);
  });

  test('does not change with a default, a repetition, or one group more', () => {
    expect(changed(set({ fsGroup: 1 }), set({ fsGroup: 1, fsGroupChangePolicy: 'Always' }))).toBe(false);
    expect(changed(set({ runAsUser: 1 }), set({ runAsUser: 1 }, { runAsUser: 1 }))).toBe(false);
    expect(changed(set({ runAsUser: 1 }), set({}, { runAsUser: 1 }))).toBe(false);
    expect(changed(set({ supplementalGroups: [1] }), set({ supplementalGroups: [1, 2] }))).toBe(false);
  });

  test('does not matter while the app keeps the fsGroup that every file is given to', () => {
    expect(changed(set({ fsGroup: 1, runAsUser: 1 }), set({ fsGroup: 1, runAsUser: 2 }))).toBe(false);
    const rooted = { fsGroup: 1, fsGroupChangePolicy: 'OnRootMismatch' };
    expect(changed(set({ ...rooted, runAsUser: 1 }), set({ ...rooted, runAsUser: 2 }))).toBe(true);
  });
});

describe('a mount that moves together with what names it', () => {
  const moving = (path: string, told: Fields): Manifest =>
    statefulSet({}, { containers: [container({ volumeMounts: [{ name: 'www', mountPath: path }], ...told })] });
  const variable = (value: string): Fields => ({
    env: [
      { name: 'NODE', value: 'a' },
      { name: 'PGDATA', value },
    ],
  });
  const argument = (value: string): Fields => ({ args: ['--path.data', value] });
  const codes = (before: Manifest, after: Manifest): string =>
    codesOf('StatefulSet default/web', [before], [after]).join();

  test.each([
    ['a variable', variable],
    ['an argument', argument],
  ])('is a restart, if %s names it', (_, told) => {
    const found = codes(moving('/data', told('/data/$(NODE)')), moving('/srv/db', told('/srv/db/$(NODE)')));
    expect(found).toContain('pod-template-changed restart');
    expect(found).not.toContain('data-risk');
  });

  test.each([
    ['a variable', variable],
    ['an argument', argument],
  ])('is a danger, if %s goes on to name the old path, or another folder', (_, told) => {
    expect(codes(moving('/data', told('/data/a')), moving('/srv/db', told('/data/a')))).toContain('data-risk');
    expect(codes(moving('/data', told('/data/a')), moving('/srv/db', told('/srv/db/b')))).toContain('data-risk');
    expect(codes(moving('/data', told('/data/a')), moving('/data', told('/data/b')))).toContain('data-risk');
  });

  test('is no danger, if the directory never was on the volume', () => {
    expect(codes(moving('/data', variable('/tmp/a')), moving('/data', variable('/tmp/b')))).not.toContain('data-risk');
  });
});

describe('one of several mounts of a claim', () => {
  const mount = (mountPath: string, subPath?: string): Fields => ({
    name: 'www',
    mountPath,
    ...(subPath && { subPath }),
  });
  const app = (mounts: Fields[], initContainers: Fields[] = []): Manifest =>
    statefulSet(
      {},
      {
        containers: [container({ volumeMounts: mounts })],
        ...(initContainers.length > 0 && {
          initContainers: initContainers.map((each) => ({ image: 'example/tool:1', ...each })),
        }),
      },
    );
  const change = (before: Manifest, after: Manifest): string[] =>
    codesOf('StatefulSet default/web', [before], [after]).filter((code) => /claim-mount/.test(code));

  test('that goes is compared with what comes in its place, and not with what was there', () => {
    const before = app([mount('/conf', 'conf'), mount('/targets', 'targets')]);
    const said = messagesOf('claim-mount-moved', [before], [app([mount('/conf', 'conf'), mount('/rules', 'targets')])]);
    expect(said).toContain("'/targets' (folder 'targets') → '/rules' (folder 'targets')");
    expect(change(before, app([mount('/conf', 'conf')]))).toEqual(['claim-mount-removed data-risk']);
  });

  test('is not missed in an init container, as long as the app has the claim', () => {
    const prepares = [{ name: 'chown', volumeMounts: [mount('/data')] }];
    expect(change(app([mount('/data')], prepares), app([mount('/data')]))).toEqual([]);
    expect(
      change(
        app([mount('/data')], prepares),
        app([mount('/data')], [{ name: 'chown', volumeMounts: [mount('/srv')] }]),
      ),
    ).toEqual([]);
    expect(change(app([], prepares), app([]))).toEqual(['claim-mount-removed data-risk']);
  });

  test('may be brought along by an init container that has both folders', () => {
    const [before, after] = [[mount('/data', 'v1')], [mount('/data', 'v2')]];
    const both = [{ name: 'upgrade', volumeMounts: [mount('/old', 'v1'), mount('/new', 'v2')] }];
    const script = (text: string): Fields[] => [
      { name: 'move', command: ['sh', '-c', text], volumeMounts: [mount('/volume')] },
    ];
    expect(change(app(before), app(after, both))).toEqual(['claim-mount-moved restart']);
    expect(change(app(before), app(after, script('mv /volume/v1 /volume/v2')))).toEqual(['claim-mount-moved restart']);
    expect(change(app(before), app(after, script('chown -R 1000 /volume')))).toEqual(['claim-mount-moved data-risk']);
    expect(change(app(before), app(after))).toEqual(['claim-mount-moved data-risk']);
  });

  test('may be brought along where an argument names the new folder', () => {
    const told = (directory: string, mounts: Fields[], initContainers: Fields[] = []): Manifest =>
      statefulSet(
        {},
        {
          containers: [container({ volumeMounts: mounts, args: [`--storage.tsdb.path=${directory}`] })],
          ...(initContainers.length > 0 && { initContainers }),
        },
      );
    const both = [{ name: 'move', image: 'example/tool:1', volumeMounts: [mount('/old'), mount('/new', 'v2')] }];
    const [before, after] = [told('/old', [mount('/old')]), [mount('/new', 'v2')]];
    const codes = (initContainers: Fields[]): string =>
      codesOf('StatefulSet default/web', [before], [told('/new', after, initContainers)]).join();
    expect(codes(both)).not.toContain('data-risk');
    expect(codes([])).toContain('data-directory-changed data-risk');
  });
});

describe('a claim that pods name and that becomes a template', () => {
  const set = (spec: Fields, volumes: Fields[]): Manifest =>
    statefulSet({ replicas: 1, ...spec }, { containers: [container()], ...(volumes.length > 0 && { volumes }) });
  const before = set({ volumeClaimTemplates: undefined }, [{ name: 'www', ...claim }]);

  test('comes along whatever else the API server refuses, and whichever remedy is followed', () => {
    const after = set({ serviceName: 'other', podManagementPolicy: 'Parallel' }, []);
    for (const code of ['claim-template-immutable', 'service-name-immutable', 'pod-management-policy-immutable']) {
      const said = messagesOf(code, [before], [after]);
      expect(said).toContain('www-web-0');
      expect(said).toContain('claimRef');
      expect(said).not.toContain('adopts the pods');
    }
  });
});

describe('a Deployment that becomes a StatefulSet', () => {
  const set = (name = 'web', fields: Fields = {}): Manifest =>
    statefulSet(
      { replicas: 1, volumeClaimTemplates: [claimTemplate({}, 'data')] },
      { containers: [app({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })], ...fields },
      { name },
    );
  const own: Manifest = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  const left = 'claim-becomes-template data-risk';

  test('leaves its data on the old claim, whether that stays or goes', () => {
    expect(codesOf('StatefulSet default/web', [keeps(claim), own], [set(), own])).toContain(left);
    expect(codesOf('StatefulSet default/web', [keeps(claim), own], [set()])).toContain(left);
    expect(codesOf('StatefulSet default/db', [keeps(claim), own], [set('db'), own])).toContain(left);
  });

  test('says how the volume gets to the claim of the first pod', () => {
    const said = messagesOf('claim-becomes-template', [keeps(claim), own], [set(), own]);
    expect(said).toContain('data-web-0');
    expect(said).toContain('claimRef');
    expect(said).toContain('Retain');
  });

  test('keeps its data, if it goes on to use the claim, or the new claim names the volume', () => {
    const same = statefulSet(
      { replicas: 1, volumeClaimTemplates: [] },
      {
        containers: [app({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })],
        volumes: [{ name: 'data', ...claim }],
      },
    );
    expect(codesOf('StatefulSet default/web', [keeps(claim), own], [same, own])).not.toContain(left);
    const adopted = {
      ...own,
      metadata: { name: 'data-web-0' },
      spec: { ...(own['spec'] as Fields), volumeName: 'disk-1' },
    };
    expect(codesOf('StatefulSet default/web', [keeps(claim), own], [set(), own, adopted])).not.toContain(left);
  });

  test('is none, if the Deployment stays or is another app', () => {
    expect(codesOf('StatefulSet default/web', [keeps(claim), own], [set(), keeps(claim), own])).not.toContain(left);
    const other = statefulSet(
      { replicas: 1, volumeClaimTemplates: [claimTemplate({}, 'data')] },
      { containers: [app({ image: 'example/other:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] })] },
      { name: 'other' },
    );
    expect(codesOf('StatefulSet default/other', [keeps(claim), own], [other, own])).not.toContain(left);
  });
});

describe('the owner of files', () => {
  const owned = (pod: Fields, own: Fields = {}): Manifest =>
    statefulSet({}, { securityContext: pod, containers: [container({ securityContext: own })] });
  const codes = (before: Manifest, after: Manifest): string =>
    codesOf('StatefulSet default/web', [before], [after]).join();

  test('is another one with another user or group', () => {
    expect(codes(owned({ runAsUser: 1 }), owned({ runAsUser: 2 }))).toContain('volume-ownership-changed');
    expect(codes(owned({ fsGroup: 1 }), owned({ fsGroup: 2 }))).toContain('volume-ownership-changed');
    expect(codes(owned({ runAsUser: 1 }), owned({ runAsUser: 1 }, { runAsUser: 2 }))).toContain('ownership');
  });

  test('is the same if a default is written down, a container repeats its pod, or a group is added', () => {
    const before = owned({ runAsUser: 1, fsGroup: 1 });
    const after = owned(
      { runAsUser: 1, fsGroup: 1, fsGroupChangePolicy: 'Always', supplementalGroups: [9] },
      { runAsUser: 1, seLinuxOptions: {} },
    );
    expect(codes(before, after)).not.toContain('ownership');
  });
});

describe('the data of a CronJob', () => {
  const job = (volumes: Fields[], schedule = '0 1 * * *'): Manifest => {
    const containers = [app({ ports: undefined, volumeMounts: [{ name: 'data', mountPath: '/data' }] })];
    const template = { spec: { restartPolicy: 'Never', containers, volumes } };
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'backup' },
      spec: { schedule, jobTemplate: { spec: { template } } },
    };
  };
  const BACKUP = 'CronJob default/backup';
  const own = [{ name: 'data', ...claim }];

  test('is lost to it with another volume', () => {
    expect(codesOf(BACKUP, [job(own)], [job([{ name: 'data', emptyDir: {} }])])).toContain(
      'claim-mount-removed data-risk',
    );
    expect(codesOf(BACKUP, [job(own)], [job(own, '0 2 * * *')]).join()).not.toContain('data-risk');
  });

  test('is named where its claim is deleted', () => {
    const files: Manifest = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    expect(messagesOf('claim-deleted', [job(own), files], [job(own)])).toContain(BACKUP);
  });
});
