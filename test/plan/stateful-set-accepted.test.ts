import type { Manifest } from '../../lib/kubernetes/manifest';
import { says } from '../support/says';
import { plan, remedyText } from '../../lib/plan';
import { change, claim, claimTemplate, container, short, statefulSet } from './objects';

const image = (tag: string): { containers: unknown[] } => ({ containers: [container({ image: `nginx:${tag}` })] });

describe('a change of the pod template restarts pods', () => {
  test('from the highest ordinal down', () => {
    const { impact, findings, pods } = change(
      [statefulSet({ replicas: 3 })],
      [statefulSet({ replicas: 3 }, image('1.23'))],
    );
    expect([impact, pods]).toEqual(['restart', { created: [], restarted: ['web-2', 'web-1', 'web-0'], deleted: [] }]);
    expect(findings.map(({ code, path, before, after }) => ({ code, path, before, after }))).toEqual([
      {
        code: 'pod-template-changed',
        path: 'spec.template.spec.containers[web].image',
        before: 'nginx:1.22.1',
        after: 'nginx:1.23',
      },
    ]);
  });

  test('down to the partition, counted from the first ordinal', () => {
    const spec = { replicas: 3, ordinals: { start: 5 }, updateStrategy: { rollingUpdate: { partition: 1 } } };
    expect(change([statefulSet(spec)], [statefulSet(spec, image('1.23'))]).pods.restarted).toEqual(['web-7', 'web-6']);
  });

  test('none under OnDelete, and none where none run', () => {
    for (const spec of [{ updateStrategy: { type: 'OnDelete' } }, { replicas: 0 }]) {
      const { impact, pods } = change([statefulSet(spec)], [statefulSet(spec, image('1.23'))]);
      expect([impact, pods.restarted]).toEqual(['update', []]);
    }
  });

  test('also where only the notation of a quantity changes, unless the stored text is the same', () => {
    const limit = (memory: unknown): { containers: unknown[] } => ({
      containers: [container({ resources: { limits: { memory } } })],
    });
    expect(short(statefulSet({}, limit('1Gi')), statefulSet({}, limit('1073741824')))).toEqual({
      impact: 'restart',
      findings: ['restart-without-change spec.template.spec.containers[web].resources.limits.memory'],
    });
    expect(plan([statefulSet({}, limit('1Gi'))], [statefulSet({}, limit('1024Mi'))]).changes).toEqual([]);
  });

  test('also where a list is reordered, or a default of pods alone is written out', () => {
    const env = (...names: string[]): unknown =>
      statefulSet({}, { containers: [container({ env: names.map((name) => ({ name, value: '1' })) })] });
    expect(change([env('A', 'B') as never], [env('B', 'A') as never]).impact).toBe('restart');
    expect(change([statefulSet()], [statefulSet({}, { enableServiceLinks: true })]).impact).toBe('restart');
  });
});

test('what the API server fills in is no change', () => {
  const spelled = statefulSet(
    {
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
      volumeClaimTemplates: [
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claimTemplate({ volumeMode: 'Filesystem' }) },
      ],
    },
    {
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      securityContext: {},
      nodeSelector: {},
    },
  );
  expect(plan([statefulSet()], [spelled]).changes).toEqual([]);
});

