/** Groups of names that lead to one another, each sorted: the strongly connected components (Tarjan) of more than one. */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: string[][] = [];
  const visit = (name: string): void => {
    order.set(name, order.size);
    low.set(name, order.get(name) ?? 0);
    stack.push(name);
    onStack.add(name);
    for (const next of graph.get(name) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) {
        visit(next);
        low.set(name, Math.min(low.get(name) ?? 0, low.get(next) ?? 0));
      } else if (onStack.has(next)) {
        low.set(name, Math.min(low.get(name) ?? 0, order.get(next) ?? 0));
      }
    }
    if (low.get(name) === order.get(name)) {
      const circle = stack.splice(stack.indexOf(name));
      circle.forEach((member) => onStack.delete(member));
      if (circle.length > 1) circles.push(circle.sort());
    }
  };
  for (const name of graph.keys()) if (!order.has(name)) visit(name);
  return circles;
}
