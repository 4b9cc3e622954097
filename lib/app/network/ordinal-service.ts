import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import type { App } from '../base/app';
import { serviceNameFault } from '../../kubernetes/names';
import { type RouteProps, routesOf } from './route-target';
import { resolveOfferedPorts } from './offered-port';
import { checkServiceOptions, renderService, type ServiceOptions } from './service-options';

/**
 * A Service for each pod, with the pod's name: what is outside the cluster, or a client that must meet one certain pod, reaches it by an
 * address of its own. In values of labels and annotations `{ordinal}` stands for the pod's number.
 */
// A type of its own, so that what only these Services have can be added to it.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface OrdinalServicesProps extends ServiceOptions {}

/** The label by which the StatefulSet controller marks each pod with its name. */
const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/** The props that decide which pods have one. */
export interface OrdinalServiceChoice extends RouteProps {
  readonly ordinalServices?: OrdinalServicesProps;
}

/** The ordinals that may have a pod: where an autoscaler decides how many, up to its maximum. */
export function possibleOrdinals({ mostReplicas, identity }: App): number[] {
  return identity._ordinalsOf(mostReplicas);
}

/** The ordinals that have a Service: all where they are asked for, otherwise those that a route leads to. */
function serviceOrdinals(props: OrdinalServiceChoice, app: App): number[] {
  if (props.ordinalServices !== undefined) return possibleOrdinals(app);
  const routed = new Set(routesOf(props).flatMap(({ ordinal }) => ordinal ?? []));
  return routed.size === 0 ? [] : possibleOrdinals(app).filter((ordinal) => routed.has(ordinal));
}

export function checkOrdinalServices(report: Report, props: OrdinalServiceChoice, app: App): void {
  const ordinals = serviceOrdinals(props, app);
  if (props.ordinalServices === undefined && ordinals.length === 0) {
    return;
  }
  const options = props.ordinalServices ?? {};
  const last = Math.max(0, ...ordinals);
  const fault = serviceNameFault(app.identity.podName(last));
  if (fault !== undefined) {
    report({
      code: 'service-name-invalid',
      prop: 'ordinalServices',
      message: `a Service cannot be called '${app.identity.podName(last)}': its name ${fault}`,
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
      });
    }
  }
}

export function ordinalServices(props: OrdinalServiceChoice, app: App): Companion[] {
  const ordinals = serviceOrdinals(props, app);
  if (ordinals.length === 0) return [];
  const options = props.ordinalServices ?? {};
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  return ordinals.map((ordinal) => {
    const name = app.identity.podName(ordinal);
    const own = { labels: forOrdinal(options.labels, ordinal), annotations: forOrdinal(options.annotations, ordinal) };
    const manifest = renderService(options, companionMetadata(app, name, own), {
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
