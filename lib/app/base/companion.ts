import type { ApiObjectProps } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { ResolvedApp } from '../resolved-app';

/** An object that an app emits beside its StatefulSet. */
export interface Companion {
  /** Id of its construct below the app. It is no part of the YAML. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly manifest: ApiObjectProps;
  /** The ports of a Service. */
  readonly ports?: readonly k8s.ServicePort[];
  /** The one pod that a Service selects; absent where it selects all. */
  readonly ordinal?: number;
}

type Pairs = { readonly [key: string]: string };

/** The metadata of an object of an app: its namespace, its labels and annotations, and the object's own. */
export function companionMetadata(
  { props }: ResolvedApp,
  name: string,
  own: { labels?: Pairs; annotations?: Pairs } = {},
): k8s.ObjectMeta {
  return {
    name,
    namespace: props.namespace,
    labels: own.labels || props.labels ? { ...props.labels, ...own.labels } : undefined,
    annotations: own.annotations || props.annotations ? { ...props.annotations, ...own.annotations } : undefined,
  };
}
