import { says } from '../support/says';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ClusterFacts, plan, type PlanOptions } from '../../lib/plan';
import { claim, claimTemplate, container, service, statefulSet } from './objects';

type Fields = Record<string, unknown>;

const live = (name: string, metadata: Fields = {}): Manifest => ({
  ...claim(
    '1Gi',
    { name, namespace: 'default', uid: name, resourceVersion: '1', ...metadata },
    {
      storageClassName: 'fast',
      volumeName: `pv-${name}`,
    },
  ),
  status: { phase: 'Bound' },
});
const volume = (name: string, persistentVolumeReclaimPolicy: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name, uid: name },
  spec: { persistentVolumeReclaimPolicy },
});
const facts = (...policies: string[]): ClusterFacts => ({
  claims: policies.map((_, index) => live(`www-web-${index}`)),
  volumes: policies.map((policy, index) => volume(`pv-www-web-${index}`, policy)),
});
const retention = (when: 'whenDeleted' | 'whenScaled', replicas = 2): Fields => ({
  replicas,
  persistentVolumeClaimRetentionPolicy: { [when]: 'Delete' },
});

/** What is said of the StatefulSet, and what happens to its claims: the same however it is applied. */
function told(before: Manifest[], after: Manifest[], options: PlanOptions = {}): unknown {
  const judge = (apply: 'client' | 'server' | 'replace'): unknown => {
    const { changes } = plan([...before, service()], [...after, service()], { ...options, apply });
    return changes
      .filter(({ object }) => object.startsWith('StatefulSet'))
      .map(({ impact, findings, claims }) => ({
        impact,
        findings: findings.map(({ code, path, message }) => `${code} ${path}: ${message}`),
        ...Object.fromEntries(Object.entries(claims).filter(([, names]) => names.length > 0)),
      }));
  };
  const answer = judge('client');
  expect(judge('server')).toEqual(answer);
  expect(judge('replace')).toEqual(answer);
  return answer;
}

describe('claims that go with their StatefulSet', () => {
  const before = [statefulSet(retention('whenDeleted'))];
  const deleted = (fate: readonly string[]): unknown => [
    {
      impact: 'data-risk',
      findings: [
        says(
          'stateful-set-deletes-claims spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
          'whenDeleted: Delete',
          'www-web-0 and www-web-1 are deleted',
          ...fate,
        ),
      ],
      deleted: ['www-web-0', 'www-web-1'],
    },
  ];
  const kept = ['their volumes are kept', 'Retain'];

  test.each([
    ['nothing', {}, ['their data', 'unless the reclaim policy is Retain']],
    ['volumes that go', facts('Delete', 'Delete'), ['their data', 'reclaim policy Delete']],
    ['volumes that stay', facts('Retain', 'Retain'), kept],
    [
      'volumes of both kinds',
      facts('Retain', 'Delete'),
      ['the data of www-web-1', 'Delete', 'the volumes of www-web-0', 'Retain'],
    ],
    [
      'one volume',
      facts('Retain'),
      ['the data of www-web-1', 'unless', 'Retain', 'the volumes of www-web-0', 'Retain'],
    ],
  ])('lose their data as far as is known of %s', (_what, known, fate) => {
    expect(told(before, [], { facts: known })).toEqual(deleted(fate));
  });

  test('are judged by their class where no claim is known', () => {
    const fast = (reclaimPolicy?: string, annotations: Fields = {}): Manifest => ({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast', annotations: annotations as Record<string, string> },
      ...(reclaimPolicy === undefined ? {} : { reclaimPolicy }),
    });
    const named = statefulSet({
      ...retention('whenDeleted'),
      volumeClaimTemplates: [claimTemplate({ storageClassName: 'fast' })],
    });
    const byDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    expect(told([named], [], { facts: { storageClasses: [fast('Retain')] } })).toEqual(deleted(kept));
    expect(told(before, [], { facts: { storageClasses: [fast('Retain', byDefault)] } })).toEqual(deleted(kept));
    expect(told([named], [], { facts: { storageClasses: [fast()] } })).toEqual(
      deleted(['their data', 'reclaim policy Delete']),
    );
  });

  test('are those that belong to it: a claim of an earlier ordinal only if it says so', () => {
    const owned = { ownerReferences: [{ kind: 'StatefulSet', name: 'web' }] };
    const known = { claims: [live('www-web-7', owned), live('www-web-8')] };
    expect(told(before, [], { facts: known })).toMatchObject([
      { impact: 'data-risk', deleted: ['www-web-0', 'www-web-1', 'www-web-7'], orphaned: ['www-web-8'] },
    ]);
    expect(told([statefulSet()], [], { facts: known })).toMatchObject([
      { impact: 'outage', orphaned: ['www-web-0', 'www-web-1', 'www-web-7', 'www-web-8'] },
    ]);
  });

  test('go with the namespace, whatever their policy', () => {
    const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
    expect(told([namespace, statefulSet({}, {}, { namespace: 'a' })], [])).toEqual([
      {
        impact: 'data-risk',
        findings: [
          says(
            'stateful-set-deletes-claims metadata.namespace',
            'namespace a',
            'www-web-0 and www-web-1',
            'deleted',
            'Retain',
          ),
        ],
        deleted: ['www-web-0', 'www-web-1'],
      },
    ]);
  });

  test('are told of when they come to belong to it', () => {
    expect(told([statefulSet()], before)).toEqual([
      {
        impact: 'update',
        findings: [
          says(
            'retention-now-deletes',
            'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
            'www-web-0 and www-web-1',
            'StatefulSet',
            'Retain',
          ),
        ],
      },
    ]);
  });
});

