import { parse } from 'yaml';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ApplyMode, plan } from '../../lib/plan';
import { container, statefulSet } from './objects';
import { CLUSTER_OBJECTS } from '../apiserver/differential/cluster-cases';

const object = (kind: string, name?: string): Manifest =>
  structuredClone(
    CLUSTER_OBJECTS.find((each) => each.kind === kind && (name ?? each.metadata.name) === each.metadata.name),
  ) as Manifest;

/** What a change of one field is: the codes and paths of its findings. `null` removes the field. */
function change(manifest: Manifest, path: string, value: unknown, apply: ApplyMode = 'client'): string[] {
  const after = structuredClone(manifest);
  const steps = path.split('.');
  const last = steps.pop()!;
  const owner = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, after);
  if (value === null) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return plan([manifest], [after], { apply }).changes.flatMap(({ findings }) =>
    findings.map(({ impact, path: where }) => `${impact} ${where}`),
  );
}

describe('a change of a kind that describes the cluster', () => {
  test.each<[string, string, string, unknown, string]>([
    ['CustomResourceDefinition', 'scope', 'spec.scope', 'Cluster', 'rejected spec.scope'],
    ['CustomResourceDefinition', 'kind', 'spec.names.kind', 'Gadget', 'rejected spec.names.kind'],
    ['CustomResourceDefinition', 'singular name', 'spec.names.singular', 'gadget', 'update spec.names.singular'],
    ['CustomResourceDefinition', 'second storage version', 'spec.versions.1.storage', true, 'rejected spec.versions'],
    [
      'CustomResourceDefinition',
      'version without objects',
      'spec.versions.1.served',
      false,
      'update spec.versions[v1beta1].served',
    ],
    ['CustomResourceDefinition', 'stored version', 'spec.versions.0.name', 'v2', 'rejected status.storedVersions[0]'],
    [
      'CustomResourceDefinition',
      'unknown fields',
      'spec.preserveUnknownFields',
      true,
      'rejected spec.preserveUnknownFields',
    ],
    ['IngressClass', 'controller', 'spec.controller', 'example.com/other', 'rejected spec.controller'],
    ['IngressClass', 'parameters', 'spec.parameters.name', 'two', 'update spec.parameters.name'],
    ['CSIDriver', 'attachment', 'spec.attachRequired', true, 'rejected spec.attachedRequired'],
    ['CSIDriver', 'ownership', 'spec.fsGroupPolicy', 'None', 'update spec.fsGroupPolicy'],
    ['RuntimeClass', 'handler', 'handler', 'runc', 'rejected handler'],
    ['RuntimeClass', 'overhead', 'overhead.podFixed.cpu', '200m', 'update overhead.podFixed.cpu'],
    ['VolumeAttributesClass', 'parameters', 'parameters.iops', '4000', 'rejected parameters.iops'],
    ['VolumeAttributesClass', 'labels', 'metadata.labels', { a: 'b' }, 'update metadata.labels.a'],
    ['ReplicaSet', 'selector', 'spec.selector.matchLabels', { app: 'x' }, 'rejected spec.selector.matchLabels.app'],
    ['ReplicaSet', 'replicas', 'spec.replicas', 2, 'update spec.replicas'],
    ['Lease', 'duration', 'spec.leaseDurationSeconds', 0, 'rejected spec.leaseDurationSeconds'],
    ['Lease', 'holder', 'spec.holderIdentity', 'b', 'update spec.holderIdentity'],
    ['Endpoints', 'address', 'subsets.0.addresses.0.ip', '127.0.0.1', 'rejected subsets[0].addresses[0].ip'],
    ['Endpoints', 'other address', 'subsets.0.addresses.0.ip', '10.0.0.2', 'update subsets'],
  ])('%s: %s is judged as the API server does', (kind, _, path, value, expected) => {
    expect(change(object(kind), path, value)).toContain(expected);
  });

  test('a definition that lost a version keeps it as long as objects may lie in it', () => {
    const live: Manifest = { ...object('CustomResourceDefinition'), status: { storedVersions: ['v1beta1', 'v1'] } };

    expect(change(live, 'spec.versions', (live['spec'] as { versions: unknown[] }).versions.slice(0, 1))).toEqual([
      'rejected status.storedVersions[0]',
    ]);
  });

  test('a new definition is called after what it defines', () => {
    const wrong = object('CustomResourceDefinition');
    (wrong.metadata as { name: string }).name = 'widget.example.com';

    expect(plan([], [wrong]).impact).toBe('rejected');
    expect(plan([], [object('CustomResourceDefinition')]).impact).toBe('create');
  });
});

