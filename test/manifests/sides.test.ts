import { join } from 'node:path';
import { prepareSides } from '../../lib/manifests/sides';
import type { Sides, SidesOptions } from '../../lib/manifests/sides-options';
import { readManifests } from '../support/read-manifests';
import { fromText } from './from-text';

const OPTIONS: SidesOptions = { kubernetes: '1.37', apply: 'client', validate: 'strict' };

const EMPTY = { objects: [], flaws: [], notes: [], rounded: [] };

async function sides(before: string, after: string, options: Partial<SidesOptions> = {}): Promise<Sides> {
  return prepareSides(await fromText(before), await fromText(after), { ...OPTIONS, ...options });
}

const service = (spec: string, top = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${top}spec:\n  clusterIP: None\n${spec}`;

describe('a field that Kubernetes does not know', () => {
  test.each([
    [
      'in the spec of a Service',
      service('  storage: 1Gi\n'),
      "standard input, document 1, line 7, column 3: Service web has no field 'spec.storage'. A size belongs under spec.resources.requests of a claim or claim template. Remove it here, or move it there",
    ],
    [
      'in an item of a list',
      service('  ports:\n    - port: 80\n      name: http\n      storage: 1Gi\n'),
      "standard input, document 1, line 10, column 7: Service web has no field 'spec.ports[http].storage'. A size belongs under spec.resources.requests of a claim or claim template. Remove it here, or move it there",
    ],
    [
      'at the top',
      service('  selector: {app: web}\nstorage: 1Gi\n'),
      "standard input, document 1, line 8, column 1: Service web has no field 'storage'. A size belongs under spec.resources.requests of a claim or claim template. Remove it here, or move it there",
    ],
    [
      'that is misspelt',
      service('  selectors: {app: web}\n'),
      "standard input, document 1, line 7, column 3: Service web has no field 'spec.selectors'. Did you mean 'selector'? Otherwise remove it, or move it to where it belongs",
    ],
    [
      'in a claim template',
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  volumeClaimTemplates:\n    - metadata: {name: data}\n      spec:\n        storage: 1Gi\n',
      "standard input, document 1, line 8, column 9: StatefulSet db has no field 'spec.volumeClaimTemplates[data].spec.storage'. A size belongs under spec.resources.requests of a claim or claim template. Remove it here, or move it there",
    ],
  ])('is an error %s', async (_where, after, message) => {
    await expect(sides('', after)).rejects.toThrow(message);
  });

  test('in a List is found in its item', async () => {
    const item = service('  storage: 1Gi\n').trimEnd().replaceAll('\n', '\n    ');
    await expect(sides('', `apiVersion: v1\nkind: List\nitems:\n  - ${item}\n`)).rejects.toThrow('line 10, column 7');
  });

  test('is only a note where the object had it before: what applies it does not validate', async () => {
    const text = service('  storage: 1Gi\n');
    expect((await sides(text, text)).notes).toEqual([
      expect.stringContaining("has no field 'spec.storage'. A size belongs"),
    ]);
  });

  test('is only a note where the pipeline does not validate', async () => {
    const { notes, after } = await sides('', service('  storage: 1Gi\n'), { validate: 'warn' });
    expect(notes).toEqual([expect.stringContaining('kubectl --validate=warn drops it')]);
    expect(after).toHaveLength(1);
  });

  test('depends on the version', async () => {
    const text = service('  trafficDistribution: PreferClose\n');
    expect((await sides('', text, { kubernetes: '1.30' })).notes).toEqual([]);
    await expect(sides('', text, { kubernetes: '1.29' })).rejects.toThrow(
      "has no field 'spec.trafficDistribution'. Kubernetes 1.29 does not have this field, only from 1.30 on. Remove it, or plan for that version with --kubernetes",
    );
  });

  test.each(['1.27', '1.28', '1.29', '1.37'] as const)('is not the request of a claim, in %s', async (kubernetes) => {
    const text =
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, managedFields: []}\n' +
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n';
    expect((await sides('', text, { kubernetes })).notes).toEqual([]);
  });

  test('may stand in kinds, maps and values that are the user’s own', async () => {
    const text =
      'apiVersion: example.com/v1\nkind: Wiki\nmetadata: {name: w}\nstorage: 1Gi\n---\n' +
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, labels: {storage: x}}\ndata: {storage: 1Gi}\n';
    expect((await sides('', text)).notes).toEqual([]);
  });
});

describe('the same twice', () => {
  const twice = `${service('')}---\n${service('  ports: []\n')}`;
  test('is an error after, with both places', async () => {
    await expect(sides('', twice)).rejects.toThrow(
      'standard input, document 2, line 8, column 1: Service web is declared twice, first in standard input, document 1, line 1, column 1. Remove one: the one that is applied last wins',
    );
  });
  test('in folders of different clusters is planned one by one', async () => {
    const { objects, ...rest } = await fromText(twice);
    const placed = objects.map((object, index) => ({
      ...object,
      document: { ...object.document, file: ['dist/kind/a.yaml', 'dist/prod/a.yaml'][index]! },
    }));
    expect(() => prepareSides(EMPTY, { ...rest, objects: placed }, OPTIONS)).toThrow(
      'Remove one. If these folders belong to different clusters, write a Kustomization into each, or name the clusters with --cluster: the plan then judges each by itself',
    );
  });
  test('is a note before, where the last counts', async () => {
    const { notes, before } = await sides(twice, '');
    expect(notes).toEqual([expect.stringContaining('is declared twice')]);
    expect(before.map((manifest) => manifest['spec'])).toEqual([{ clusterIP: 'None', ports: [] }]);
  });
  test('is not the same in another namespace, kind or group', async () => {
    const other = (head: string): string => `${head}\nmetadata: {name: a}\n---\n`;
    const text = `apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: p}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: q}\n---\n${other('apiVersion: a/v1\nkind: T')}${other('apiVersion: b/v1\nkind: T')}`;
    expect((await sides('', text)).after).toHaveLength(4);
  });
  test('is a key: an error after, unless it was so before', async () => {
    const text = service('  type: ClusterIP\n  type: ClusterIP\n');
    await expect(sides('', text)).rejects.toThrow("line 8, column 3: the key 'type' is written twice in one map");
    expect((await sides(text, text)).notes).toEqual([expect.stringContaining('This was so before this change too')]);
  });
});

describe('objects read from a cluster', () => {
  const file = (name: string): ReturnType<typeof readManifests> =>
    readManifests(join(__dirname, 'live', name), { cwd: '/', stdin: process.stdin });
  const liveSides = async (
    name: string,
    change = (text: string): string => text,
    options: Partial<SidesOptions> = {},
  ): Promise<Sides> => {
    const declared = await file('declared.yaml');
    const after = await fromText(change(declared.objects.map(({ document }) => document.text).join('---\n')));
    return prepareSides(await file(name), after, { ...OPTIONS, ...options });
  };
  const find = (manifests: Sides['before'], kind: string): Record<string, unknown> =>
    JSON.parse(JSON.stringify(manifests.find((manifest) => manifest.kind === kind))) as Record<string, unknown>;

  test.each([
    ['a label of Argo CD', 'labels: {argocd.argoproj.io/instance: wiki}', 1],
    [
      'an annotation of Argo CD',
      'annotations: {argocd.argoproj.io/tracking-id: "wiki:/PersistentVolumeClaim:prod/c"}',
      1,
    ],
    ['nothing', 'labels: {app: wiki}', 0],
    ['a mark, but an owner too', 'labels: {argocd.argoproj.io/instance: wiki}, ownerReferences: [{name: web}]', 0],
  ])('with %s count as applied, or are left out', async (_title, marks, count) => {
    const text = `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, namespace: prod, uid: u, ${marks}}\n`;
    expect((await sides(text, '')).before).toHaveLength(count);
  });

  test.each(['client-side.yaml', 'server-side.yaml'])('are what was declared (%s)', async (name) => {
    const after = (await liveSides(name)).after.map(
      (manifest) => JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>,
    );
    const namespace = name === 'client-side.yaml' ? 'default' : 'ssa';
    const { before } = await liveSides(name, (text) => text.replace('namespace: default', `namespace: ${namespace}`));
    for (const kind of ['Service', 'ConfigMap']) {
      expect(find(before, kind)).toEqual({
        ...after.find((item) => item['kind'] === kind),
        metadata: expect.objectContaining({ namespace }),
      });
    }
    const { spec } = find(before, 'StatefulSet') as { spec: Record<string, Record<string, unknown>> };
    // The server wrote 1024Mi as 1Gi; nothing else differs in the pod template.
    expect(JSON.stringify(spec['template'])).toBe(JSON.stringify(sorted(spec['template'])));
    expect(Object.keys(spec).sort()).toEqual([
      'replicas',
      'selector',
      'serviceName',
      'template',
      'volumeClaimTemplates',
    ]);
    expect(JSON.stringify(spec['template'])).not.toMatch(
      /terminationMessage|dnsPolicy|protocol|failureThreshold|defaultMode/,
    );
  });

  test('keep what another hand changed, as apply will set it back', async () => {
    const { before } = await liveSides('client-side.yaml');
    expect(find(before, 'StatefulSet')['spec']).toMatchObject({ replicas: 3 });
  });

  test('keep what was declared earlier and is left out now: apply removes it', async () => {
    const { before } = await liveSides('client-side.yaml', (text) => text.replace('  replicas: 2\n', ''));
    expect(find(before, 'StatefulSet')['spec']).toMatchObject({ replicas: 3 });
  });

  test('keep all for a replace, which resets what is left out', async () => {
    const { before } = await liveSides('client-side.yaml', undefined, { apply: 'replace' });
    expect(find(before, 'Service')['spec']).toMatchObject({ clusterIPs: ['None'], type: 'ClusterIP' });
    expect(find(before, 'StatefulSet')['status']).toBeUndefined();
  });

  test('that no tool applied are neither deleted nor compared; claims and pods are facts', async () => {
    const { before, facts, notes } = await liveSides('client-side.yaml');
    expect(before.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Service', 'StatefulSet']);
    expect(facts.claims?.map(({ metadata }) => metadata.name)).toEqual(['data-web-0']);
    expect(facts.pods?.map(({ metadata }) => metadata.name)).toEqual(['web-0']);
    expect(notes).toEqual([
      'ignored, because no tool applied them and AFTER does not have them: Service default/kubernetes, ConfigMap default/kube-root-ca.crt',
    ]);
  });

  test('that a tool applied and AFTER leaves out are on the side before: they go', async () => {
    const { before } = await liveSides('client-side.yaml', () => '');
    expect(before.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Service', 'StatefulSet']);
  });

  test('tell how many pods an autoscaler has made, where nobody declares it', async () => {
    const strip = (text: string): string => text.replace('  replicas: 2\n', '');
    const live = await file('client-side.yaml');
    const undeclared = live.objects.map((object) => ({
      ...object,
      manifest: JSON.parse(
        JSON.stringify(object.manifest).replaceAll('\\"replicas\\":2,', ''),
      ) as typeof object.manifest,
    }));
    const declared = await file('declared.yaml');
    const texts = declared.objects.map(({ document }) => strip(document.text));
    const { before, after } = prepareSides(
      { ...live, objects: undeclared },
      await fromText(texts.join('---\n')),
      OPTIONS,
    );
    expect([before, after].map((side) => find(side, 'StatefulSet')['spec'])).toEqual([
      expect.objectContaining({ replicas: 3 }),
      expect.objectContaining({ replicas: 3 }),
    ]);
  });

  test('lend their namespace to manifests that leave it to the context', async () => {
    const { after } = await liveSides('client-side.yaml');
    expect(after.map(({ metadata }) => metadata.namespace)).toEqual(['default', 'default', 'default']);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, item]) => [key, sorted(item)]),
      )
    : value;
}

describe('a generated name', () => {
  const job = (annotation: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\n  annotations: {${annotation}}\n`;

  test('is an error, as nothing follows such an object, unless it is a hook', async () => {
    await expect(sides('', job('a: b'))).rejects.toThrow(
      'standard input, document 1, line 3, column 1: metadata.name is missing in this Job: apply cannot follow an object by generateName. Give it a name',
    );
    const hook = job("argocd.argoproj.io/hook: 'PreSync'");
    await expect(sides('', hook)).rejects.toThrow('generateName');
    expect((await sides('', hook, { pipeline: 'argocd' })).after).toHaveLength(1);
  });
});

