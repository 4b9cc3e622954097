import type { ApplyMode, Change } from '../../lib/plan';
import { plan } from '../../lib/plan';
import type { KubernetesVersion } from '../../lib/kubernetes/versions';
import { prepareSides } from '../../lib/manifests/sides';
import { hasUpgrades, lines, type Pair, rendered, servedKinds, truthOf } from './upgrades';

/** What an API server answered when each object of an upgrade was applied by itself, all of them in the namespace `default`. */
interface Applied {
  readonly id: string;
  readonly mode: ApplyMode;
  readonly res: Readonly<Record<string, Answer>>;
}

interface Answer {
  /** The refusal; `NOKIND` where the server does not serve the kind. */
  readonly error?: string;
  readonly had?: boolean;
  /** The object before was refused, or of a kind that is not served: nothing existed. */
  readonly oldInvalid?: string;
  /** Whether the pod template changed. */
  readonly tpl?: boolean;
}

const RESTARTS = new Set(['pod-template-changed', 'restart-without-change', 'workload-restarts']);

const suite = hasUpgrades ? describe : describe.skip;

suite.each(['1.30', '1.37'] as const)('each object of the upgrades, on Kubernetes %s', (kubernetes) => {
  const pairs = hasUpgrades ? new Map(lines<Pair>('pairs.jsonl').map((pair) => [pair.id, pair])) : new Map();
  const served = hasUpgrades ? servedKinds(kubernetes) : new Set<string>();

  test.each(['client', 'server'] as const)('is refused and restarts as the API server says: %s', (mode) => {
    let judged = 0;
    const wrong: string[] = [];
    for (const { id, res } of truthOf<Applied>(kubernetes).filter((each) => each.mode === mode)) {
      const pair = pairs.get(id) as Pair;
      const changes = planned(pair, kubernetes, mode);
      for (const [object, answer] of Object.entries(res)) {
        // A custom resource whose definition is nowhere, and what the cluster never had in that version.
        if (answer.error === 'NOKIND' && (answer.oldInvalid !== undefined || !served.has(object.split(' ')[0] ?? ''))) {
          continue;
        }
        // What existed nowhere is created, which the plan cannot know.
        if (answer.oldInvalid === 'NOKIND') continue;
        judged++;
        const change = changes.get(object);
        if (isRefused(change) !== (answer.error !== undefined))
          wrong.push(`${id} ${object}: ${answer.error ?? 'taken'}`);
        else if (answer.error === undefined && answer.had === true && answer.tpl !== undefined) {
          if (restarts(change) !== answer.tpl) wrong.push(`${id} ${object}: template ${answer.tpl ? '' : 'un'}changed`);
        }
      }
    }
    expect(judged).toBeGreaterThan(kubernetes === '1.30' ? 900 : 2500);
    expect(wrong).toEqual([]);
  });
});

function planned(pair: Pair, kubernetes: KubernetesVersion, apply: ApplyMode): ReadonlyMap<string, Change> {
  const options = { kubernetes, apply, validate: 'warn', namespace: 'default' } as const;
  const [old, now] = [pair.before, pair.after].map((path) => inDefault(rendered(path)));
  const sides = prepareSides(old!, now!, options);
  const { changes } = plan(sides.before, sides.after, { ...options, facts: sides.facts });
  return new Map(changes.map((change) => [change.object, change]));
}

type Rendered = ReturnType<typeof rendered>;

/** The namespace of the release is left out, so that its objects go into `default`. */
function inDefault(set: Rendered): Rendered {
  return {
    ...set,
    objects: set.objects.map((each) => {
      const { namespace, ...metadata } = each.manifest.metadata;
      return namespace === 'demo' ? { ...each, manifest: { ...each.manifest, metadata } } : each;
    }),
  };
}

function isRefused(change: Change | undefined): boolean {
  return change?.findings.some(({ impact }) => impact === 'rejected') === true;
}

function restarts(change: Change | undefined): boolean {
  return change?.findings.some(({ code }) => RESTARTS.has(code)) === true;
}