describe('a change of a pod', () => {
  const pod = object('Pod', 'pod');

  test.each<[string, string, unknown, string]>([
    ['another image', 'spec.containers.0.image', 'nginx:2', 'update spec.containers[web].image'],
    ['another variable', 'spec.containers.0.env.0.value', '2', 'rejected spec.containers[web].env[A].value'],
    ['a shorter deadline', 'spec.activeDeadlineSeconds', 60, 'update spec.activeDeadlineSeconds'],
    ['a longer deadline', 'spec.activeDeadlineSeconds', 900, 'rejected spec.activeDeadlineSeconds'],
    ['another toleration', 'spec.tolerations.1', { key: 'b', operator: 'Exists' }, 'update spec.tolerations'],
    ['no toleration', 'spec.tolerations', null, 'rejected spec.tolerations'],
    ['other labels', 'metadata.labels.app', 'x', 'update metadata.labels.app'],
  ])('with %s is judged as the API server does', (_, path, value, expected) => {
    expect(change(pod, path, value)).toContain(expected);
  });

  test('is refused as a whole where it is replaced: what the API server added would go', () => {
    expect(change(pod, 'metadata.labels.app', 'x', 'replace').join()).toContain('rejected');
  });

  test('of which only the gates stand in the way may ask for more of its node', () => {
    const gated = object('Pod', 'pod-gated');

    expect(change(gated, 'spec.schedulingGates', null)).toEqual(['update spec.schedulingGates[example.com/wait]']);
    expect(change(gated, 'spec.nodeSelector', { a: 'b', c: 'd' })).toEqual(['update spec.nodeSelector.c']);
    expect(change(gated, 'spec.nodeSelector', { a: 'x' })).toContain('rejected spec.nodeSelector');
  });
});