describe('the namespace that is given', () => {
  const web = service('  selector: {app: web}\n');
  const inDemo = web.replace('  name: web', '  name: web\n  namespace: demo');

  test('is that of objects that name none, and an object that is there twice by that is told', async () => {
    const { before, after } = await sides(web, inDemo, { namespace: 'demo' });
    expect([before, after].map((side) => side[0]?.metadata.namespace)).toEqual(['demo', 'demo']);
    const other = inDemo.replace('app: web', 'app: other');
    await expect(sides('', `${web}---\n${other}`, { namespace: 'demo' })).rejects.toThrow('is declared twice');
  });

  test('is taken from cluster-scoped kinds that name one, as the API server does', async () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: web}\nrules: []\n';
    const { before, after } = await sides(role, role.replace('name: web', 'name: web, namespace: demo'));
    expect(after).toEqual(before);
  });

  test('is not that of cluster-scoped kinds, custom ones included', async () => {
    const text = [
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: demo}\n',
      'apiVersion: example.com/v1\nkind: Zone\nmetadata: {name: a}\n',
      'apiVersion: example.com/v1\nkind: Site\nmetadata: {name: a}\n',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: zones.example.com}\nspec: {group: example.com, scope: Cluster, names: {kind: Zone, plural: zones}}\n',
    ].join('---\n');
    const { after } = await sides('', text, { namespace: 'demo', validate: 'warn' });
    expect(after.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['Namespace', undefined],
      ['Zone', undefined],
      ['Site', 'demo'],
      ['CustomResourceDefinition', undefined],
    ]);
  });
});
