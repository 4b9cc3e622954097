import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import type { Report } from '../base/problem';
import type { ResolvedApp } from '../resolved-app';
import { serviceNameFault } from '../../kubernetes/names';
import { resolveOfferedPorts } from './offered-port';
import { checkServiceOptions, renderService, type ServiceOptions } from './service-options';

/**
 * A Service for each pod, with the pod's name: what is outside the cluster, or a client that must meet one certain pod, reaches it by an
 * address of its own. In values of labels and annotations `{ordinal}` stands for the pod's number.
 */
export interface OrdinalServicesProps extends ServiceOptions {
  /** Whether a pod is reached also before it is ready. @default false */
  readonly publishNotReadyAddresses?: boolean;
}

/** The label by which the StatefulSet controller marks each pod with its name. */
const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** The ordinals that may have a pod: where an autoscaler decides how many, up to its maximum. */
export function possibleOrdinals({ props, identity }: ResolvedApp): number[] {
  const max = props.autoscaling?.maxReplicas;
  return max === undefined || !Number.isInteger(max) || max < 1 || max > 100_000
    ? identity.ordinals
    : Array.from({ length: max }, (_, index) => identity.firstOrdinal + index);
}

/** The ordinals that have a Service: all where they are asked for, otherwise those that a route leads to. */
export function serviceOrdinals(app: ResolvedApp): number[] {
  const { ordinalServices, ingresses = [], httpRoutes = [] } = app.props;
  if (ordinalServices !== undefined) return possibleOrdinals(app);
  const routed = new Set([...ingresses, ...httpRoutes].flatMap(({ ordinal }) => ordinal ?? []));
  return routed.size === 0 ? [] : possibleOrdinals(app).filter((ordinal) => routed.has(ordinal));
}

export function checkOrdinalServices(report: Report, app: ResolvedApp): void {
  const ordinals = serviceOrdinals(app);
  if (app.props.ordinalServices === undefined && ordinals.length === 0) {
    return;
  }
  const options = app.props.ordinalServices ?? {};
  const last = Math.max(0, ...ordinals);
  const fault = serviceNameFault(app.identity.podName(last));
  if (fault !== undefined) {
    report({
      code: 'service-name-invalid',
      prop: 'ordinalServices',
      value: app.identity.podName(last),
      message: `must have names that a Service can have: one ${fault}`,
      remedy: 'Give the app another name before its first deployment, or leave ordinalServices out',
    });
  }
  checkLabels(report, forOrdinal(options.labels, last), 'ordinalServices.labels');
  checkServiceOptions(report, options, app, 'ordinalServices');
  for (const [index, { nodePort }] of (options.ports ?? []).entries()) {
    if (nodePort !== undefined && ordinals.length > 1) {
      report({
        code: 'node-port-shared',
        prop: `ordinalServices.ports[${index}].nodePort`,
        value: nodePort,
        message: 'must not be given: each Service needs a node port of its own',
        remedy: 'Leave it out, and Kubernetes chooses them',
      });
    }
  }
}

export function ordinalServices(app: ResolvedApp): Companion[] {
  const ordinals = serviceOrdinals(app);
  if (ordinals.length === 0) return [];
  const options = app.props.ordinalServices ?? {};
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  return ordinals.map((ordinal) => {
    const name = app.identity.podName(ordinal);
    const own = { labels: forOrdinal(options.labels, ordinal), annotations: forOrdinal(options.annotations, ordinal) };
    const manifest = renderService(options, companionMetadata(app, name, own), {
      publishNotReadyAddresses: options.publishNotReadyAddresses,
      ports: [...ports],
      selector: { ...app.selectorLabels, [POD_NAME_LABEL]: name },
    });
    return { id: `OrdinalService${ordinal}`, kind: 'Service', name, manifest, ports, ordinal };
  });
}

function forOrdinal(
  pairs: { readonly [key: string]: string } | undefined,
  ordinal: number,
): { readonly [key: string]: string } | undefined {
  return (
    pairs &&
    Object.fromEntries(
      Object.entries(pairs).map(([key, value]) => [
        key,
        typeof value === 'string' ? value.replaceAll('{ordinal}', String(ordinal)) : value,
      ]),
    )
  );
}
