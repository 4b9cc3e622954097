import { addAmounts, type Amounts, amountsOfPod, ONE, timesAmounts } from '../../kubernetes/amounts';
import { isClusterScoped, groupKindOf } from '../../kubernetes/object-kind';
import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, asText, at, type PlainObject, textOf } from '../../kubernetes/plain';
import { parseQuantity } from '../../kubernetes/quantity';
import type { Change } from '../types';
import { autoscalersOf } from './autoscaler';
import { type Changes, isRefused } from './changes';
import { type Context, defaultClass } from './context';
import { existingClaim } from './existing-claims';
import { nameOf, namespaceOf } from './identity';
import { changesPods } from './rollout';
import { type Workload, workloadOf, workloadsOf } from './workload';

/** What a change adds to what a namespace uses. */
export interface Demand {
  readonly object: Manifest;
  readonly namespace: string;
  /** Of objects that the API server refuses if there is no room: the object itself. */
  readonly own: Amounts;
  /** Of what controllers create. */
  readonly made: Amounts;
  /** Of the pods among them that a quota counts. */
  readonly podsIn: (isCounted: (pod: PlainObject) => boolean) => Amounts;
  /** Of the first new pod of a rollout that deletes no old pod before that is ready; else nothing. */
  readonly surge: { readonly pod: PlainObject; readonly amounts: Amounts } | undefined;
  /** What becomes of pods: `all` of them are new, `replaced`, or only some are `added`. */
  readonly pods: 'all' | 'replaced' | 'added';
  /** Whether somebody else decides how many pods there are. */
  readonly scaled: boolean;
}

export function quotaDemands(context: Context, changes: Changes): readonly Demand[] {
  return [...changes].flatMap(([key, change]) => {
    const [now, old] = [context.after.get(key), context.before.get(key)];
    const object = now ?? old;
    if (object === undefined || isClusterScoped(object) || isRefused(change)) return [];
    const [after, before] = [now && workloadOf(now), workloadsOf(context.before).get(key)];
    return [
      {
        object,
        namespace: namespaceOf(object),
        own: now === undefined ? new Map() : ownOf(now, old, key, context),
        made: addAmounts(podsOf(after, before, context), claimsOf(change, now, context)),
        podsIn: (isCounted) => podsOf(after, before, context, isCounted),
        surge: surgeOf(after, before),
        pods: before === undefined ? 'all' : after !== undefined && changesPods(before, after) ? 'replaced' : 'added',
        scaled: autoscalersOf(context.after).has(key),
      } satisfies Demand,
    ];
  });
}

/** Counts that a quota names without its group. */
const SHORT: ReadonlySet<string> = new Set([
  '/ConfigMap',
  '/PersistentVolumeClaim',
  '/ReplicationController',
  '/ResourceQuota',
  '/Secret',
  '/Service',
]);

function ownOf(now: Manifest, old: Manifest | undefined, key: string, context: Context): Amounts {
  const groupKind = groupKindOf(now);
  const isClaim = groupKind === '/PersistentVolumeClaim';
  const had = old ?? context.live.get(key) ?? (isClaim ? existingClaim(now, context) : undefined);
  if (isClaim) {
    const storage = storageOf(now, context);
    return had === undefined
      ? addAmounts(countOf(now), storage)
      : addAmounts(storage, timesAmounts(storageOf(had, context), -1));
  }
  return had === undefined ? countOf(now) : new Map();
}

function countOf(object: Manifest): Amounts {
  const [group = '', kind = ''] = groupKindOf(object).split('/');
  const plural = pluralOf(kind.toLowerCase());
  const short = SHORT.has(`${group}/${kind}`) ? [plural] : [];
  const type = groupKindOf(object) === '/Service' ? asText(at(object, 'spec', 'type')) : undefined;
  const names = [
    `count/${plural}${group === '' ? '' : `.${group}`}`,
    ...short,
    ...(type === 'LoadBalancer' ? ['services.loadbalancers'] : []),
  ];
  return new Map(names.map((name) => [name, ONE]));
}