describe('scaling', () => {
  test('up makes pods and claims in order', () => {
    const { impact, pods, claims } = change([statefulSet()], [statefulSet({ replicas: 4 })]);
    expect([impact, pods.created, claims.created]).toEqual(['update', ['web-2', 'web-3'], ['www-web-2', 'www-web-3']]);
  });

  test('up finds old claims again', () => {
    const facts = { claims: [claim('1Gi', { name: 'www-web-2' })] };
    const { findings, claims } = change([statefulSet()], [statefulSet({ replicas: 4 })], { facts });
    expect(claims.created).toEqual(['www-web-3']);
    expect(findings.map((finding) => finding.code)).toEqual(['scaled-up', 'stale-claim-attached']);
  });

  test('down keeps claims, or deletes them', () => {
    const kept = change([statefulSet({ replicas: 3 })], [statefulSet({ replicas: 1 })]);
    expect([kept.impact, kept.pods.deleted, kept.claims.orphaned]).toEqual([
      'update',
      ['web-2', 'web-1'],
      ['www-web-2', 'www-web-1'],
    ]);
    const policy = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } };
    const lost = change([statefulSet({ replicas: 3, ...policy })], [statefulSet({ replicas: 1, ...policy })]);
    expect([lost.impact, lost.findings[0]?.code, lost.claims.deleted]).toEqual([
      'data-risk',
      'scale-down-deletes-claims',
      ['www-web-2', 'www-web-1'],
    ]);
  });

  test('by leaving replicas out goes to 1', () => {
    const { findings, pods } = change([statefulSet({ replicas: 3 })], [statefulSet({ replicas: undefined })]);
    expect(findings.map((finding) => finding.code)).toEqual(['replicas-removed', 'scaled-down']);
    expect(pods.deleted).toEqual(['web-2', 'web-1']);
  });

  test('by leaving replicas out goes to 1 for a Deployment as well, until its autoscaler acts', () => {
    const deployment = (replicas?: number): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'wiki' },
      spec: {
        ...(replicas !== undefined && { replicas }),
        selector: { matchLabels: { app: 'wiki' } },
        template: {
          metadata: { labels: { app: 'wiki' } },
          spec: { containers: [{ name: 'wiki', image: 'example/wiki:1' }] },
        },
      },
    });
    const autoscaler: Manifest = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'wiki' },
      spec: {
        minReplicas: 2,
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'wiki' },
      },
    };
    const { findings, impact } = change([deployment(3), autoscaler], [deployment(), autoscaler]);
    expect([impact, ...findings.map(({ code }) => code)]).toEqual(['update', 'replicas-removed']);
    expect(findings[0]?.message).toContain('HorizontalPodAutoscaler wiki');
    expect(remedyText(findings[0]?.remedy ?? [])).toContain('kubectl annotate deployment wiki');
    // What never had them, or had 1, is not scaled.
    expect(
      change([deployment(1)], [{ ...deployment(), metadata: { name: 'wiki', labels: { a: 'b' } } }]).findings.map(
        ({ code }) => code,
      ),
    ).toEqual(['field-changed']);
  });

  test('by moving the ordinals gives pods empty claims', () => {
    const { impact, findings, claims } = change([statefulSet()], [statefulSet({ ordinals: { start: 1 } })]);
    expect([impact, findings[0]?.code, claims.created, claims.orphaned]).toEqual([
      'data-risk',
      'ordinals-moved',
      ['www-web-2'],
      ['www-web-0'],
    ]);
  });
});

describe('data is at risk', () => {
  const withMounts = (volumeMounts: unknown[], pod = {}): ReturnType<typeof statefulSet> =>
    statefulSet({}, { containers: [container({ volumeMounts })], ...pod });

  test.each([
    [
      'mounted elsewhere',
      withMounts([{ name: 'www', mountPath: '/var/data' }]),
      'claim-mount-moved spec.template.spec.containers[web].volumeMounts[/data].mountPath',
    ],
    [
      'by another folder',
      withMounts([{ name: 'www', mountPath: '/data', subPath: 'a' }]),
      'claim-mount-moved spec.template.spec.containers[web].volumeMounts[/data].subPath',
    ],
    ['not mounted', withMounts([]), 'claim-mount-removed spec.template.spec.containers[web].volumeMounts[/data]'],
    [
      'replaced',
      withMounts([{ name: 'tmp', mountPath: '/data' }], { volumes: [{ name: 'tmp', emptyDir: {} }] }),
      'claim-mount-removed spec.template.spec.containers[web].volumeMounts[/data].name',
    ],
  ])('when a claim is %s', (_, after, finding) => {
    const result = short(statefulSet(), after) as { impact: string; findings: string[] };
    expect([result.impact, result.findings[0]]).toEqual(['data-risk', finding]);
  });

  test('when a variable names another directory', () => {
    const env = (value: string): ReturnType<typeof statefulSet> =>
      statefulSet({}, { containers: [container({ env: [{ name: 'PGDATA', value }] })] });
    expect(change([env('/data/a')], [env('/data/b')]).findings[0]).toMatchObject({
      code: 'data-directory-changed',
      impact: 'data-risk',
    });
  });

  test('when the StatefulSet is deleted with its claims', () => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } };
    const lost = change([statefulSet(policy)], []);
    expect([lost.impact, lost.claims.deleted]).toEqual(['data-risk', ['www-web-0', 'www-web-1']]);
    const kept = change([statefulSet()], []);
    expect([kept.impact, kept.claims.orphaned, kept.pods.deleted]).toEqual([
      'outage',
      ['www-web-0', 'www-web-1'],
      ['web-1', 'web-0'],
    ]);
  });

  test('when it gets another name: one finding', () => {
    const { object, impact, findings, pods, claims } = change([statefulSet()], [statefulSet({}, {}, { name: 'site' })]);
    expect([object, impact]).toEqual(['StatefulSet default/site', 'data-risk']);
    expect(findings.map((finding) => finding.code)).toEqual(['stateful-set-renamed', 'governing-service-missing']);
    expect(pods).toEqual({ created: ['site-0', 'site-1'], restarted: [], deleted: ['web-1', 'web-0'] });
    expect([claims.created, claims.orphaned]).toEqual([
      ['www-site-0', 'www-site-1'],
      ['www-web-0', 'www-web-1'],
    ]);
  });
});

