import { isAlias, isMap, isScalar, isSeq, type Document as YamlDocument, type YAMLMap } from 'yaml';

/** What go-yaml allows: beyond it, a document that refers to itself over and over is an attack or a mistake. */
const MOST_ALIASED_NODES = 400_000;

/** Something wrong inside valid YAML; `offset` is where. */
export interface ConstructProblem {
  readonly offset: number;
  readonly message: string;
  /** kubectl reads the document all the same. */
  readonly tolerated: boolean;
}

/**
 * Turns parsed nodes into plain data as kubectl does: duplicate keys (the last wins) are reported, and a merge key `<<`
 * beats the keys written before it, not those after it.
 */
export function construct(document: YamlDocument, problems: ConstructProblem[]): unknown {
  const anchors = new Map<string, { value: unknown; size: number }>();
  let nodes = 0;

  const build = (node: unknown): unknown => {
    nodes += 1;
    if (isScalar(node)) {
      return keep(node, scalar(node.value, node.range?.[0] ?? 0), nodes - 1);
    }
    const start = nodes - 1;
    if (isMap(node)) {
      return keep(node, buildMap(node), start);
    }
    if (isSeq(node)) {
      return keep(node, node.items.map(build), start);
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        fail(node.range?.[0], `the alias *${node.source} has no anchor &${node.source} before it in this document`);
        return null;
      }
      nodes += target.size;
      if (nodes > MOST_ALIASED_NODES) {
        throw new RangeError('aliases');
      }
      return target.value;
    }
    return null;
  };

  const keep = (node: { anchor?: string | undefined }, value: unknown, start: number): unknown => {
    if (node.anchor !== undefined) {
      anchors.set(node.anchor, { value, size: nodes - start });
    }
    return value;
  };

  const fail = (offset: number | undefined, message: string, tolerated = false): void => {
    problems.push({ offset: offset ?? 0, message, tolerated });
  };

  const scalar = (value: unknown, offset: number): unknown => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      fail(offset, `${value} is no number that Kubernetes can read; quote it if it is meant as text`);
    }
    return value;
  };

  const buildMap = (map: YAMLMap): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    const written = new Set<string>();
    for (const { key, value } of map.items) {
      if (!isScalar(key)) {
        fail(
          (key as { range?: [number] } | null)?.range?.[0] ?? map.range?.[0],
          'a key must be a word, not a map or a list (is this a template that was not rendered?)',
        );
        continue;
      }
      if (key.value === '<<' && key.type === 'PLAIN') {
        merge(result, build(value), key.range?.[0]);
        continue;
      }
      if (key.value === null) {
        fail(key.range?.[0] ?? map.range?.[0], 'a key is missing before the colon (kubectl refuses a null key)');
        continue;
      }
      const name = String(key.value);
      if (written.has(name)) {
        fail(
          key.range?.[0],
          `the key '${name}' is written twice in one map (kubectl takes the last, Kustomize and Flux refuse)`,
          true,
        );
      }
      written.add(name);
      set(result, name, build(value));
    }
    return result;
  };

  const merge = (into: Record<string, unknown>, source: unknown, offset: number | undefined): void => {
    // Of several sources the first one wins.
    for (const part of Array.isArray(source) ? [...(source as unknown[])].reverse() : [source]) {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) {
        fail(offset, 'the merge key << needs a map, or a list of maps');
        return;
      }
      for (const [key, value] of Object.entries(part)) {
        set(into, key, value);
      }
    }
  };

  return build(document.contents);
}

function set(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
