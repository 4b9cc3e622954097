import type { ContainerProps, ResolvedContainer } from './container';
import type { Report } from '../../messages/problem';
import { checkUnique } from '../base/problem';
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
  const names = containers.all.map(({ name }) => name);
  const what = 'containers (init containers and sidecars included)';
  checkUnique(report, { code: 'container-name-duplicate', prop: 'containers', names, what });
  for (const { props, prefix } of containers.init) {
    if (props.restart?.policy === ContainerRestartPolicy.ALWAYS) continue;
    for (const key of ['readiness', 'liveness', 'startup', 'lifecycle'] as const) {
      if (props[key] !== undefined) {
        report({
          code: 'init-container-probe',
          prop: `${prefix}${key}`,
          message: 'must not be given for an init container that ends',
        });
      }
    }
  }
}
