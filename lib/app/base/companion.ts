import type { ApiObjectProps } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { App } from './app';

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
  app: App,
  name: string,
  own: { labels?: Pairs; annotations?: Pairs } = {},
): k8s.ObjectMeta {
  return {
    name,
    namespace: app.namespace,
    labels: own.labels || app.labels ? { ...app.labels, ...own.labels } : undefined,
    annotations: own.annotations || app.annotations ? { ...app.annotations, ...own.annotations } : undefined,
  };
}
