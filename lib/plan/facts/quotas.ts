import { addAmounts, type Amounts } from '../../kubernetes/amounts';
import type { Manifest } from '../../kubernetes/manifest';
import { asList, asObject, at } from '../../kubernetes/plain';
import { parseQuantity, type Quantity } from '../../kubernetes/quantity';
import type { Changes } from './changes';
import type { Context } from './context';
import { keyOf, nameOf, namespaceOf } from './identity';
import { type Demand, quotaDemands } from './quota-demands';

/** What a quota has no room for. */
export interface QuotaExceeded {
  readonly quota: string;
  /** What asks for most of it. */
  readonly demand: Demand;
  readonly resources: readonly Shortage[];
  /** Whether the API server refuses the object itself, or the pods and claims that a controller creates for it. */
  readonly of: 'object' | 'made';
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
  const quotas = (context.surroundings.get('/ResourceQuota') ?? []).filter(isForAll);
  if (quotas.length === 0) return;
  const demands = quotaDemands(context, changes);
  for (const quota of quotas) {
    const own = demands.filter(({ namespace }) => namespace === namespaceOf(quota));
    const limit = asObject(at(context.after.get(keyOf(quota)) ?? quota, 'spec', 'hard'));
    const used = asObject(at(quota, 'status', 'used'));
    for (const of of ['object', 'made'] as const) {
      const amountsOf = (demand: Demand): Amounts => (of === 'object' ? demand.own : demand.made);
      // What a controller creates comes after the objects.
      const all = addAmounts(
        ...own.map(of === 'object' ? amountsOf : ({ own: first, made }) => addAmounts(first, made)),
      );
      const resources = Object.keys(limit).flatMap((resource): Shortage[] => {
        const [most, now] = [parseQuantity(limit[resource]), parseQuantity(used[resource])];
        const needed = all.get(resource);
        const asks = own.some((demand) => isMore(amountsOf(demand).get(resource)));
        if (most === undefined || now === undefined || needed === undefined || !asks || !isMore(needed)) return [];
        return now.plus(needed).compare(most) > 0 ? [{ resource, hard: most, used: now, needed }] : [];
      });
      const [first] = resources;
      if (first === undefined) continue;
      const asking = own
        .filter((demand) => isMore(amountsOf(demand).get(first.resource)))
        .sort((a, b) => compare(amountsOf(b).get(first.resource), amountsOf(a).get(first.resource)));
      const [demand] = asking;
      if (demand !== undefined) yield { quota: nameOf(quota), demand, resources, of, shared: asking.length > 1 };
    }
  }
}

/** Scopes choose pods by what the cluster makes of them. */
function isForAll(quota: Manifest): boolean {
  return asList(at(quota, 'spec', 'scopes')).length === 0 && at(quota, 'spec', 'scopeSelector') === undefined;
}

function isMore(amount: Quantity | undefined): boolean {
  return amount !== undefined && !amount.isZero && !amount.isNegative;
}

function compare(a: Quantity | undefined, b: Quantity | undefined): number {
  return a === undefined ? -1 : b === undefined ? 1 : a.compare(b);
}
