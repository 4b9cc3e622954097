import { asObject, asObjects, type PlainObject } from './plain';
import { parseQuantity, type Quantity } from './quantity';

/** How much of each resource: `requests.cpu`, `pods`. */
export type Amounts = ReadonlyMap<string, Quantity>;

export const ONE = parseQuantity('1') as Quantity;

export function addAmounts(...all: readonly Amounts[]): Amounts {
  const sum = new Map<string, Quantity>();
  for (const amounts of all) {
    for (const [name, amount] of amounts) sum.set(name, sum.get(name)?.plus(amount) ?? amount);
  }
  return sum;
}

export function timesAmounts(amounts: Amounts, factor: number): Amounts {
  return new Map([...amounts].map(([name, amount]) => [name, amount.times(factor)]));
}

/** The greater of each. */
function mostOf(a: Amounts, b: Amounts): Amounts {
  const most = new Map(a);
  for (const [name, amount] of b) {
    const other = most.get(name);
    if (other === undefined || other.compare(amount) < 0) most.set(name, amount);
  }
  return most;
}

/** What a quota counts of a pod: its containers together, or an init container if that asks for more. */
export function amountsOfPod(spec: PlainObject): Amounts {
  const init = asObjects(spec['initContainers']);
  const stays = (container: PlainObject): boolean => container['restartPolicy'] === 'Always';
  const running = [...asObjects(spec['containers']), ...init.filter(stays)].map(amountsOfContainer);
  const once = init.filter((container) => !stays(container)).map(amountsOfContainer);
  const own = ownAmounts(asObject(spec['resources']));
  const inside = mostOf(once.reduce(mostOf, new Map()), addAmounts(...running));
  const overhead = amounts(asObject(spec['overhead']), 'requests');
  return addAmounts(new Map([...inside, ...own]), overhead, new Map([['pods', ONE]]), new Map([['count/pods', ONE]]));
}

function amountsOfContainer(container: PlainObject): Amounts {
  return ownAmounts(asObject(container['resources']));
}

/** A request that is left out is the limit. */
function ownAmounts({ requests, limits }: PlainObject): Amounts {
  const asked = amounts({ ...asObject(limits), ...asObject(requests) }, 'requests');
  const short = [...asked].flatMap(([name, amount]) => {
    const [, plain = ''] = /^requests\.(cpu|memory|ephemeral-storage)$/.exec(name) ?? [];
    return plain === '' ? [] : [[plain, amount] as const];
  });
  return new Map([...asked, ...short, ...amounts(asObject(limits), 'limits')]);
}

function amounts(resources: PlainObject, prefix: string): Amounts {
  return new Map(
    Object.entries(resources).flatMap(([name, text]) => {
      const amount = parseQuantity(text);
      return amount === undefined ? [] : [[`${prefix}.${name}`, amount] as const];
    }),
  );
}