describe('amounts and classes that contradict each other', () => {
  const refused = (text: string): boolean => plan([], [parse(text) as Manifest]).impact === 'rejected';

  test.each([
    [
      '{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Container, min: {cpu: 2}, max: {cpu: 1}}]}}',
      true,
    ],
    [
      '{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Container, min: {cpu: 1}, max: {cpu: 2}}]}}',
      false,
    ],
    [
      '{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Pod, min: {cpu: 2}, max: {cpu: 1}}]}}',
      true,
    ],
    ['{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: PersistentVolumeClaim}]}}', true],
    [
      '{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: PersistentVolumeClaim, min: {storage: 1Gi}}]}}',
      false,
    ],
    ["{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: '1.5'}}}", true],
    ["{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {cpu: '1.5'}}}", false],
  ])('%s', (text, expected) => {
    expect(refused(text)).toBe(expected);
  });

  test.each([
    ['nginx', false],
    ['other', true],
  ])('an Ingress of class nginx with the annotation %s', (annotation, expected) => {
    const text = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, annotations: {kubernetes.io/ingress.class: ${annotation}}}, spec: {ingressClassName: nginx, defaultBackend: {service: {name: x, port: {number: 80}}}}}`;

    expect(refused(text)).toBe(expected);
    // Only at its creation.
    const [before, after] = [parse(text.replace(annotation, 'nginx')) as Manifest, parse(text) as Manifest];
    expect(plan([before], [after]).impact).not.toBe('rejected');
  });
});

describe('what the API server asks of a new object', () => {
  const made = (text: string): string[] =>
    plan([], [parse(text) as Manifest]).changes.flatMap(({ findings }) =>
      findings.map(({ impact, path }) => `${impact} ${path}`),
    );
  const volume = (more: string): string[] =>
    made(
      `{ apiVersion: v1, kind: PersistentVolume, metadata: { name: v }, spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], ${more} } }`,
    );
  const affinity =
    'nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } }';

  test('a local volume names its node', () => {
    expect(volume('local: { path: /a }')).toContain('rejected spec.nodeAffinity');
    expect(volume(`local: { path: ../a }, ${affinity}`)).toContain('rejected spec.local.path');
    expect(volume(`local: { path: /a }, ${affinity}`).join()).not.toContain('rejected');
  });

  test('the name of a CronJob leaves room for that of its Jobs', () => {
    const cron = (length: number): string =>
      `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: ${'a'.repeat(length)} }, spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } } } }`;
    expect(made(cron(53))).toContain('rejected metadata.name');
    expect(made(cron(52)).join()).not.toContain('rejected');
  });
});

describe('what an older version created, and this one would not', () => {
  const cron = (schedule: string, fields: Record<string, unknown> = {}): Manifest => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'report' },
    spec: {
      schedule,
      ...fields,
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
      },
    },
  });
  const worst = (before: Manifest[], after: Manifest[]): string => plan(before, after).impact;

  test('may keep the time zone in its schedule', () => {
    expect(worst([cron('TZ=UTC 0 1 * * *')], [cron('TZ=UTC 0 2 * * *')])).toBe('update');
    expect(worst([cron('TZ=UTC 0 1 * * *')], [cron('TZ=UTC 0 2 * * *', { timeZone: 'UTC' })])).toBe('rejected');
    expect(worst([cron('TZ=UTC 0 1 * * *')], [cron('TZ=UTC 0 61 * * *')])).toBe('rejected');
    expect(worst([cron('0 1 * * *')], [cron('TZ=UTC 0 2 * * *')])).toBe('rejected');
    expect(worst([], [cron('TZ=UTC 0 2 * * *')])).toBe('rejected');
  });

  test('is there if it is live, whatever its name', () => {
    const set = (image: string, metadata: object = {}): Manifest =>
      statefulSet({}, { containers: [container({ image })] }, { name: 'web.v1', ...metadata });
    const live = { uid: '1b4e28ba-2fa1-11d2-883f-0016d3cca427', resourceVersion: '12' };
    const codes = (before: Manifest): string[] =>
      plan([before], [set('a:1.2')]).changes.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes(set('a:1.1', live))).toEqual(['refused-if-created-anew', 'pod-template-changed']);
    expect(codes(set('a:1.1'))).toEqual(['invalid-object']);
  });
});

describe('a class or a volume that another one has', () => {
  const priority = (name: string, globalDefault: boolean): Manifest => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 1,
    globalDefault,
  });
  const codesOf = (before: Manifest[], after: Manifest[]): string =>
    plan(before, after)
      .changes.flatMap(({ object: of, findings }) => findings.map(({ code }) => `${of} ${code}`))
      .join();
  const taken = 'default-priority-taken';

  test('only one PriorityClass is the default one', () => {
    expect(codesOf([priority('b', true)], [priority('b', true), priority('a', true)])).toContain(
      `PriorityClass a ${taken}`,
    );
    expect(codesOf([priority('a', true), priority('b', false)], [priority('a', true), priority('b', true)])).toContain(
      `PriorityClass b ${taken}`,
    );
    expect(codesOf([priority('a', true)], [priority('a', true), priority('b', false)])).not.toContain(taken);
    expect(codesOf([priority('a', true)], [priority('b', true)])).not.toContain(taken);
  });

  const volume = (claim: string, persistentVolumeReclaimPolicy: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'disk' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      hostPath: { path: '/tmp/disk' },
      claimRef: { namespace: 'default', name: claim },
      persistentVolumeReclaimPolicy,
    },
  });

  test('a volume of policy Delete that names another claim is deleted', () => {
    const told = 'volume-changes-claim';
    expect(codesOf([volume('a', 'Delete')], [volume('b', 'Delete')])).toContain(told);
    expect(codesOf([volume('a', 'Retain')], [volume('b', 'Retain')])).not.toContain(told);
    expect(codesOf([volume('a', 'Delete')], [volume('a', 'Delete')])).not.toContain(told);
  });
});

describe('kinds that seldom are written by hand', () => {
  const refused = (kubernetes: string, ...texts: string[]): boolean => {
    const [before, after] = texts.length === 1 ? [undefined, texts[0]!] : [texts[0]!, texts[1]!];
    const read = (text: string): Manifest => parse(text) as Manifest;
    return plan(before === undefined ? [] : [read(before)], [read(after)], { kubernetes }).impact === 'rejected';
  };
  const node = (drivers: string): string =>
    `{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: n1}, spec: {drivers: [${drivers}]}}`;
  const driver = '{name: a.b, nodeID: a}';

  test.each<[string, string, boolean, string, string]>([
    ['another node', '1.37', true, driver, '{name: a.b, nodeID: b}'],
    ['other topology', '1.37', true, driver, '{name: a.b, nodeID: a, topologyKeys: [z]}'],
    ['a second driver', '1.37', false, driver, `${driver}, {name: c.d, nodeID: x}`],
    ['no driver', '1.37', false, driver, ''],
    ['more room', '1.37', false, driver, '{name: a.b, nodeID: a, allocatable: {count: 2}}'],
    ['more room', '1.34', true, driver, '{name: a.b, nodeID: a, allocatable: {count: 2}}'],
  ])('a CSINode with %s under %s', (_, kubernetes, expected, before, after) => {
    expect(refused(kubernetes, node(before), node(after))).toBe(expected);
  });

  const storageClass = (fields: string): string =>
    `{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: c}, provisioner: p.q${fields}}`;
  const empty = ', parameters: {}';

  test.each<[string, string, boolean, string, string]>([
    ['get empty parameters', '1.35', true, '', empty],
    ['get empty parameters', '1.36', false, '', empty],
    ['have empty parameters, and something else changes', '1.30', true, empty, `${empty}, allowVolumeExpansion: true`],
    ['lose empty parameters', '1.30', false, empty, ', allowVolumeExpansion: true'],
  ])('a StorageClass may %s under %s: refused is %s', (_, kubernetes, expected, before, after) => {
    expect(refused(kubernetes, storageClass(before), storageClass(after))).toBe(expected);
  });

  const quota = (spec: string): string => `{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {${spec}}}`;
  const selected = (expression: string, resource = 'pods'): string =>
    quota(`hard: {${resource}: 1}, scopeSelector: {matchExpressions: [${expression}]}`);

  test.each<[string, boolean, string]>([
    ['1.37', false, quota('hard: {pods: 1, limits.cpu: 1}, scopes: [CrossNamespacePodAffinity]')],
    ['1.37', true, quota('hard: {persistentvolumeclaims: 1}, scopes: [CrossNamespacePodAffinity]')],
    ['1.37', true, quota('hard: {pods: 1}, scopes: [VolumeAttributesClass]')],
    ['1.37', false, quota('hard: {requests.storage: 1Gi}, scopes: [VolumeAttributesClass]')],
    ['1.30', true, quota('hard: {requests.storage: 1Gi}, scopes: [VolumeAttributesClass]')],
    ['1.37', true, quota('hard: {cpu: 1}, scopes: [BestEffort]')],
    ['1.37', false, quota('hard: {pods: 1}, scopes: [BestEffort]')],
    ['1.37', true, quota('hard: {ephemeral-storage: 1}, scopes: [NotBestEffort]')],
    ['1.37', true, quota('hard: {pods: 1}, scopes: [BestEffort, NotBestEffort]')],
    ['1.37', true, selected('{scopeName: BestEffort, operator: In, values: [a]}')],
    ['1.37', true, selected('{scopeName: PriorityClass, operator: In}')],
    ['1.37', true, selected('{scopeName: PriorityClass, operator: Exists, values: [a]}')],
    ['1.37', true, selected('{scopeName: PriorityClass, operator: Equals}')],
    ['1.37', true, selected('{scopeName: PriorityClass, operator: In, values: [a]}', 'services')],
    ['1.37', false, selected('{scopeName: PriorityClass, operator: In, values: [a]}')],
    [
      '1.37',
      false,
      selected('{scopeName: VolumeAttributesClass, operator: In, values: [a]}', 'persistentvolumeclaims'),
    ],
    ['1.30', true, selected('{scopeName: VolumeAttributesClass, operator: In, values: [a]}', 'persistentvolumeclaims')],
  ])('a quota under %s: refused is %s of %s', (kubernetes, expected, text) => {
    expect(refused(kubernetes, text)).toBe(expected);
  });
});
