import { k8s } from 'cdk8s-plus-27';
import { labelKeyFault } from '../kubernetes/names';
import { parseQuantity } from '../kubernetes/quantity';
import { nameProblem, type Problem } from './problem';

/**
 * What a container is given and held to: quantities by resource (`cpu`, `memory`, `ephemeral-storage`, or an extended one such as
 * `nvidia.com/gpu`), written as in Kubernetes: `500m`, `1Gi`.
 */
export interface ContainerResources {
  /** What the scheduler sets aside. @default - the limits */
  readonly requests?: { readonly [resource: string]: string };
  /** What the container cannot exceed. @default - no limit */
  readonly limits?: { readonly [resource: string]: string };
}

export function* checkResources(resources: ContainerResources | undefined, prop: string): Iterable<Problem> {
  for (const kind of ['requests', 'limits'] as const) {
    for (const [name, value] of Object.entries(resources?.[kind] ?? {})) {
      yield* nameProblem(
        'resource-name-invalid',
        `${prop}.${kind}`,
        name,
        labelKeyFault(name),
        'Name a resource, such as cpu or memory',
      );
      const quantity = parseQuantity(value);
      if (quantity === undefined || quantity.isNegative) {
        yield {
          code: 'quantity-invalid',
          prop: `${prop}.${kind}.${name}`,
          value,
          message: 'must be a quantity of 0 or more',
          remedy: "Write it as Kubernetes does, such as '500m' or '1Gi'",
        };
      }
    }
  }
  for (const [name, request] of Object.entries(resources?.requests ?? {})) {
    const wanted = parseQuantity(request);
    const limit = parseQuantity(resources?.limits?.[name] ?? '');
    if (wanted !== undefined && limit !== undefined && wanted.compare(limit) > 0) {
      yield {
        code: 'request-above-limit',
        prop: `${prop}.requests.${name}`,
        value: request,
        message: `must be at most the limit of ${resources?.limits?.[name]}`,
        remedy: 'Raise the limit or lower the request',
      };
    }
  }
}

export function renderResources(resources: ContainerResources | undefined): k8s.ResourceRequirements | undefined {
  return resources && { requests: quantities(resources.requests), limits: quantities(resources.limits) };
}

function quantities(
  values: { readonly [resource: string]: string } | undefined,
): Record<string, k8s.Quantity> | undefined {
  return (
    values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, k8s.Quantity.fromString(value)]))
  );
}
