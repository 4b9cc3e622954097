import { plan } from '../../lib/plan';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, newNamespace } from '../support/kubernetes/cluster';
import { type Scenario, scenarios } from './rollouts/scenarios';

/** Long enough without a change for a rollout to be over: the controller needs far less between two steps. */
const QUIET_MS = 4_000;
const VERSION = `1.${cluster.minor}`;

interface Effects {
  readonly pods: { readonly created: string[]; readonly restarted: string[]; readonly deleted: string[] };
  readonly claims: { readonly created: string[]; readonly orphaned: string[]; readonly deleted: string[] };
}

/** What the plan says of all objects together. */
function planned({ before, after }: Scenario): Effects {
  const { changes } = plan([before], after === undefined ? [] : [after], { kubernetes: VERSION, apply: 'server' });
  const all = (pick: (change: (typeof changes)[number]) => readonly string[]): string[] => changes.flatMap(pick);
  return {
    pods: {
      created: all(({ pods }) => pods.created),
      restarted: all(({ pods }) => pods.restarted),
      deleted: all(({ pods }) => pods.deleted),
    },
    claims: {
      created: all(({ claims }) => claims.created).sort(),
      orphaned: all(({ claims }) => claims.orphaned).sort(),
      deleted: all(({ claims }) => claims.deleted).sort(),
    },
  };
}

/** Pods and claims of one scenario at a moment: names with their uids. */
interface Seen {
  readonly pods: ReadonlyMap<string, string>;
  readonly claims: ReadonlySet<string>;
}

/** In place of a kubelet: says of each new pod that it is ready, and keeps what was seen, in order. */
class Watcher {
  private readonly history = new Map<string, Seen[]>();
  private changed = Date.now();
  private running = true;
  private readonly done: Promise<void>;

  public constructor(
    private readonly namespace: string,
    private readonly names: readonly string[],
  ) {
    this.done = this.watch();
  }

  public get quietFor(): number {
    return Date.now() - this.changed;
  }

