import type { Manifest } from '../kubernetes/manifest';
import { isClaimOf } from '../kubernetes/naming';
import { asText, at } from '../kubernetes/plain';
import { parseQuantity } from '../kubernetes/quantity';
import { type Code, ListCode, Literal, MapCode, textOf } from './code/code';

/** Says of each claim template how large its claims have grown, if all are as large. */
export function grown(props: MapCode, statefulSet: Manifest, claims: readonly Manifest[]): MapCode {
  const templates = props.get('claims');
  if (!(templates instanceof ListCode)) return props;
  const own = claims.filter(({ metadata }) => metadata.namespace === statefulSet.metadata.namespace);
  const items = templates.items.map((template) => grownTemplate(template, statefulSet.metadata.name, own));
  return props.with('claims', new ListCode(items));
}

function grownTemplate(template: Code, app: string, claims: readonly Manifest[]): Code {
  if (!(template instanceof MapCode)) return template;
  const [name, size] = [textOf(template.get('name')), textOf(template.get('size'))];
  const sizes = claims
    .filter(({ metadata }) => isClaimOf(metadata.name, name ?? '', app))
    .map((claim) => asText(at(claim, 'spec', 'resources', 'requests', 'storage')));
  const [first] = sizes;
  // A claim that is larger than what is said would have to shrink, which Kubernetes refuses.
  if (!isLarger(first, size) || sizes.some((each) => each !== first)) return template;
  const entries = template.entries.flatMap((entry) =>
    entry.key === 'size' ? [entry, { key: 'grownTo', value: new Literal(first ?? '') }] : [entry],
  );
  return new MapCode(entries);
}

function isLarger(size: string | undefined, than: string | undefined): boolean {
  const [a, b] = [size, than].map((each) => (each === undefined ? undefined : parseQuantity(each)));
  return a !== undefined && b !== undefined && a.compare(b) > 0;
}
