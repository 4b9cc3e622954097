import { isPlainObject } from '../plain';
import { DIRECTIVE, isDeletion, keyed, PatchError, same } from './patch-type';

/** The lists that kubectl and the API server merge are put in order by their keys, or by themselves where items are keys. */
function mergeKeyOf(item: unknown, mergeKey: string): unknown {
  return mergeKey === '=' ? item : isPlainObject(item) ? item[mergeKey] : undefined;
}

function place(list: readonly unknown[], item: unknown, mergeKey: string): number {
  return list.findIndex((each) => same(mergeKeyOf(each, mergeKey), mergeKeyOf(item, mergeKey)));
}

/** Items in the order of another list, deletions last. */
export function inOrderOf(items: readonly unknown[], order: readonly unknown[], mergeKey: string): unknown[] {
  if (mergeKey !== '=') for (const item of [...items, ...order]) keyed(item, mergeKey);
  const ranks = new Map(items.map((item) => [item, place(order, item, mergeKey)]));
  const rank = (item: unknown): number => ranks.get(item) ?? -1;
  const kept = items.filter((item) => !isDeletion(item));
  // Those that the other list does not have come first, the last one before the others.
  const strangers = kept.filter((item) => rank(item) < 0).reverse();
  const known = kept.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b));
  return [...strangers, ...known, ...items.filter(isDeletion)];
}

/** Wanted items in their order; those that only the server has keep their places among them. */
export function mergedInOrder(
  merged: readonly unknown[],
  wanted: readonly unknown[],
  server: readonly unknown[],
  mergeKey: string,
): unknown[] {
  if (mergeKey !== '=') for (const item of merged) keyed(item, mergeKey);
  const own = inOrderOf(
    merged.filter((item) => place(wanted, item, mergeKey) >= 0),
    wanted,
    mergeKey,
  );
  const others = inOrderOf(
    merged.filter((item) => place(wanted, item, mergeKey) < 0),
    server,
    mergeKey,
  );
  const result: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < others.length || j < own.length) {
    const [other, mine] = [others[i], own[j]];
    const [left, right] = [place(server, other, mergeKey), place(server, mine, mergeKey)];
    const first = i < others.length && (j >= own.length || (left >= 0 && right >= 0 && left < right));
    if (first) {
      result.push(other);
      i += 1;
    } else {
      result.push(mine);
      j += 1;
    }
  }
  return result;
}

/** A patch whose items do not stand in the order it gives is refused: two items of one key are the usual reason. */
export function checkOrder(patch: readonly unknown[], order: readonly unknown[], mergeKey: string): void {
  if (patch.length === 0 || order.length === 0) return;
  const items = patch.filter((item) => !isPlainObject(item) || item[DIRECTIVE] === undefined);
  let next = 0;
  for (const wanted of order) {
    if (next >= items.length) break;
    if (mergeKey !== '=') for (const item of [items[next], wanted]) keyed(item, mergeKey);
    if (same(mergeKeyOf(items[next], mergeKey), mergeKeyOf(wanted, mergeKey))) next += 1;
  }
  if (next < items.length) throw new PatchError("the order in the patch list doesn't match the $setElementOrder list");
}

/** Without repetitions. */
export function distinct(items: readonly unknown[]): unknown[] {
  return [...new Set(items)];
}
