/** A vertex of a dependency graph; what stands in `out` comes before it. */
export interface Vertex<T> {
  /** Absent for a vertex that only stands for a group of others. */
  readonly value?: T;
  /** In the order in which they are visited. */
  readonly out: Vertex<T>[];
}

/** The vertices on a cycle, the first one again at the end. */
export class CycleError<T> extends Error {
  public constructor(public readonly cycle: readonly T[]) {
    super('cycle');
  }
}

/**
 * The values of `vertices`, dependencies first: depth first from those that nothing depends on, in their order. Each
 * vertex is visited once, on a stack of its own, so that neither a diamond nor a long chain costs more than its edges.
 * Edges that leave `vertices` are not followed.
 */
export function topology<T>(vertices: readonly Vertex<T>[]): T[] {
  const members = new Set(vertices);
  const reached = targets(vertices, members);
  const done = new Set<Vertex<T>>();
  const order: T[] = [];
  for (const vertex of vertices) {
    if (!reached.has(vertex)) {
      visit(vertex, members, done, order);
    }
  }
  // What no root reaches depends on itself, or is depended on by what does.
  for (const vertex of vertices) {
    visit(vertex, members, done, order);
  }
  return order;
}

function isInside<T>(vertex: Vertex<T>, members: ReadonlySet<Vertex<T>>): boolean {
  return vertex.value === undefined || members.has(vertex);
}

/** Every member that another member depends on, directly or through a group. */
function targets<T>(vertices: readonly Vertex<T>[], members: ReadonlySet<Vertex<T>>): Set<Vertex<T>> {
  const found = new Set<Vertex<T>>();
  const queue = vertices.filter((vertex) => vertex.out.length > 0);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const target of next.out) {
      if (isInside(target, members) && !found.has(target)) {
        found.add(target);
        if (target.value === undefined) {
          queue.push(target);
        }
      }
    }
  }
  return found;
}

function visit<T>(root: Vertex<T>, members: ReadonlySet<Vertex<T>>, done: Set<Vertex<T>>, order: T[]): void {
  if (done.has(root)) {
    return;
  }
  const path: Array<{ readonly vertex: Vertex<T>; next: number }> = [{ vertex: root, next: 0 }];
  const open = new Set([root]);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const target = step.vertex.out[step.next];
    step.next += 1;
    if (target === undefined) {
      path.pop();
      open.delete(step.vertex);
      done.add(step.vertex);
      if (step.vertex.value !== undefined) {
        order.push(step.vertex.value);
      }
    } else if (open.has(target)) {
      const cycle = path.map(({ vertex }) => vertex).slice(path.findIndex(({ vertex }) => vertex === target));
      const values = [...cycle, target].flatMap(({ value }) => (value === undefined ? [] : [value]));
      throw new CycleError(target.value === undefined ? [...values, ...values.slice(0, 1)] : values);
    } else if (!done.has(target) && isInside(target, members)) {
      path.push({ vertex: target, next: 0 });
      open.add(target);
    }
  }
}
