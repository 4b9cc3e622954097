import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { container, statefulSet } from '../../objects';
import { app, codesOf, deployment } from '../../workloads';

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