test.each([
  ['image-major-version', statefulSet({}, image('2.0'))],
  ['volume-ownership-changed', statefulSet({}, { securityContext: { fsGroup: 5 } })],
  ['less-time-to-stop', statefulSet({}, { terminationGracePeriodSeconds: 5 })],
  ['retention-now-deletes', statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
])('%s is said beside what else happens', (code, after) => {
  expect(change([statefulSet()], [after]).findings.map((finding) => finding.code)).toContain(code);
});

test('what a rule says of a field is not said again', () => {
  const after = statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' }, minReadySeconds: 5 });
  expect(short(statefulSet(), after)).toEqual({
    impact: 'update',
    findings: [
      'retention-now-deletes spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
      'updated-in-place spec.minReadySeconds',
    ],
  });
});

test('the order is told where there is one', () => {
  const told = (replicas: number): string | undefined =>
    change([statefulSet({ replicas })], [statefulSet({ replicas }, image('1.23'))]).findings[0]?.message;
  expect(told(1)).toBe("'nginx:1.22.1' → 'nginx:1.23'. Restarts web-0");
  expect(told(2)).toEqual(says('Restarts web-1 and web-0', 'in this order'));
});

test('a revision that waited rolls when OnDelete ends or the partition is lowered', () => {
  const strategy = (updateStrategy: object): ReturnType<typeof statefulSet> => statefulSet({ updateStrategy });
  const ended = change([strategy({ type: 'OnDelete' })], [strategy({ type: 'RollingUpdate' })]);
  const lowered = change(
    [strategy({ rollingUpdate: { partition: 1 } })],
    [strategy({ rollingUpdate: { partition: 0 } })],
  );
  expect([ended, lowered].map(({ findings }) => findings[0]?.code)).toEqual([
    'pending-revision-rolls',
    'pending-revision-rolls',
  ]);
});

test('a field that the version drops is named', () => {
  const after = statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } });
  expect(short(statefulSet(), after, { kubernetes: '1.36' })).toEqual({
    impact: 'none',
    findings: ['field-dropped spec.updateStrategy.rollingUpdate.maxUnavailable'],
  });
  expect(change([statefulSet()], [after], { kubernetes: '1.37' }).impact).toBe('update');
});

test('a move to another namespace says to keep the namespace, not the name', () => {
  const { changes } = plan(
    [statefulSet({}, {}, { namespace: 'default' })],
    [statefulSet({}, {}, { namespace: 'prod' })],
  );
  const remedy = changes
    .flatMap(({ findings }) => findings)
    .find(({ code }) => code === 'stateful-set-renamed')?.remedy;
  expect(remedyText(remedy ?? [])).toContain("Keep the namespace 'default' (StatefulWebApp: the prop namespace)");
});

describe('an object that its version would not create', () => {
  const unmounted = { containers: [container({ volumeMounts: [{ name: 'gone', mountPath: '/data' }] })] };

  test.each<[string, object, object]>([
    ['a Service name that is none', { serviceName: 'a.b' }, {}],
    ['a claim template without access modes', { volumeClaimTemplates: [claimTemplate({ accessModes: [] })] }, {}],
    ['a mount without a volume', {}, unmounted],
  ])('is updated all the same: %s', (_, spec, pod) => {
    const before = statefulSet({ ...spec }, { ...pod });
    const after = statefulSet({ ...spec, replicas: 3 }, { ...pod });
    const { impact, findings, pods } = change([before], [after]);
    expect(impact).toBe('update');
    expect(findings[0]?.code).toBe('refused-if-created-anew');
    expect(pods.created).toEqual(['web-2']);
  });

  test('is refused where no version ever took it', () => {
    const selector = { selector: { matchLabels: { app: 'other' } } };
    expect(change([statefulSet(selector)], [statefulSet({ ...selector, replicas: 3 })]).impact).toBe('rejected');
  });
});