function pluralOf(kind: string): string {
  if (/[^aeiou]y$/.test(kind)) return `${kind.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(kind) ? `${kind}es` : `${kind}s`;
}

function storageOf(claim: PlainObject, context: Context): Amounts {
  const amount = parseQuantity(at(claim, 'spec', 'resources', 'requests', 'storage'));
  if (amount === undefined) return new Map();
  const name = asText(at(claim, 'spec', 'storageClassName')) ?? defaultClass(context);
  const prefix = `${name ?? ''}.storageclass.storage.k8s.io/`;
  return new Map([
    ['requests.storage', amount],
    ...(name === undefined ? [] : [[`${prefix}requests.storage`, amount] as const]),
  ]);
}

/** Pods at the end of the rollout, less those that there were. */
function podsOf(
  after: Workload | undefined,
  before: Workload | undefined,
  context: Context,
  isIn: (pod: PlainObject) => boolean = () => true,
): Amounts {
  const isCounted = (workload: Workload | undefined): boolean =>
    workload !== undefined && (workload.kind === 'Pod' || groupKindOf(workload.object).startsWith('apps/'));
  if (!isCounted(after ?? before) || (after ?? before)?.kind === 'DaemonSet') return new Map();
  const key = (after ?? before)?.key ?? '';
  const live = at(context.live.get(key), 'spec', 'replicas');
  const running = before === undefined ? 0 : (before.replicas ?? (typeof live === 'number' ? live : 1));
  const wanted = after === undefined ? 0 : (after.replicas ?? (before === undefined ? 1 : running));
  const amountsOf = (workload: Workload | undefined, count: number): Amounts =>
    workload === undefined || !isIn(workload.pod) ? new Map() : timesAmounts(amountsOfPod(workload.pod), count);
  return addAmounts(amountsOf(after, wanted), amountsOf(before, -running));
}

function surgeOf(after: Workload | undefined, before: Workload | undefined): Demand['surge'] {
  if (after === undefined || before === undefined || groupKindOf(after.object) !== 'apps/Deployment') return undefined;
  const isRolled = changesPods(before, after) && at(after.object, 'spec', 'paused') !== true;
  return isRolled && mayBeUnavailable(after) === 0 ? { pod: after.pod, amounts: amountsOfPod(after.pod) } : undefined;
}

/** How many pods of a Deployment may be missing while it is rolled out; undefined where that is not known. */
function mayBeUnavailable({ object, replicas }: Workload): number | undefined {
  const strategy = at(object, 'spec', 'strategy');
  if (replicas === undefined || replicas === 0 || at(strategy, 'type') === 'Recreate') return undefined;
  const [surge = '25%', unavailable = '25%'] = ['maxSurge', 'maxUnavailable'].map(
    (field) => at(strategy, 'rollingUpdate', field) ?? undefined,
  );
  const count = shareOf(unavailable, replicas, Math.floor);
  return count === 0 && shareOf(surge, replicas, Math.ceil) === 0 ? 1 : count;
}

function shareOf(value: unknown, replicas: number, round: (share: number) => number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = /^(\d{1,3})%$/.exec(asText(value) ?? '')?.[1];
  return percent === undefined ? undefined : round((Number(percent) * replicas) / 100);
}

/** Claims that a StatefulSet makes. */
function claimsOf({ claims }: Change, now: Manifest | undefined, context: Context): Amounts {
  if (now === undefined || groupKindOf(now) !== 'apps/StatefulSet') return new Map();
  const templates = asObjects(at(now, 'spec', 'volumeClaimTemplates'));
  return addAmounts(
    ...templates.map((template) => {
      const prefix = `${textOf(at(template, 'metadata', 'name'))}-${nameOf(now)}-`;
      const count = claims.created.filter((claim) => claim.startsWith(prefix)).length;
      const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' } as Manifest;
      return timesAmounts(addAmounts(countOf(claim), storageOf(template, context)), count);
    }),
  );
}
