import type { ContainerProps, ResolvedContainer } from './container';
import { duplicates, type Report } from '../base/problem';
import { ContainerRestartPolicy } from './restart';

/** A container beside the app's own: before it, or at its side. */
export interface AdditionalContainer extends ContainerProps {
  /** Name of the container, one of a kind in the pod. */
  readonly name: string;
}

/** All containers of an app, in the order in which they stand in the manifest. */
export interface PodContainers {
  /** The app's own. */
  readonly main: ResolvedContainer;
  readonly init: readonly ResolvedContainer[];
  readonly beside: readonly ResolvedContainer[];
  /** All three, init containers first. */
  readonly all: readonly ResolvedContainer[];
}

/** What holds between containers, and what an init container cannot have: it ends before probes could ask it. */
export function checkContainers(report: Report, containers: PodContainers): void {
  for (const name of duplicates(containers.all.map((container) => container.name))) {
    report({
      code: 'container-name-duplicate',
      prop: 'containers',
      value: name,
      message: 'must have each name once, init containers and sidecars included',
      remedy: 'Rename one of the containers',
    });
  }
  for (const { props, prefix } of containers.init) {
    if (props.restart?.policy === ContainerRestartPolicy.ALWAYS) continue;
    for (const key of ['readiness', 'liveness', 'startup', 'lifecycle'] as const) {
      if (props[key] !== undefined) {
        report({
          code: 'init-container-probe',
          prop: `${prefix}${key}`,
          message: 'must not be given for an init container that ends',
          remedy: 'Leave it out, or make the container a sidecar',
        });
      }
    }
  }
}
