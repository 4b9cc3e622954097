import { labelKeyFault } from '../../kubernetes/names';
import { parseQuantity } from '../../kubernetes/quantity';
import type { Report } from '../../messages/problem';
import { checkKey } from '../base/problem';
import { adviseBytes, adviseCores } from './likely-quantity';
import { omitIfNone, type Wire } from '../base/wire';

/**
 * What a container is given and held to: quantities by resource (`cpu`, `memory`, `ephemeral-storage`, or an extended one such as
 * `nvidia.com/gpu`), written as in Kubernetes: `500m`, `1Gi`.
 */
export interface ContainerResources {
  /** What the scheduler sets aside. @default - the limits */
  readonly requests?: { readonly [resource: string]: string };
  /** What the container cannot exceed. @default - no limit */
  readonly limits?: { readonly [resource: string]: string };
  /** Resource claims of the pod that the container uses. Kubernetes 1.34 and later. @default - none */
  readonly claims?: ResourceClaimUse[];
}

/** Requests and limits, whoever has them. */
type Quantities = Pick<ContainerResources, 'requests' | 'limits'>;

/** A device that a resource claim of the pod holds. */
export interface ResourceClaimUse {
  /** Name of one of the pod's `resourceClaims`. */
  readonly name: string;
  /** One request of the claim. @default - all of them */
  readonly request?: string;
}

export function checkResources(report: Report, resources: ContainerResources | undefined, prop: string): void {
  for (const kind of ['requests', 'limits'] as const) {
    for (const [name, value] of Object.entries(resources?.[kind] ?? {})) {
      checkKey(report, {
        code: 'resource-name-invalid',
        prop: `${prop}.${kind}`,
        key: name,
        fault: labelKeyFault(name),
      });
      const quantity = parseQuantity(value);
      if (quantity === undefined || quantity.isNegative) {
        report({
          code: 'quantity-invalid',
          prop: `${prop}.${kind}.${name}`,
          value,
          message: 'must be a quantity of 0 or more',
        });
      }
    }
  }
  for (const [name, request] of Object.entries(resources?.requests ?? {})) {
    const wanted = parseQuantity(request);
    const limit = parseQuantity(resources?.limits?.[name] ?? '');
    if (wanted !== undefined && limit !== undefined && wanted.compare(limit) > 0) {
      report({
        code: 'request-above-limit',
        prop: `${prop}.requests.${name}`,
        value: request,
        message: `must be at most the limit of ${resources?.limits?.[name]}`,
      });
    }
  }
}

/** What is legal and yet surely not meant. */
export function adviseResources(report: Report, resources: Quantities | undefined, prop: string): void {
  for (const kind of ['requests', 'limits'] as const) {
    for (const [name, value] of Object.entries(resources?.[kind] ?? {})) {
      const given = { prop: `${prop}.${kind}.${name}`, value };
      if (name === 'cpu') adviseCores(report, given);
      else if (BYTES.has(name)) adviseBytes(report, given);
    }
  }
}

const BYTES: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage']);

export function renderResources(resources: ContainerResources | undefined): Wire | undefined {
  return (
    resources && {
      requests: resources.requests,
      limits: resources.limits,
      claims: omitIfNone(resources.claims ?? []),
    }
  );
}
