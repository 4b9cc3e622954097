import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { statefulSet } from '../../objects';
import { app, codesOf, configMap, deployment, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const SETTINGS = 'ConfigMap default/settings';
const keyGone = 'key-removed-but-needed outage';
const needed = 'deleted-but-needed outage';

const variable = (ref: Fields): Fields => app({ env: [{ name: 'MODE', valueFrom: { configMapKeyRef: ref } }] });
const reads = (ref: Fields): Manifest => deployment({}, { containers: [variable(ref)] });
const mounts = (source: Fields, mount: Fields = {}): Manifest =>
  deployment(
    {},
    {
      containers: [app({ volumeMounts: [{ name: 'files', mountPath: '/etc/app', ...mount }] })],
      volumes: [{ name: 'files', ...source }],
    },
  );

describe('a bare pod', () => {
  const pod = (container: Fields, spec: Fields = {}): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [app(container)], ...spec },
  });
  const [full, empty] = [configMap({ mode: 'a', other: 'b' }), configMap({ other: 'b' })];
  const reading = pod({ env: [{ name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } }] });

  test('needs what its variables name whenever a container restarts', () => {
    expect(codesOf(SETTINGS, [reading, full], [reading])).toContain(needed);
    expect(messagesOf('deleted-but-needed', [reading, full], [reading])).toContain('restarts');
    expect(codesOf(SETTINGS, [reading, full], [reading, empty])).toContain(keyGone);
    const all = pod({ envFrom: [{ configMapRef: { name: 'settings' } }] });
    expect(codesOf(SETTINGS, [all, full], [all])).toContain(needed);
  });

  test('keeps the files that it has', () => {
    const mounting = pod(
      { volumeMounts: [{ name: 'files', mountPath: '/etc/app' }] },
      { volumes: [{ name: 'files', configMap: { name: 'settings' } }] },
    );
    expect(codesOf(SETTINGS, [mounting, full], [mounting])).not.toContain(needed);
  });

  test('needs all of it to start, as a Job does', () => {
    expect(codesOf('Pod default/web', [empty], [reading, empty])).toContain('reference-unresolved outage');
    const job: Manifest = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'web' },
      spec: { template: { spec: { ...(reading['spec'] as Fields), restartPolicy: 'Never' } } },
    };
    expect(codesOf('Job default/web', [empty], [job, empty])).toContain('reference-unresolved outage');
    expect(codesOf(SETTINGS, [job, full], [job, empty])).not.toContain(keyGone);
  });
});

describe('a key that goes while pods need it', () => {
  const [full, empty] = [configMap({ mode: 'a', other: 'b' }), configMap({ other: 'b' })];

  test.each([
    ['a variable', reads({ name: 'settings', key: 'mode' })],
    ['an item of a volume', mounts({ configMap: { name: 'settings', items: [{ key: 'mode', path: 'mode' }] } })],
    [
      'an item of a projected volume',
      mounts({ projected: { sources: [{ configMap: { name: 'settings', items: [{ key: 'mode', path: 'm' }] } }] } }),
    ],
    ['a subPath', mounts({ configMap: { name: 'settings' } }, { subPath: 'mode' })],
  ])('for %s', (_, workload) => {
    expect(codesOf(SETTINGS, [workload, full], [workload, empty])).toContain(keyGone);
  });

  test.each([
    ['an optional variable', reads({ name: 'settings', key: 'mode', optional: true })],
    ['another key', reads({ name: 'settings', key: 'other' })],
    ['all keys together', deployment({}, { containers: [app({ envFrom: [{ configMapRef: { name: 'settings' } }] })] })],
    ['the whole volume', mounts({ configMap: { name: 'settings' } })],
    [
      'an optional volume',
      mounts({ configMap: { name: 'settings', optional: true, items: [{ key: 'mode', path: 'm' }] } }),
    ],
  ])('is not needed by %s', (_, workload) => {
    expect(codesOf(SETTINGS, [workload, full], [workload, empty])).not.toContain(keyGone);
  });

  test('is not needed by a workload that stops to name it in the same change', () => {
    const before = [reads({ name: 'settings', key: 'mode' }), full];
    expect(codesOf(SETTINGS, before, [reads({ name: 'settings', key: 'other' }), empty])).not.toContain(keyGone);
  });

  test('is needed by the pods that OnDelete leaves with the old template', () => {
    const set = (key: string, type: string): Manifest =>
      statefulSet({ updateStrategy: { type } }, { containers: [variable({ name: 'settings', key })] });
    expect(codesOf(SETTINGS, [set('mode', 'OnDelete'), full], [set('other', 'OnDelete'), empty])).toContain(keyGone);
    expect(
      codesOf(SETTINGS, [set('mode', 'RollingUpdate'), full], [set('other', 'RollingUpdate'), empty]),
    ).not.toContain(keyGone);
  });

  test('advises no restart', () => {
    const workload = reads({ name: 'settings', key: 'mode' });
    const all = ['key-removed-but-needed', 'configuration-not-picked-up'].map((code) =>
      messagesOf(code, [workload, full], [workload, empty]),
    );
    expect(all.join('\n')).not.toContain('rollout restart');
  });
});

