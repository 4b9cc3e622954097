import { manifestsOf } from '../../lib/manifests/read';
import { prepareSides } from '../../lib/manifests/sides';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../lib/kubernetes/versions';
import { plan, type Plan } from '../../lib/plan';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, kubectl, newNamespace } from '../support/kubernetes/cluster';
import { type Edited, edited } from './differential/edits';
import { random } from './differential/mutations';

/* Objects that are edited by hand between two applies: the plan from what is live, against what the API server says. */

const COUNT = Number(process.env.LIVE_COUNT ?? 48);
const SEED = Number(process.env.LIVE_SEED ?? 1);
const VERSION = `1.${cluster.minor}` as KubernetesVersion;
const KNOWN = (KUBERNETES_VERSIONS as readonly string[]).includes(VERSION);

type Mode = 'client' | 'server';

interface Said {
  readonly refused: string | undefined;
  readonly changes: boolean;
  readonly restarts: boolean;
}

const list = (items: readonly KubeObject[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** What of an object a change shows in. */
function shownOf({ kind, metadata, ...rest }: KubeObject): string {
  const { labels } = metadata;
  return JSON.stringify(sorted({ ...rest, kind, labels, status: undefined, metadata: undefined }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'creationTimestamp');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

function said(live: KubeObject, stored: KubeObject | undefined, why = 'refused'): Said {
  if (stored === undefined) return { refused: why, changes: false, restarts: false };
  const template = ({ spec }: KubeObject): string => JSON.stringify(sorted(spec?.template ?? {}));
  return {
    refused: undefined,
    changes: shownOf(stored) !== shownOf(live),
    restarts: template(stored) !== template(live),
  };
}

/** As kubectl applies it, all in one call, as its start takes longer than its work. It prints no object if one is refused. */
async function byClient(cases: readonly Edited[], lives: readonly KubeObject[]): Promise<Said[]> {
  const send = (items: readonly Edited[], ...more: string[]): ReturnType<typeof kubectl> =>
    kubectl(['apply', '--dry-run=server', ...more, '-f', '-'], list(items.map(({ after }) => after)));
  const nameOf = ({ after }: Edited): string => after.metadata.name as string;
  const { stdout, stderr } = await send(cases);
  const taken = new Set(stdout.split('\n').map((line) => line.split(/[/ ]/)[1]));
  const { items } = JSON.parse(
    (
      await send(
        cases.filter((each) => taken.has(nameOf(each))),
        '-o',
        'json',
      )
    ).stdout,
  ) as KubeObject;
  const stored = new Map((items as KubeObject[]).map((item) => [item.metadata.name as string, item]));
  return cases.map((each, index) => {
    const why = stderr.split('\n').find((line) => line.includes(`"${nameOf(each)}"`));
    return said(lives[index], stored.get(nameOf(each)), why);
  });
}

async function byServer(cases: readonly Edited[], lives: readonly KubeObject[]): Promise<Said[]> {
  const query = { dryRun: 'All', fieldManager: 'kubectl', force: 'false' };
  return Promise.all(
    cases.map(async ({ after }, index) => {
      const { status, body } = await client.apply(after, query);
      return said(lives[index], status < 300 ? body : undefined, String(body.message));
    }),
  );
}

function planned(mode: Mode, live: KubeObject, after: KubeObject): Plan {
  const [from, to] = [live, after].map((object) =>
    manifestsOf([{ name: 'it', path: '', text: JSON.stringify(object), named: true }]),
  );
  const options = { kubernetes: VERSION, pipeline: 'kubectl', apply: mode } as const;
  const { before, after: wanted, facts } = prepareSides(from!, to!, { ...options, validate: 'strict' });
  return plan(before, wanted, { ...options, facts });
}

const RESTARTS = new Set(['pod-template-changed', 'restart-without-change', 'workload-restarts']);

function disagreement({ changes }: Plan, server: Said): string | undefined {
  const found = changes.flatMap(({ findings }) => findings);
  const rejected = found.find(({ impact }) => impact === 'rejected');
  if ((rejected === undefined) !== (server.refused === undefined)) {
    return rejected === undefined
      ? `refused by the server only: ${server.refused ?? ''}`
      : `refused by the plan only: ${rejected.message}`;
  }
  if (rejected !== undefined) {
    const conflict = /conflict/i.test(server.refused ?? '');
    return (rejected.code === 'field-conflict') === conflict ? undefined : `another reason: ${server.refused ?? ''}`;
  }
  const restarts = found.some(({ code }) => RESTARTS.has(code));
  if (restarts !== server.restarts) return `new template: plan ${restarts}, server ${server.restarts}`;
  const acts = found.some(({ impact, message }) => impact !== 'none' || message.includes('another notation'));
  return acts === server.changes ? undefined : `changed: plan ${acts}, server ${server.changes}`;
}

(KNOWN ? describe : describe.skip)(`${COUNT} objects edited by hand`, () => {
  test.each<[Mode, typeof byClient]>([
    ['client', byClient],
    ['server', byServer],
  ])(
    'are judged as the API server does, applied by %s',
    async (mode, answers) => {
      const namespace = await newNamespace(`edited-${mode}`);
      const next = random(SEED);
      const all = Array.from({ length: COUNT }, (_, index) => edited(index, namespace, next));
      // What is invalid from the start is nothing to edit.
      const option = mode === 'server' ? ['--server-side'] : [];
      await kubectl(['apply', ...option, '-f', '-'], list(all.map(({ before }) => before)));
      const there: { each: Edited; live: KubeObject }[] = [];
      for (const each of all) {
        const { kind, apiVersion } = each.before;
        const plural = `${String(kind).toLowerCase()}s`;
        const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${String(apiVersion)}`;
        const path = `${root}/namespaces/${namespace}/${plural}/${String(each.before.metadata.name)}`;
        const query = { fieldManager: 'kubectl-patch' };
        const { status } = await client.request(
          'PATCH',
          path,
          query,
          each.patch,
          'application/strategic-merge-patch+json',
        );
        if (status === 404) continue;
        there.push({ each, live: good(await client.request('GET', path)) });
      }
      const cases = there.map(({ each }) => each);
      const server = await answers(cases, there.map(({ live }) => live)); // prettier-ignore
      const problems = there.flatMap(({ each, live }, index) => {
        const problem = disagreement(planned(mode, live, each.after), server[index]!);
        return problem === undefined ? [] : [`${each.what}: ${problem}`];
      });
      const refused = server.filter((each) => each.refused !== undefined).length;
      process.stderr.write(`edited by hand, ${mode}, ${VERSION}: ${cases.length} compared, ${refused} refused\n`);
      await kubectl(['delete', 'deployment,statefulset', '--all', '--wait=false', '-n', namespace]);

      expect(cases.length).toBeGreaterThan(COUNT / 2);
      expect(refused).toBeGreaterThan(0);
      expect(problems).toEqual([]);
    },
    240_000,
  );
});
