import type { AppIdentity } from '../app-identity';
import type { PodContainers } from '../container/additional-container';
import type { ContainerPort } from '../container/port';

type Pairs = { readonly [key: string]: string };

/** What one part of an app (a Service, a budget, a policy) may know of the whole. Every default is decided. */
export interface App {
  readonly identity: AppIdentity;
  /** As the props name it; cdk8s writes that of the chart itself. */
  readonly namespace?: string;
  /** Where the objects go; undefined where whoever applies them decides. */
  readonly targetNamespace?: string;
  /** Labels of every object around the StatefulSet. */
  readonly labels?: Pairs;
  /** Annotations of every object around the StatefulSet. */
  readonly annotations?: Pairs;
  /** The minor version of Kubernetes 1 that the manifests are made for. */
  readonly minor: number;
  readonly selectorLabels: Pairs;
  /** Whether the app gets what a plain manifest would not have: a spread over nodes, a disruption budget. */
  readonly addsDefaults: boolean;
  readonly containers: PodContainers;
  /** The ports that the app's Services offer. */
  readonly exposedPorts: readonly ContainerPort[];
  /** Whether Services may lead to ports that no container declares. */
  readonly hasUndeclaredPorts: boolean;
  /** How many pods there can be at most: under an autoscaler, its maximum. */
  readonly mostReplicas: number;
}
