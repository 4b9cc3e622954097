import { asObject, asObjects, type PlainObject } from '../plain';

/** A pod template as the levels read it. */
export interface Pod {
  readonly spec: PlainObject;
  readonly annotations: PlainObject;
  readonly containers: readonly Placed[];
  /** The pod and its containers: where a security context stands. */
  readonly contexts: readonly Placed[];
  /** It has users of its own, so that root in it is nobody outside. */
  readonly ownUsers: boolean;
  readonly minor: number;
}

/** The pod, or a container in one of its lists. */
export interface Placed {
  readonly list?: string;
  readonly value: PlainObject;
  readonly context: PlainObject;
}

/** Takes a fault: where it is, its value, and the end of a sentence that begins with "must". */
export type Tell = (path: string, value: unknown, message: string) => void;

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

export function readPod(template: PlainObject, minor: number): Pod {
  const spec = asObject(template['spec']);
  const containers: Placed[] = [];
  for (const list of CONTAINER_LISTS) {
    for (const value of asObjects(spec[list])) containers.push({ list, value, context: contextOf(value) });
  }
  return {
    spec,
    containers,
    contexts: [{ value: spec, context: contextOf(spec) }, ...containers],
    annotations: asObject(asObject(template['metadata'])['annotations']),
    ownUsers: spec['hostUsers'] === false && minor >= 35,
    minor,
  };
}

function contextOf(value: PlainObject): PlainObject {
  return asObject(value['securityContext']);
}

/** `spec.containers[web].securityContext.privileged` */
export function pathOf({ list, value }: Placed, below: string): string {
  return list === undefined ? `spec.${below}` : `spec.${list}[${String(value['name'])}].${below}`;
}

/** `type` of a part of a security context. */
export function typeOf(context: PlainObject, part: string): unknown {
  return asObject(context[part])['type'];
}