describe('claims that go with their pods', () => {
  const reasons: [string, Fields][] = [
    ['replicas', { replicas: 1 }],
    ['replicas left out', { replicas: undefined }],
    ['no replicas', { replicas: 0 }],
  ];
  test.each(reasons)('by %s are named', (_what, fields) => {
    const all = ['www-web-2', 'www-web-1', 'www-web-0'].slice(0, fields['replicas'] === 0 ? 3 : 2);
    const names = all.length === 3 ? 'www-web-2, www-web-1 and www-web-0' : 'www-web-2 and www-web-1';
    const spec = retention('whenScaled', 3);
    expect(told([statefulSet(spec)], [statefulSet({ ...spec, ...fields })])).toMatchObject([
      {
        impact: 'data-risk',
        findings: expect.arrayContaining([
          says(
            'scale-down-deletes-claims spec.replicas',
            'whenScaled: Delete',
            `${names} are deleted`,
            'unless',
            'Retain',
          ),
        ]) as unknown,
        deleted: all,
      },
    ]);
  });

  test('by a raised first ordinal are named once as gone', () => {
    const spec = retention('whenScaled', 3);
    expect(told([statefulSet(spec)], [statefulSet({ ...spec, ordinals: { start: 1 } })])).toEqual([
      {
        impact: 'data-risk',
        findings: [
          says(
            'scale-down-deletes-claims',
            'spec.ordinals.start',
            'whenScaled',
            'Delete',
            'www-web-0',
            'deleted',
            'Retain',
          ),
          says('ordinals-moved', 'spec.ordinals.start', 'web-3', 'empty', 'www-web-3', 'www-web-0'),
          says('scaled-up spec.ordinals.start', 'web-3', 'old data'),
        ],
        created: ['www-web-3'],
        deleted: ['www-web-0'],
      },
    ]);
  });

  test('stay when Retain comes in the same change', () => {
    expect(told([statefulSet(retention('whenScaled'))], [statefulSet({ replicas: 1 })])).toMatchObject([
      {
        impact: 'update',
        findings: [
          'scaled-down spec.replicas: Deletes web-1. www-web-1 is kept with its data. If you scale up again, the pod gets this data, which may be out of date by then',
          says('retention-now-retains spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'kept'),
        ],
        orphaned: ['www-web-1'],
      },
    ]);
  });
});

describe('a rename', () => {
  const site = (spec: Fields = {}, metadata: Fields = {}): Manifest =>
    statefulSet(spec, {}, { name: 'site', ...metadata });
  test('is one finding with the fate of the old claims and the new ones', () => {
    expect(told([statefulSet(retention('whenDeleted'))], [site()], { facts: facts('Delete', 'Delete') })).toEqual([
      {
        impact: 'data-risk',
        findings: [
          'stateful-set-renamed metadata.name: This renames web to site. A pipeline that prunes deletes web: www-web-0 and www-web-1 are deleted, and their data with them (reclaim policy Delete), and site-0 and site-1 start with new, empty claims (www-site-0 and www-site-1)',
        ],
        created: ['www-site-0', 'www-site-1'],
        deleted: ['www-web-0', 'www-web-1'],
      },
    ]);
  });

  test('to another namespace says which claim is where, and that the old namespace takes them', () => {
    const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
    const old = statefulSet({ serviceName: '' }, {}, { namespace: 'a' });
    const now = statefulSet({ serviceName: '' }, {}, { namespace: 'b' });
    const renamed = (fate: string): string =>
      says(
        'stateful-set-renamed metadata.namespace',
        'a/web to b/web',
        `a/www-web-0 and a/www-web-1 are ${fate}`,
        'web-0 and web-1',
        'empty claims (b/www-web-0 and b/www-web-1)',
      );
    expect(told([old], [now])).toMatchObject([{ findings: [renamed('kept')], orphaned: ['www-web-0', 'www-web-1'] }]);
    expect(told([namespace, old], [now])).toMatchObject([
      {
        findings: [renamed('deleted')],
        deleted: ['www-web-0', 'www-web-1'],
      },
    ]);
  });

  test('to claims that are restored in the same change is no risk for what they hold', () => {
    const restored = ['www-site-0', 'www-site-1'].map((name) =>
      claim(
        '1Gi',
        { name },
        { dataSource: { kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io', name: 'a' } },
      ),
    );
    expect(told([statefulSet()], [site(), ...restored])).toMatchObject([
      {
        impact: 'outage',
        findings: [says('stateful-set-renamed', 'www-web-0 and www-web-1', 'site-0 and site-1', 'start')],
      },
    ]);
  });

  test('of several apps of one make is told apart by name', () => {
    const database = (name: string): Manifest => statefulSet({ serviceName: '' }, {}, { name });
    const { changes } = plan(['shop-db', 'wiki-db'].map(database), ['archive-wiki', 'z-shop'].map(database));
    expect(changes.map(({ findings: [first] }) => [first?.code, first?.before, first?.after])).toEqual([
      ['stateful-set-renamed', 'wiki-db', 'archive-wiki'],
      ['stateful-set-renamed', 'shop-db', 'z-shop'],
    ]);
  });

  test('meets what a new StatefulSet meets', () => {
    const classless = site({ volumeClaimTemplates: [claimTemplate({ storageClassName: '' })] });
    expect(told([statefulSet()], [classless])).toMatchObject([
      {
        findings: [
          expect.stringContaining('stateful-set-renamed'),
          says(
            'claims-stay-pending spec.volumeClaimTemplates[www].spec.storageClassName',
            "'www'",
            'site-0 and site-1',
            'Pending',
            'www-site-0 and www-site-1',
          ),
        ],
      },
    ]);
  });
});

describe('a refused change of claim templates says what happens where it is forced', () => {
  const refused = 'spec.volumeClaimTemplates: Invalid value: field is immutable';
  const forced = 'by force';
  const mounts = (name: string): Fields => ({
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [container({ volumeMounts: [{ name, mountPath: '/data' }] })] },
    },
  });
  test.each([
    [
      'another name',
      statefulSet({ ...mounts('data'), volumeClaimTemplates: [claimTemplate({}, 'data')] }),
      says(
        'claim-template-immutable spec.volumeClaimTemplates[www].metadata.name',
        refused,
        forced,
        'empty claims (data-web-0 and data-web-1)',
        'www-web-0 and www-web-1',
      ),
    ],
    [
      'none any more',
      statefulSet({ volumeClaimTemplates: [] }, { volumes: [{ name: 'www', emptyDir: {} }] }),
      says(
        'claim-template-immutable spec.volumeClaimTemplates[www]',
        "'www' is removed",
        refused,
        forced,
        'without www-web-0 and www-web-1',
        "emptyDir volume 'www'",
      ),
    ],
    [
      'another class',
      statefulSet({ volumeClaimTemplates: [claimTemplate({ storageClassName: 'slow' })] }),
      says('claim-template-storage-class', "nothing → 'slow'", refused, forced, 'www-web-0 and www-web-1 are reused'),
    ],
    [
      'another mode',
      statefulSet({ volumeClaimTemplates: [claimTemplate({ volumeMode: 'Block' })] }),
      says(
        'claim-template-immutable',
        "'Filesystem' → 'Block'",
        refused,
        forced,
        'www-web-0 and www-web-1 are reused',
        'not start',
      ),
    ],
  ])('%s', (_what, after, message) => {
    expect(told([statefulSet()], [after], { kubernetes: '1.37' })).toEqual([
      { impact: 'rejected', findings: [message] },
    ]);
  });

  test('and that the claims go where they belong to the StatefulSet', () => {
    const grown = statefulSet({
      ...retention('whenDeleted'),
      volumeClaimTemplates: [claimTemplate({ resources: { requests: { storage: '2Gi' } } })],
    });
    expect(told([statefulSet(retention('whenDeleted'))], [grown])).toMatchObject([
      {
        findings: [
          says(
            'forces',
            'whenDeleted: Delete',
            'www-web-0 and www-web-1',
            'deleted',
            'unless the reclaim policy is Retain',
          ),
        ],
      },
    ]);
  });
});

test('a volume that a claim shadows is told when the StatefulSet comes', () => {
  expect(told([], [statefulSet({}, { volumes: [{ name: 'www', emptyDir: {} }] })])).toMatchObject([
    {
      impact: 'create',
      findings: [
        'stateful-set-created : Creates web-0 and web-1, one after the other, with the claims www-web-0 and www-web-1',
        says('volume-shadowed-by-claim', 'spec.template.spec.volumes[www]', "'www'"),
      ],
    },
  ]);
});

test('a further pod whose claim nothing will serve is told', () => {
  const classless = (replicas: number): Manifest =>
    statefulSet({ replicas, volumeClaimTemplates: [claimTemplate({ storageClassName: '' })] });
  expect(told([classless(2)], [classless(3)])).toMatchObject([
    {
      impact: 'update',
      findings: [
        expect.stringContaining('scaled-up'),
        says(
          'claims-stay-pending spec.volumeClaimTemplates[www].spec.storageClassName',
          "'www'",
          'web-2',
          'Pending',
          'www-web-2',
        ),
      ],
    },
  ]);
});
