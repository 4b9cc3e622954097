import { knowValues } from '../../shape/known-names';
import type { Wire } from '../base/wire';

/** Whether a container that ended is started again. */
export enum ContainerRestartPolicy {
  ALWAYS = 'Always',
  ON_FAILURE = 'OnFailure',
  NEVER = 'Never',
}

knowValues('ContainerRestartPolicy', ContainerRestartPolicy);

/** Exit codes after which a container is started again. */
export interface ContainerRestartRule {
  /** The codes, 0 to 255. */
  readonly exitCodes: number[];
  /** Every code but those. @default false */
  readonly except?: boolean;
  /** `Restart`, or from 1.36 on `RestartAllContainers`. @default 'Restart' */
  readonly action?: string;
}

/** What restarts a container. */
export interface ContainerRestart {
  /**
   * For an init container, `ALWAYS` makes it a sidecar (Kubernetes 1.29); other policies, and any of another container, 1.35 and
   * later.
   *
   * @default - an init container is tried until it succeeds, another is always started again
   */
  readonly policy?: ContainerRestartPolicy;
  /** Exit codes that go before the policy. Kubernetes 1.35 and later. @default - none */
  readonly rules?: ContainerRestartRule[];
  /** Whether a change of a resource in place restarts the container, by resource: `{ memory: true }`. Kubernetes 1.33 and later. @default - no */
  readonly onResize?: { readonly [resource: string]: boolean };
}

export function renderRestart(restart: ContainerRestart = {}): Wire {
  const { policy, rules, onResize } = restart;
  return {
    restartPolicy: policy,
    restartPolicyRules: rules?.map(({ exitCodes, except, action }) => ({
      action: action ?? 'Restart',
      exitCodes: { operator: except ? 'NotIn' : 'In', values: exitCodes },
    })),
    resizePolicy:
      onResize &&
      Object.entries(onResize).map(([resourceName, restarts]) => ({
        resourceName,
        restartPolicy: restarts ? 'RestartContainer' : 'NotRequired',
      })),
  };
}
