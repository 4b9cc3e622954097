import { addAmounts, type Amounts } from '../../kubernetes/amounts';
import type { Manifest } from '../../kubernetes/manifest';
import { asObject, at } from '../../kubernetes/plain';
import { parseQuantity, type Quantity } from '../../kubernetes/quantity';
import type { Changes } from './changes';
import type { Context } from './context';
import { keyOf, nameOf, namespaceOf } from './identity';
import { type Demand, quotaDemands } from './quota-demands';
import { scopeOf } from './quota-scopes';

/** What a quota has no room for. */
export interface QuotaExceeded {
  readonly quota: string;
  /** What asks for most of it. */
  readonly demand: Demand;
  readonly resources: readonly Shortage[];
  /**
   * Whether the API server refuses the object itself, or the pods and claims that a controller creates for it, or the first new pod of
   * a rollout, of which there is room for all once the old ones are gone.
   */
  readonly of: 'object' | 'made' | 'surge';
  /** Whether other objects of the change ask for it too. */
  readonly shared: boolean;
}

export interface Shortage {
  readonly resource: string;
  readonly hard: Quantity;
  readonly used: Quantity;
  readonly needed: Quantity;
}

/** Live quotas that a change exceeds, by what was used when they were read. */
export function* exceededQuotas(context: Context, changes: Changes): Iterable<QuotaExceeded> {
  const quotas = context.surroundings.get('/ResourceQuota') ?? [];
  if (quotas.length === 0) return;
  const demands = quotaDemands(context, changes);
  for (const quota of quotas) {
    const own = demands.filter(({ namespace }) => namespace === namespaceOf(quota));
    yield* exceededBy(countedBy(quota, own, context), quota, context);
  }
}

/** What of the demands a quota counts: with scopes only the pods that are surely in them. */
function countedBy(quota: Manifest, demands: readonly Demand[], context: Context): readonly Demand[] {
  const ranges = (context.surroundings.get('/LimitRange') ?? []).filter(
    (each) => namespaceOf(each) === namespaceOf(quota),
  );
  const scope = scopeOf(quota, ranges.length > 0);
  if (scope === undefined) return demands;
  return demands.map((demand) => ({
    ...demand,
    own: new Map(),
    made: demand.podsIn((pod) => scope(pod) === true),
    surge: demand.surge !== undefined && scope(demand.surge.pod) === true ? demand.surge : undefined,
  }));
}

function* exceededBy(demands: readonly Demand[], quota: Manifest, context: Context): Iterable<QuotaExceeded> {
  const limit = asObject(at(context.after.get(keyOf(quota)) ?? quota, 'spec', 'hard'));
  const used = asObject(at(quota, 'status', 'used'));
  const shortages = (all: Amounts, asks: (resource: string) => boolean): readonly Shortage[] =>
    Object.keys(limit).flatMap((resource): Shortage[] => {
      const [most, now] = [parseQuantity(limit[resource]), parseQuantity(used[resource])];
      const needed = all.get(resource);
      if (most === undefined || now === undefined || needed === undefined || !asks(resource) || !isMore(needed))
        return [];
      return now.plus(needed).compare(most) > 0 ? [{ resource, hard: most, used: now, needed }] : [];
    });
  const told = new Set<Demand>();
  for (const of of ['object', 'made'] as const) {
    const amountsOf = (demand: Demand): Amounts => (of === 'object' ? demand.own : demand.made);
    // What a controller creates comes after the objects.
    const all = addAmounts(
      ...demands.map(of === 'object' ? amountsOf : ({ own: first, made }) => addAmounts(first, made)),
    );
    const resources = shortages(all, (resource) => demands.some((demand) => isMore(amountsOf(demand).get(resource))));
    const [first] = resources;
    if (first === undefined) continue;
    const asking = demands
      .filter((demand) => isMore(amountsOf(demand).get(first.resource)))
      .sort((a, b) => compare(amountsOf(b).get(first.resource), amountsOf(a).get(first.resource)));
    const [demand] = asking;
    if (demand === undefined) continue;
    asking.forEach((each) => told.add(each));
    yield { quota: nameOf(quota), demand, resources, of, shared: asking.length > 1 };
  }
  for (const demand of demands) {
    if (demand.surge === undefined || told.has(demand)) continue;
    const resources = shortages(demand.surge.amounts, () => true);
    if (resources.length > 0) yield { quota: nameOf(quota), demand, resources, of: 'surge', shared: false };
  }
}

function isMore(amount: Quantity | undefined): boolean {
  return amount !== undefined && !amount.isZero && !amount.isNegative;
}

function compare(a: Quantity | undefined, b: Quantity | undefined): number {
  return a === undefined ? -1 : b === undefined ? 1 : a.compare(b);
}
