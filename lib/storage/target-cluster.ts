import type { IConstruct } from 'constructs';
import type { Cluster } from './cluster';

const KEY = 'cdk8s-stateful-web-app:cluster';

/** Lets every construct below this one know the cluster that it is synthesised for. Before it has children. */
export function setTargetCluster(root: IConstruct, cluster: Cluster): void {
  root.node.setContext(KEY, cluster);
}

/** The cluster that a construct is synthesised for, where somebody said so. */
export function targetCluster(construct: IConstruct): Cluster | undefined {
  return construct.node.tryGetContext(KEY) as Cluster | undefined;
}
