import { has } from '../gates';
import { asObjects, isPlainObject, type PlainObject } from '../plain';

/** A pod template as the levels read it. */
export interface Pod {
  readonly spec: Readonly<PlainObject>;
  readonly annotations: Readonly<PlainObject>;
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
  readonly value: Readonly<PlainObject>;
  readonly context: Readonly<PlainObject>;
}

/** Takes a fault: where it is, its value, and the end of a sentence that begins with "must". */
export type Tell = (path: string, value: unknown, message: string) => void;

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

const NOTHING: Readonly<PlainObject> = Object.freeze({});

/** A part that is a map, or an empty one. */
export function part(value: Readonly<PlainObject>, key: string): Readonly<PlainObject> {
  const found = value[key];
  return isPlainObject(found) ? found : NOTHING;
}

export function readPod(template: PlainObject, minor: number): Pod {
  const spec = part(template, 'spec');
  const containers: Placed[] = [];
  for (const list of CONTAINER_LISTS) {
    for (const value of asObjects(spec[list]))
      containers.push({ list, value, context: part(value, 'securityContext') });
  }
  return {
    spec,
    containers,
    contexts: [{ value: spec, context: part(spec, 'securityContext') }, ...containers],
    annotations: part(part(template, 'metadata'), 'annotations'),
    ownUsers: spec['hostUsers'] === false && has('OwnUsersNotJudged', minor),
    minor,
  };
}

/** `spec.containers[web].securityContext.privileged` */
export function pathOf({ list, value }: Placed, below: string): string {
  return list === undefined ? `spec.${below}` : `spec.${list}[${String(value['name'])}].${below}`;
}