describe('an object that goes while pods need it', () => {
  const account: Manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } };
  const priority: Manifest = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'web' },
    value: 1,
  };

  test('a ServiceAccount, a PriorityClass, a ConfigMap', () => {
    const uses = deployment({}, { serviceAccountName: 'web', priorityClassName: 'web' });
    expect(codesOf('ServiceAccount default/web', [uses, account], [uses])).toContain(needed);
    expect(codesOf('PriorityClass web', [uses, priority], [uses])).toContain(needed);
    const whole = mounts({ configMap: { name: 'settings' } });
    expect(codesOf(SETTINGS, [whole, configMap({ a: 'b' })], [whole])).toContain(needed);
  });

  test('not if the workload goes too, or has no pods', () => {
    const uses = (spec: Fields): Manifest => deployment(spec, { serviceAccountName: 'web' });
    expect(codesOf('ServiceAccount default/web', [uses({}), account], [])).not.toContain(needed);
    expect(
      codesOf('ServiceAccount default/web', [uses({ replicas: 0 }), account], [uses({ replicas: 0 })]),
    ).not.toContain(needed);
  });

  test('a ConfigMap with a hash in its name, while OnDelete keeps pods of the old template', () => {
    const set = (name: string, type: string): Manifest =>
      statefulSet({ updateStrategy: { type } }, { containers: [app({ envFrom: [{ configMapRef: { name } }] })] });
    const [old, now] = [configMap({ a: '1' }, 'settings-1'), configMap({ a: '2' }, 'settings-2')];
    const of = (type: string): string[] =>
      codesOf('ConfigMap default/settings-1', [set('settings-1', type), old], [set('settings-2', type), now]);
    expect(of('OnDelete')).toContain(needed);
    expect(of('RollingUpdate')).not.toContain(needed);
  });

  test('not a Secret that a controller makes from now on', () => {
    const uses = deployment({}, { containers: [app({ envFrom: [{ secretRef: { name: 'keys' } }] })] });
    const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, data: { a: 'Yg==' } };
    const external: Manifest = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'keys-of-web' },
      spec: { target: { name: 'keys' } },
    };
    expect(codesOf('Secret default/keys', [uses, secret], [uses])).toContain(needed);
    expect(codesOf('Secret default/keys', [uses, secret], [uses, external])).not.toContain(needed);
  });
});

describe('a new reference', () => {
  const unresolved = 'reference-unresolved outage';

  test('to a key that the ConfigMap does not have', () => {
    const [settings, after] = [configMap({ mode: 'a' }), reads({ name: 'settings', key: 'mood' })];
    expect(codesOf('Deployment default/web', [deployment(), settings], [after, settings])).toContain(unresolved);
    expect(codesOf('Deployment default/web', [settings], [after, settings])).toContain(unresolved);
  });

  test('says nothing of what is declared elsewhere, or filled in by somebody else', () => {
    const after = reads({ name: 'settings', key: 'mood' });
    expect(codesOf('Deployment default/web', [deployment()], [after])).not.toContain(unresolved);
    const filled = configMap({});
    expect(codesOf('Deployment default/web', [deployment(), filled], [after, filled])).not.toContain(unresolved);
  });
});

describe('what is declared nowhere', () => {
  const note = 'reference-not-declared none';
  const named = reads({ name: 'settings', key: 'mode' });

  test('is told once, with its name', () => {
    const second = { ...named, metadata: { name: 'other' } };
    const said = messagesOf('reference-not-declared', [], [named, second]);
    expect(said.match(/ConfigMap default\/settings/g)).toHaveLength(1);
    expect(said).toContain('Deployment default/other');
    expect(said).toContain('Deployment default/web');
  });

  test('is no news if it was named before, is declared, optional, or there in every namespace', () => {
    const codes = (before: Manifest[], after: Manifest[]): string[] => codesOf('Deployment default/web', before, after);
    expect(codes([], [named])).toContain(note);
    expect(codes([named], [reads({ name: 'settings', key: 'other' })])).toContain(note);
    expect(codes([], [named, configMap({ mode: 'a' })])).not.toContain(note);
    expect(codes([], [reads({ name: 'settings', key: 'mode', optional: true })])).not.toContain(note);
    expect(codes([], [deployment({}, { serviceAccountName: 'default' })])).not.toContain(note);
    const restarted = deployment(
      {},
      { ...(named['spec'] as never as { template: { spec: Fields } }).template.spec, hostname: 'a' },
    );
    expect(codes([named], [restarted])).not.toContain(note);
  });
});
