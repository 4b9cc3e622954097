import { type ApplyMode, plan, type PlanOptions } from '../../lib/plan';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../lib/kubernetes/versions';
import { type Answer, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, kubectl, newNamespace } from '../support/kubernetes/cluster';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { isClusterScoped } from '../../lib/kubernetes/object-kind';
import { bases } from './differential/bases';
import { claims, type Target } from './differential/claims';
import { type Compared, dependsOnServer, disagreement, isKnownGap } from './differential/disagreement';
import { type Mutation, mutate, random } from './differential/mutations';

/** How many changes are compared, and from which seed. */
const COUNT = Number(process.env.DIFFERENTIAL_COUNT ?? 3000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const AT_ONCE = 8;
const VERSION = `1.${cluster.minor}` as KubernetesVersion;
const REVISION = new Set(['pod-template-changed', 'restart-without-change']);

const WORKLOADS = 'statefulset,deployment,daemonset,cronjob,job,replicaset,horizontalpodautoscaler';
const LIMITS = new Set(['LimitRange', 'ResourceQuota']);

function read(answer: Answer, live: KubeObject): Compared {
  const accepted = answer.status < 300;
  const { body } = answer;
  const text = ({ metadata, ...rest }: KubeObject): string => {
    const { labels, annotations = {} } = metadata;
    return JSON.stringify(sorted([{ ...rest, status: {} }, labels, annotations, finalizersOf(metadata)]));
  };
  return {
    status: answer.status,
    message: accepted ? '' : String(body.message),
    fields: accepted ? [] : ((body.details?.causes ?? []) as KubeObject[]).map((cause) => String(cause.field ?? '')),
    restarts:
      accepted &&
      live.kind === 'StatefulSet' &&
      JSON.stringify(body.spec.template) !== JSON.stringify(live.spec.template),
    changes: accepted && text(body) !== text(live),
  };
}

/** Without those that Kubernetes itself adds. */
function finalizersOf({ finalizers }: KubeObject): readonly string[] {
  return ((finalizers ?? []) as string[]).filter((name) => !/^(service\.)?kubernetes\.io\//.test(name));
}

/** The same whatever the order of keys, and whether an annotation of a controller is there. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !/^(deployment|deprecated\.daemonset\.template)\./.test(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

async function send(mode: ApplyMode, after: KubeObject): Promise<Answer> {
  const query = { dryRun: 'All', fieldManager: 'apply', fieldValidation: 'Ignore' };
  if (mode === 'server') return client.apply(after, query);
  // As kubectl replace does: some kinds are not replaced without it.
  const { resourceVersion } = (await client.get(after)).metadata as { resourceVersion: string };
  return client.replace({ ...after, metadata: { ...after.metadata, resourceVersion } }, query);
}

/** The bases that this server takes, made in a namespace of their own. */
async function install(): Promise<Target[]> {
  const namespace = await newNamespace('differential');
  // What limits a namespace stands in one of its own: elsewhere it would keep controllers busy with what they may not make.
  const limited = await newNamespace('limited');
  const installed: Target[] = [];
  for (const [index, object] of bases().entries()) {
    const base = structuredClone(object);
    const shared = isClusterScoped(base as Manifest);
    // What is in no namespace is made on a server of this run alone.
    if (shared && !cluster.own) continue;
    if (!(await client.knows(base))) continue;
    base.metadata = {
      ...base.metadata,
      name: nameOf(base, shared ? `b${index}-${namespace}` : `b${index}`),
      ...(!shared && { namespace: LIMITS.has(base.kind as string) ? limited : namespace }),
    };
    Reflect.deleteProperty(base, 'status');
    if (base.kind === 'StatefulSet' && typeof base.spec?.replicas === 'number')
      base.spec.replicas = Math.min(base.spec.replicas, 2);
    const answer = await client.apply(base, { fieldValidation: 'Ignore' });
    if (answer.status < 300) installed.push({ base, live: answer.body });
  }
  return installed;
}

/** The name of a definition follows from what it defines. Changes its group. */
function nameOf(base: KubeObject, name: string): string {
  if (base.kind !== 'CustomResourceDefinition') return name;
  base.spec.group = `${name}.example.com`;
  return `${base.spec.names.plural}.${base.spec.group}`;
}

/** How many of each kind were compared: a gap must show. */
function report(mode: ApplyMode, compared: ReadonlyMap<string, number>): void {
  const counts = [...compared].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} ${count}`);
  process.stderr.write(`compared by ${mode} on ${VERSION}: ${counts.join(', ')}\n`);
}

async function compare(
  mode: ApplyMode,
  targets: readonly Target[],
  count: number,
  options: PlanOptions = {},
): Promise<string[]> {
  const next = random(SEED);
  const sets = targets.filter(({ base }) => base.kind === 'StatefulSet');
  const others = targets.filter(({ base }) => base.kind !== 'StatefulSet');
  const work = Array.from({ length: count }, (_, index) => {
    // Every second change is one of a StatefulSet, for which the most is known; the others share the rest.
    const some = index % 2 === 0 && sets.length > 0 ? sets : others.length > 0 ? others : sets;
    const target = some[Math.floor(index / 2) % some.length]!;
    return { ...target, mutation: mutate(target.base, next) };
  });
  const problems: string[] = [];
  const compared = new Map<string, number>();
  let position = 0;
  const worker = async (): Promise<void> => {
    for (let item = work[position++]; item !== undefined; item = work[position++]) {
      const found = await judge(mode, item.base, item.live, item.mutation, { ...options, facts: item.facts ?? {} });
      if (found === undefined) continue;
      const kind = item.base.kind as string;
      compared.set(kind, (compared.get(kind) ?? 0) + 1);
      problems.push(...found.filter((problem) => !isKnownGap(problem)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  report(mode, compared);
  return problems;
}

async function judge(
  mode: ApplyMode,
  base: KubeObject,
  live: KubeObject,
  mutation: Mutation,
  options: PlanOptions,
): Promise<string[] | undefined> {
  if (JSON.stringify(base) === JSON.stringify(mutation.after)) return undefined;
  const answer = await send(mode, mutation.after);
  const server = read(answer, live);
  if (dependsOnServer(server.message)) return undefined;
  const { changes } = plan([base], [mutation.after], { kubernetes: VERSION, apply: mode, ...options });
  const problem = disagreement(changes[0], server);
  return problem === undefined ? [] : [`${base.kind} ${base.metadata.name} ${mutation.what}: ${problem}`];
}

const known = (KUBERNETES_VERSIONS as readonly string[]).includes(VERSION);

(known ? describe : describe.skip)(`${COUNT} generated changes`, () => {
  let installed: Target[];

  beforeAll(async () => {
    installed = await install();
  }, 240_000);

  // Hundreds of workloads whose pods mostly cannot be made would keep the controllers busy while others wait for them.
  afterAll(async () => {
    const namespaces = new Set(installed.map(({ base }) => base.metadata.namespace as string | undefined));
    for (const namespace of namespaces) {
      if (namespace === undefined) continue;
      await kubectl(['delete', WORKLOADS, '--all', '--wait=false', '-n', namespace]);
    }
  }, 120_000);

  test.each<[ApplyMode, number]>([
    ['replace', 0.5],
    ['server', 0.36],
  ])(
    'are judged as the server does, by %s',
    async (mode, share) => {
      const problems = await compare(mode, installed, Math.round(COUNT * share));

      expect(installed.length).toBeGreaterThan(5);
      expect(problems).toEqual([]);
    },
    900_000,
  );

  test.each<ApplyMode>(['replace', 'server'])(
    'of bound and pending claims are judged as the server does, by %s',
    async (mode) => {
      const problems = await compare(mode, await claims(), Math.round(COUNT * 0.07));

      expect(problems).toEqual([]);
    },
    300_000,
  );
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
        const mutation = mutate(base, next);
        // What is only asked in a dry run elsewhere would here be made: tens of thousands of pods.
        const { spec } = mutation.after;
        if (typeof spec?.replicas === 'number' && spec.replicas > 9) spec.replicas = 9;
        return { base, mutation };
      });
      const apply = (objects: readonly KubeObject[]): ReturnType<typeof kubectl> =>
        kubectl(
          ['apply', '--validate=false', '-f', '-'],
          JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
        );
      const settled = (base: KubeObject, pods = 0): Promise<KubeObject> =>
        eventually(
          async () => {
            const live = await client.get(base);
            const { observedGeneration, updateRevision, replicas = 0 } = live.status ?? {};
            return observedGeneration === live.metadata.generation && updateRevision && replicas >= pods && live;
          },
          60,
          `the status of ${String(base.metadata.name)}`,
        );
      expect(await apply(items.map(({ base }) => base))).toMatchObject({ code: 0, stderr: '' });
      // With their pods: while one is still to be made, a template of which none can be made keeps the status from following.
      const before = await Promise.all(items.map(({ base }) => settled(base, base.spec.replicas as number)));
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
