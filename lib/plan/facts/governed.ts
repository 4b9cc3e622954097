import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, asText, at } from '../../kubernetes/plain';
import { selects } from '../../kubernetes/validation/metadata';
import type { Context, Side } from './context';
import { nameOf, namespaceOf, objectKey } from './identity';
import type { StatefulSetView } from './stateful-set-view';

/** A Service that goes while StatefulSets name it. */
export interface ServiceRemoval {
  readonly service: string;
  readonly governs: readonly string[];
  /** A new Service with the same selector: the removed one under another name. */
  readonly renamedTo: string | undefined;
}

/** A StatefulSet on the new side, with the Services around it. */
export interface Governed {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** The Service of that name on the new side. */
  readonly service: Manifest | undefined;
  /** Whether a headless Service on either side selects the pods under another name. */
  readonly otherName: string | undefined;
}

/** The names of the StatefulSets of a side by the Service that governs them, made once a side. */
const GOVERNED = new WeakMap<Side, ReadonlyMap<string, readonly string[]>>();

/** The StatefulSets of a side that name a Service in `serviceName`. */
export function governedBy(side: Side, namespace: string, service: string): readonly string[] {
  let index = GOVERNED.get(side);
  if (index === undefined) {
    const built = new Map<string, string[]>();
    for (const object of side.values()) {
      const name = groupKindOf(object) === 'apps/StatefulSet' ? asText(at(object, 'spec', 'serviceName')) : undefined;
      if (name === undefined || name === '') continue;
      const key = `${namespaceOf(object)}/${name}`;
      const list = built.get(key);
      if (list === undefined) built.set(key, [nameOf(object)]);
      else list.push(nameOf(object));
    }
    index = built;
    GOVERNED.set(side, index);
  }
  return index.get(`${namespace}/${service}`) ?? [];
}

/** Services of a side by namespace, made once a side. */
const SERVICES = new WeakMap<Side, ReadonlyMap<string, readonly Manifest[]>>();

export function servicesOf(side: Side, namespace: string): readonly Manifest[] {
  let index = SERVICES.get(side);
  if (index === undefined) {
    const built = new Map<string, Manifest[]>();
    for (const object of side.values()) {
      if (groupKindOf(object) !== '/Service') continue;
      const list = built.get(namespaceOf(object));
      if (list === undefined) built.set(namespaceOf(object), [object]);
      else list.push(object);
    }
    index = built;
    SERVICES.set(side, index);
  }
  return index.get(namespace) ?? [];
}

/** Services looked at for a hint on a missing one: in a huge namespace not all of them. */
const MOST_SERVICES = 100;

export function governedOf(set: StatefulSetView, context: Context): Governed {
  const service = context.after.get(objectKey('/Service', set.namespace, set.serviceName));
  if (service !== undefined) return { context, set, service, otherName: undefined };
  const labels = asObject(at(set.spec, 'template', 'metadata', 'labels'));
  const other = servicesOf(context.after, set.namespace)
    .slice(0, MOST_SERVICES)
    .find((each) => {
      const selector = at(each, 'spec', 'selector');
      return (
        selector !== undefined && at(each, 'spec', 'clusterIP') === 'None' && selects({ matchLabels: selector }, labels)
      );
    });
  return { context, set, service, otherName: other === undefined ? undefined : nameOf(other) };
}
