import { once } from '../../kubernetes/once';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { asObject, at, type PlainObject } from '../../kubernetes/plain';
import type { Side } from './context';
import { keyOf, labelOf, nameOf, namespaceOf } from './identity';

/** Anything that runs pods, with the template that its pods are made of. */
export interface Workload {
  readonly object: Manifest;
  readonly key: string;
  /** `Deployment default/web`. */
  readonly label: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Labels of its pods. */
  readonly labels: PlainObject;
  /** `spec` of its pods. */
  readonly pod: PlainObject;
  /** Where `pod` stands in the object: `spec.template.spec`. */
  readonly podPath: string;
  /** How many pods; undefined if the manifest does not say, such as under an autoscaler or of a DaemonSet. */
  readonly replicas: number | undefined;
  /** Whether its pods stay and serve: those of a Job end by themselves. */
  readonly serves: boolean;
}

/** Where each kind keeps its pod template. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['/ReplicationController', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['/Pod', []],
]);

const SCALED: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  '/ReplicationController',
]);

export function workloadOf(object: Manifest): Workload | undefined {
  const groupKind = groupKindOf(object);
  const path = TEMPLATES.get(groupKind);
  if (path === undefined) return undefined;
  const template = at(object, ...path);
  const replicas = at(object, 'spec', 'replicas');
  return {
    object,
    key: keyOf(object),
    label: labelOf(object),
    kind: object.kind,
    namespace: namespaceOf(object),
    name: nameOf(object),
    labels: asObject(at(template, 'metadata', 'labels')),
    pod: asObject(at(template, 'spec')),
    podPath: [...path, 'spec'].join('.'),
    replicas: groupKind === '/Pod' ? 1 : SCALED.has(groupKind) && typeof replicas === 'number' ? replicas : undefined,
    serves: !groupKind.startsWith('batch/'),
  };
}

/** Whether all its pods get the template of `after` once the rollout ends: not under OnDelete, nor below a partition. */
export function replacesEveryPod({ object, kind }: Workload): boolean {
  const strategy = asObject(at(object, 'spec', 'updateStrategy'));
  if (strategy['type'] === 'OnDelete') return false;
  const partition = at(strategy, 'rollingUpdate', 'partition');
  return kind !== 'StatefulSet' || typeof partition !== 'number' || partition <= 0;
}

/** The workloads of a side by the key of their object. */
export const workloadsOf = once((side: Side): ReadonlyMap<string, Workload> => {
  const found = [...side].flatMap(([key, object]) => {
    const workload = workloadOf(object);
    return workload === undefined ? [] : [[key, workload] as const];
  });
  return new Map(found);
});
