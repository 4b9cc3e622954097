import { addTo } from '../../kubernetes/groups';
import { once } from '../../kubernetes/once';
import { ofKind } from './of-kind';
import type { Manifest } from '../../kubernetes/manifest';
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

/** The names of the StatefulSets of a side by the Service that governs them. */
const governed = once((side: Side): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const object of ofKind(side, 'apps/StatefulSet')) {
    const name = asText(at(object, 'spec', 'serviceName')) ?? '';
    if (name !== '') addTo(found, `${namespaceOf(object)}/${name}`, nameOf(object));
  }
  return found;
});

/** The StatefulSets of a side that name a Service in `serviceName`. */
export function governedBy(side: Side, namespace: string, service: string): readonly string[] {
  return governed(side).get(`${namespace}/${service}`) ?? [];
}

const servicesByNamespace = once((side: Side): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const service of ofKind(side, '/Service')) addTo(found, namespaceOf(service), service);
  return found;
});

/** The Services of a namespace on a side. */
export function servicesOf(side: Side, namespace: string): readonly Manifest[] {
  return servicesByNamespace(side).get(namespace) ?? [];
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
