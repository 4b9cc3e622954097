import { type ApplyMode, type Change, plan, type PlanOptions } from '../../lib/plan';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../lib/kubernetes/versions';
import { type Answer, good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';
import { bases } from './differential/bases';
import { type Mutation, mutate, random } from './differential/mutations';

/** How many changes are compared, and from which seed. */
const COUNT = Number(process.env.DIFFERENTIAL_COUNT ?? 3000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const AT_ONCE = 8;
const VERSION = `1.${cluster.minor}` as KubernetesVersion;
const REVISION = new Set(['pod-template-changed', 'restart-without-change']);

/** What depends on how the server is run, not on its version: named here, so that it is no silent gap. */
function dependsOnServer(message: string): boolean {
  return /not configured (on this cluster|for dual-stack)|provided IP is not in the valid range|provided port is not in the valid range|already allocated|the object has been modified/i.test(
    message,
  );
}

interface Compared {
  readonly status: number;
  readonly message: string;
  readonly fields: readonly string[];
  readonly restarts: boolean;
  readonly changes: boolean;
}

function read(answer: Answer, live: KubeObject): Compared {
  const accepted = answer.status < 300;
  const { body } = answer;
  const text = (object: KubeObject): string =>
    JSON.stringify([object.spec, object.metadata.labels, object.metadata.annotations]);
  return {
    status: answer.status,
    message: accepted ? '' : String(body.message),
    fields: accepted ? [] : ((body.details?.causes ?? []) as KubeObject[]).map((cause) => String(cause.field ?? '')),
    restarts: accepted && JSON.stringify(body.spec.template) !== JSON.stringify(live.spec.template),
    changes: accepted && text(body) !== text(live),
  };
}

/** What the plan and the server disagree about; nothing where they agree. */
function disagreement(change: Change | undefined, server: Compared): string | undefined {
  const found = change?.findings ?? [];
  const rejected = found.filter((finding) => finding.impact === 'rejected');
  if (server.status >= 300) {
    // Flux drops unknown fields before it sends the rest, so the plan does not call that a refusal.
    if (server.message.includes('field not declared in schema')) {
      return found.some((finding) => finding.code === 'unknown-field') ? undefined : 'unknown field not named';
    }
    if (rejected.length === 0) return `refused by the server only: ${server.message.slice(0, 300)}`;
    // Claim templates stand among the volumes in an order that is another one each time.
    const anyVolume = (text: string): string => text.replace(/\bspec\.volumes\[\d+\]/g, 'spec.volumes[]');
    const said = anyVolume(rejected.map((finding) => `${finding.path} ${finding.message}`).join('\n'));
    const unnamed = server.fields.filter((field) => !said.includes(anyVolume(field)));
    return unnamed.length === 0 ? undefined : `field not named: ${unnamed.join(', ')} (plan: ${said.slice(0, 200)})`;
  }
  if (rejected.length > 0) return `refused by the plan only: ${rejected[0]!.message.slice(0, 300)}`;
  const restarts = found.some((finding) => REVISION.has(finding.code));
  if (restarts !== server.restarts) return `new revision: plan ${String(restarts)}, server ${String(server.restarts)}`;
  const acts = found.some((finding) => finding.impact !== 'none' || finding.message.includes('another notation'));
  return acts === server.changes ? undefined : `changed: plan ${String(acts)}, server ${String(server.changes)}`;
}

async function send(mode: ApplyMode, after: KubeObject): Promise<Answer> {
  const resource = after.kind === 'StatefulSet' ? 'apis/apps/v1' : 'api/v1';
  const plural = { StatefulSet: 'statefulsets', Service: 'services', PersistentVolumeClaim: 'persistentvolumeclaims' }[
    after.kind as 'Service'
  ];
  const path = `/${resource}/namespaces/${after.metadata.namespace as string}/${plural}/${after.metadata.name as string}`;
  const query = { dryRun: 'All', fieldManager: 'apply', fieldValidation: 'Ignore' };
  return mode === 'replace'
    ? client.request('PUT', path, query, after)
    : client.request('PATCH', path, { ...query, force: 'true' }, after, 'application/apply-patch+yaml');
}

/** The bases that this server takes, made in a namespace of their own. */
async function install(): Promise<{ base: KubeObject; live: KubeObject }[]> {
  const namespace = await newNamespace('differential');
  const installed: { base: KubeObject; live: KubeObject }[] = [];
  for (const [index, object] of bases().entries()) {
    const base = structuredClone(object);
    base.metadata = { ...base.metadata, name: `b${index}`, namespace };
    Reflect.deleteProperty(base, 'status');
    if (base.kind === 'StatefulSet' && typeof base.spec?.replicas === 'number')
      base.spec.replicas = Math.min(base.spec.replicas, 2);
    const answer = await client.apply(base, { fieldValidation: 'Ignore' });
    if (answer.status < 300) installed.push({ base, live: answer.body });
  }
  return installed;
}

async function compare(
  mode: ApplyMode,
  targets: readonly { base: KubeObject; live: KubeObject }[],
  count: number,
  options: PlanOptions = {},
): Promise<string[]> {
  const next = random(SEED);
  const work = Array.from({ length: count }, (_, index) => {
    const target = targets[index % targets.length]!;
    return { ...target, mutation: mutate(target.base, next) };
  });
  const problems: string[] = [];
  let position = 0;
  const worker = async (): Promise<void> => {
    for (let item = work[position++]; item !== undefined; item = work[position++]) {
      problems.push(...(await judge(mode, item.base, item.live, item.mutation, options)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return problems;
}

async function judge(
  mode: ApplyMode,
  base: KubeObject,
  live: KubeObject,
  mutation: Mutation,
  options: PlanOptions,
): Promise<string[]> {
  if (JSON.stringify(base) === JSON.stringify(mutation.after)) return [];
  const answer = await send(mode, mutation.after);
  const server = read(answer, live);
  if (dependsOnServer(server.message)) return [];
  const { changes } = plan([base], [mutation.after], { kubernetes: VERSION, apply: mode, ...options });
  const problem = disagreement(changes[0], server);
  return problem === undefined ? [] : [`${base.kind} ${base.metadata.name} ${mutation.what}: ${problem}`];
}

const known = (KUBERNETES_VERSIONS as readonly string[]).includes(VERSION);

(known ? describe : describe.skip)(`${COUNT} generated changes`, () => {
  let installed: { base: KubeObject; live: KubeObject }[];

  beforeAll(async () => {
    installed = await install();
  }, 240_000);

  test.each<[ApplyMode, number]>([
    ['replace', 0.6],
    ['server', 0.35],
  ])(
    'are judged as the server does, by %s',
    async (mode, share) => {
      const problems = await compare(mode, installed, Math.round(COUNT * share));

      expect(installed.length).toBeGreaterThan(5);
      expect(problems).toEqual([]);
    },
    900_000,
  );

  test('of a bound claim are judged as the server does', async () => {
    const { base, live, facts } = await boundClaim();
    const problems = await compare('server', [{ base, live }], Math.round(COUNT * 0.05), { facts });

    expect(problems).toEqual([]);
  }, 300_000);
});

/** Real updates by kubectl, a copy of the object for each, and what the StatefulSet controller makes of them. */
describe('a sample that the controllers act on', () => {
  const SAMPLE = Math.round(COUNT / 50);
  const RUNS = known && cluster.controllers ? test : test.skip;

  RUNS(
    'has the revisions and claims that were planned',
    async () => {
      const namespace = await newNamespace('sample');
      const [model] = bases();
      const next = random(SEED);
      const items = Array.from({ length: SAMPLE }, (_, index) => {
        const base: KubeObject = {
          ...structuredClone(model),
          metadata: { ...model.metadata, name: `s${index}`, namespace },
        };
        return { base, mutation: mutate(base, next) };
      });
      const apply = (objects: readonly KubeObject[]): ReturnType<typeof kubectl> =>
        kubectl(
          ['apply', '--validate=false', '-f', '-'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
        );
      const settled = (base: KubeObject): Promise<KubeObject> =>
        eventually(async () => {
          const live = await client.get(base);
          return live.status?.observedGeneration === live.metadata.generation && live.status.updateRevision && live;
        });
      expect(await apply(items.map(({ base }) => base))).toMatchObject({ code: 0, stderr: '' });
      const before = await Promise.all(items.map(({ base }) => settled(base)));
      const { stdout } = await apply(items.map(({ mutation }) => mutation.after));
      const accepted = new Set(stdout.split('\n').map((line) => line.split(/[/ ]/)[1]));
      const problems: string[] = [];
      for (const [index, { base, mutation }] of items.entries()) {
        const live = await settled(base);
        const [change] = plan([base], [mutation.after], { kubernetes: VERSION, apply: 'client' }).changes;
        const rejected = change?.findings.some((finding) => finding.impact === 'rejected') ?? false;
        const revised = change?.findings.some((finding) => REVISION.has(finding.code)) ?? false;
        const name = base.metadata.name as string;
        const claims = (await client.list('v1', 'PersistentVolumeClaim', namespace)).map((each) =>
          String(each.metadata.name),
        );
        const missing = (change?.claims.created ?? []).filter((claim) => !claims.includes(claim));
        const real = {
          rejected: !accepted.has(name),
          revised: live.status.updateRevision !== before[index].status.updateRevision,
          missing: [],
        };
        if (JSON.stringify(real) !== JSON.stringify({ rejected, revised, missing })) {
          problems.push(`${mutation.what}: ${JSON.stringify({ real, planned: { rejected, revised, missing } })}`);
        }
      }

      expect(items.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
    },
    300_000,
  );
});

/** A claim that a controller has bound to a volume, and a class that allows expansion. */
async function boundClaim(): Promise<{ base: KubeObject; live: KubeObject; facts: KubeObject }> {
  const namespace = await newNamespace('claim');
  const name = `differential-${namespace}`;
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'kubernetes.io/no-provisioner',
    allowVolumeExpansion: true,
  };
  const base: KubeObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace, labels: { app: 'web' } },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: name, resources: { requests: { storage: '1Gi' } } },
  };
  const volume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      storageClassName: name,
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: `/tmp/${name}` },
      claimRef: { name: 'data', namespace },
    },
  };
  try {
    good(await client.apply(storageClass));
    good(await client.apply(base));
    good(await client.apply(volume));
    const live = await eventually(async () => {
      const claim = await client.get(base);
      return claim.status?.phase === 'Bound' && claim;
    });
    return { base, live, facts: { claims: [live], storageClasses: [storageClass] } };
  } finally {
    if (!cluster.own) {
      await client.delete(volume);
      await client.delete(storageClass);
    }
  }
}
