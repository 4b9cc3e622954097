import { addTo } from '../../kubernetes/groups';
import { once } from '../../kubernetes/once';
import { ofKind } from './of-kind';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObjects, asText, at } from '../../kubernetes/plain';
import type { ApplyMode, ObjectRef } from '../types';
import type { Side } from './context';
import { keyOf, labelOf, namespaceOf, refOf } from './identity';

/** A ConfigMap or Secret whose content changes, with who uses it. */
export interface ConfigurationChange {
  readonly kind: string;
  readonly name: string;
  readonly apply: ApplyMode;
  /** Workloads that use it and restart through their own change, such as a checksum. */
  readonly restarted: readonly ObjectRef[];
  /** Workloads that read it into variables or under a subPath, and do not restart. */
  readonly stale: readonly ObjectRef[];
  /** Workloads that mount it whole, and do not restart. */
  readonly mounted: readonly ObjectRef[];
}

/** How a workload uses a ConfigMap or Secret. */
export interface Use {
  readonly workload: ObjectRef;
  /** Its key on the side. */
  readonly key: string;
  /** Whether running pods see new content: only where it is mounted whole. */
  readonly live: boolean;
}

const WORKLOADS = new Set(['apps/StatefulSet', 'apps/Deployment', 'apps/DaemonSet']);

/** Who uses which ConfigMap and Secret on a side, by `ConfigMap namespace/name`. */
export const configurationUses = once((side: Side): ReadonlyMap<string, readonly Use[]> => {
  const uses = new Map<string, Use[]>();
  for (const object of side.values()) {
    if (!WORKLOADS.has(groupKindOf(object))) continue;
    for (const [key, live] of usesOf(object)) {
      addTo(uses, key, { workload: refOf(object), key: keyOf(object), live });
    }
  }
  return uses;
});

/** The StatefulSets of a side by the storage classes that their claim templates name. */
export const classUses = once((side: Side): ReadonlyMap<string, readonly string[]> => {
  const uses = new Map<string, Set<string>>();
  for (const object of ofKind(side, 'apps/StatefulSet')) {
    for (const template of asObjects(at(object, 'spec', 'volumeClaimTemplates'))) {
      const name = asText(at(template, 'spec', 'storageClassName')) ?? '';
      uses.set(name, (uses.get(name) ?? new Set()).add(labelOf(object)));
    }
  }
  return new Map([...uses].map(([name, sets]) => [name, [...sets]]));
});

function usesOf(object: Manifest): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const namespace = namespaceOf(object);
  const add = (kind: string, name: unknown, live: boolean): void => {
    if (typeof name !== 'string') return;
    const key = `${kind} ${namespace}/${name}`;
    found.set(key, live && found.get(key) !== false);
  };
  const pod = at(object, 'spec', 'template', 'spec');
  const subPaths = new Set<string>();
  for (const list of ['containers', 'initContainers']) {
    for (const container of asObjects(at(pod, list))) {
      for (const variable of asObjects(container['env'])) {
        add('ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef', 'name'), false);
        add('Secret', at(variable, 'valueFrom', 'secretKeyRef', 'name'), false);
      }
      for (const source of asObjects(container['envFrom'])) {
        add('ConfigMap', at(source, 'configMapRef', 'name'), false);
        add('Secret', at(source, 'secretRef', 'name'), false);
      }
      for (const mount of asObjects(container['volumeMounts'])) {
        if (mount['subPath'] !== undefined || mount['subPathExpr'] !== undefined)
          subPaths.add(asText(mount['name']) ?? '');
      }
    }
  }
  for (const volume of asObjects(at(pod, 'volumes'))) {
    const live = !subPaths.has(asText(volume['name']) ?? '');
    add('ConfigMap', at(volume, 'configMap', 'name'), live);
    add('Secret', at(volume, 'secret', 'secretName'), live);
    for (const source of asObjects(at(volume, 'projected', 'sources'))) {
      add('ConfigMap', at(source, 'configMap', 'name'), live);
      add('Secret', at(source, 'secret', 'name'), live);
    }
  }
  return found;
}