  /** All states of a scenario so far. */
  public seen(name: string): readonly Seen[] {
    return this.history.get(name) ?? [];
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async watch(): Promise<void> {
    while (this.running) {
      const [pods, claims] = await Promise.all([this.list('Pod'), this.list('PersistentVolumeClaim')]);
      for (const name of this.names) this.note(name, pods, claims);
      await Promise.all(pods.filter((pod) => !isReady(pod)).map((pod) => this.makeReady(pod)));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  private list(kind: string): Promise<KubeObject[]> {
    return client.list('v1', kind, this.namespace);
  }

  private note(name: string, pods: readonly KubeObject[], claims: readonly KubeObject[]): void {
    const own = new RegExp(`^(www-)?${name}(-2)?-\\d+$`);
    const mine = (object: KubeObject): boolean => own.test(String(object.metadata.name));
    const state: Seen = {
      pods: new Map(pods.filter(mine).map(({ metadata }) => [String(metadata.name), String(metadata.uid)])),
      claims: new Set(claims.filter(mine).map(({ metadata }) => String(metadata.name))),
    };
    const history = this.history.get(name) ?? [];
    this.history.set(name, history);
    const text = ({ pods: each, claims: others }: Seen): string => JSON.stringify([[...each], [...others]]);
    const last = history[history.length - 1];
    if (last !== undefined && text(last) === text(state)) return;
    history.push(state);
    this.changed = Date.now();
  }

  private async makeReady({ metadata }: KubeObject): Promise<void> {
    this.changed = Date.now();
    const path = `/api/v1/namespaces/${this.namespace}/pods/${metadata.name as string}/status`;
    const condition = { type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() };
    const status = { phase: 'Running', conditions: [condition] };
    // A pod may be gone by now.
    await client.request('PATCH', path, {}, { status }, 'application/strategic-merge-patch+json');
  }
}

function isReady({ status, metadata }: KubeObject): boolean {
  const conditions = (status?.conditions ?? []) as KubeObject[];
  return (
    metadata.deletionTimestamp !== undefined ||
    conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')
  );
}

/** What happened from a state on. Where several things were seen at once, they are taken in the order of the plan. */
function happened(history: readonly Seen[], wanted: Effects): Effects {
  const first = history[0] ?? { pods: new Map(), claims: new Set() };
  const last = history[history.length - 1] ?? first;
  const [created, restarted, deleted]: [string[], string[], string[]] = [[], [], []];
  const byPlan = (plannedNames: readonly string[], names: string[]): string[] =>
    names.sort((a, b) => plannedNames.indexOf(a) - plannedNames.indexOf(b));
  for (const [index, now] of history.slice(1).entries()) {
    const then = history[index]!;
    const gone = [...then.pods].filter(([name, uid]) => now.pods.get(name) !== uid).map(([name]) => name);
    const come = [...now.pods.keys()].filter((name) => !then.pods.has(name) && !first.pods.has(name));
    deleted.push(
      ...byPlan(
        wanted.pods.deleted,
        gone.filter((name) => !last.pods.has(name)),
      ),
    );
    restarted.push(
      ...byPlan(
        wanted.pods.restarted,
        gone.filter((name) => last.pods.has(name)),
      ),
    );
    created.push(...byPlan(wanted.pods.created, come));
  }
  const podOf = (claim: string): string => claim.replace(/^www-/, '');
  return {
    pods: { created, restarted, deleted },
    claims: {
      created: [...last.claims].filter((name) => !first.claims.has(name)).sort(),
      orphaned: [...last.claims].filter((name) => first.pods.has(podOf(name)) && !last.pods.has(podOf(name))).sort(),
      deleted: [...first.claims].filter((name) => !last.claims.has(name)).sort(),
    },
  };
}

const suite = cluster.controllers && cluster.kind === 'control-plane' ? describe : describe.skip;

suite('changes that the StatefulSet controller carries out', () => {
  const all = scenarios();
  const starts = new Map<string, number>();
  let watcher: Watcher;

  beforeAll(async () => {
    const namespace = await newNamespace('rollouts');
    for (const { before, after } of all) {
      for (const object of [before, after]) if (object !== undefined) object.metadata.namespace = namespace;
    }
    watcher = new Watcher(
      namespace,
      all.map(({ name }) => name),
    );
    for (const { before } of all) good(await client.apply(before, { fieldValidation: 'Ignore' }));
    const ready = ({ name }: Scenario): boolean => {
      const states = watcher.seen(name);
      return states[states.length - 1]?.pods.size === 3;
    };
    await eventually(() => Promise.resolve(all.every(ready) && watcher.quietFor > QUIET_MS), 90, 'all pods');
    for (const scenario of all) {
      starts.set(scenario.name, watcher.seen(scenario.name).length - 1);
      await carryOut(scenario);
    }
    await eventually(() => Promise.resolve(watcher.quietFor > QUIET_MS), 90, 'an end of all rollouts');
  }, 240_000);

  afterAll(() => watcher.stop());

  async function carryOut({ before, after }: Scenario): Promise<void> {
    // A refused change is one that the plan refuses too: nothing may happen.
    if (after !== undefined) await client.apply(after, { fieldValidation: 'Ignore' });
    if (after?.metadata.name !== before.metadata.name) await client.delete(before);
  }

  test.each(all)('$name: pods, their order and claims are as planned', (scenario) => {
    const wanted = planned(scenario);
    const real = happened(watcher.seen(scenario.name).slice(starts.get(scenario.name)), wanted);
    // The pods of a StatefulSet that is deleted go with it, in the order of the garbage collector.
    if (scenario.after?.metadata.name !== scenario.before.metadata.name) {
      for (const { pods } of [real, wanted]) pods.deleted.sort();
    }

    expect(real).toEqual(wanted);
  });
});
