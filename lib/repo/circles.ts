import type { Unit } from './unit';

/**
 * Units that wait for one another in a circle, by key, with the way back to each: Flux applies a revision of a Kustomization only once those
 * that it depends on have applied it. A release that is ready counts as such whatever it waits for, so that a circle of releases ends nothing
 * unless all are new; `isNew` says whether a unit is.
 */
export function circlesIn(
  units: ReadonlyMap<string, Unit>,
  isNew: (key: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, readonly string[]>();
  for (const [key, unit] of units) {
    const expressions = new Set(unit.dependsOnExpression);
    const waits = (unit.dependsOn ?? []).filter((name) => !expressions.has(name)).map((name) => `${unit.kind} ${name}`);
    const inside = waits.filter((each) => units.has(each));
    // Another source has revisions of its own.
    if (inside.length > 0 && (unit.kind === 'HelmRelease' || unit.builds.length > 0)) next.set(key, inside);
  }
  const found = new Map<string, readonly string[]>();
  for (const circle of strongComponents(next)) {
    if (units.get(circle[0] ?? '')?.kind === 'HelmRelease' && !circle.every(isNew)) continue;
    for (const key of circle) found.set(key, wayBack(key, next, new Set(circle)));
  }
  return found;
}

/** Groups in which each leads to each, by Tarjan's algorithm, without recursion: a chain may be long. */
function strongComponents(next: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    const work: { readonly key: string; at: number }[] = [{ key: root, at: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1];
      if (frame === undefined) break;
      const { key } = frame;
      if (!index.has(key)) {
        index.set(key, index.size);
        low.set(key, index.size - 1);
        open.push(key);
        isOpen.add(key);
      }
      const to = (next.get(key) ?? [])[frame.at++];
      if (to !== undefined) {
        if (!index.has(to)) work.push({ key: to, at: 0 });
        else if (isOpen.has(to)) low.set(key, Math.min(low.get(key) ?? 0, index.get(to) ?? 0));
        continue;
      }
      work.pop();
      const above = work[work.length - 1]?.key;
      if (above !== undefined) low.set(above, Math.min(low.get(above) ?? 0, low.get(key) ?? 0));
      if (low.get(key) !== index.get(key)) continue;
      const group = open.splice(open.lastIndexOf(key));
      group.forEach((each) => isOpen.delete(each));
      if (group.length > 1 || (next.get(key) ?? []).includes(key)) found.push(group);
    }
  }
  return found;
}

/** The shortest way from a unit back to itself: those that it leads over. */
function wayBack(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  inside: ReadonlySet<string>,
): readonly string[] {
  const from = new Map<string, string>();
  const queue = [start];
  for (const key of queue) {
    for (const to of next.get(key) ?? []) {
      if (to === start) {
        const way = [start];
        for (let each = key; each !== start; each = from.get(each) ?? start) way.unshift(each);
        return way;
      }
      if (!inside.has(to) || from.has(to)) continue;
      from.set(to, key);
      queue.push(to);
    }
  }
  return [start];
}
