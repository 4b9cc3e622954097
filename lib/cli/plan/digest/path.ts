/** A path taken apart: what the fields beside it have in common with it, and its own end. */
interface PathParts {
  readonly parent: string;
  readonly leaf: string;
}

/**
 * `spec.template.spec.containers[web]` and `resources.limits.cpu`: the first list item with something below it, else what the last
 * step stands in.
 */
export function partsOfPath(path: string): PathParts {
  const steps = path.match(/\[[^\]]*\]|[^.[]+/g) ?? [];
  const item = steps.findIndex((step, index) => step.startsWith('[') && index > 0 && index < steps.length - 1);
  const end = item === -1 ? steps.length - 1 : item + 1;
  return { parent: join(steps.slice(0, end)), leaf: bare(join(steps.slice(end))) };
}

function join(steps: readonly string[]): string {
  return steps.map((step, index) => (index === 0 || step.startsWith('[') ? step : `.${step}`)).join('');
}

/** `helm.sh/chart` of `[helm.sh/chart]`. */
function bare(leaf: string): string {
  const [, name] = /^\[([^\]]*)\]$/.exec(leaf) ?? [];
  return name ?? leaf;
}

/** The label or annotation that a path leads to, of the object or of its pods. */
export function metadataKeyOf(
  path: string,
): { readonly what: 'label' | 'annotation'; readonly inPods: boolean; readonly key: string } | undefined {
  const [, pods, what, rest = ''] = /^(spec\.template\.)?metadata\.(label|annotation)s(.+)$/s.exec(path) ?? [];
  if (what !== 'label' && what !== 'annotation') return undefined;
  return { what, inPods: pods !== undefined, key: bare(rest.replace(/^\./, '')) };
}
