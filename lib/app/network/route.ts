import type { k8s } from 'cdk8s-plus-27';
import { duplicates, nameProblem, type Report } from '../base/problem';
import type { ResolvedApp } from '../resolved-app';
import { dnsSubdomainFault } from '../../kubernetes/names';
import { clientServiceName } from './client-service';
import { resolveOfferedPorts, unknownPort } from './offered-port';
import { possibleOrdinals } from './ordinal-service';

/** Where a route from outside leads. The Service that it needs comes with it. */
export interface RouteTarget {
  /** Name of the object. @default - the app's name, or the pod's where it leads to one pod */
  readonly name?: string;

  /**
   * Lead to the pod with this ordinal alone, through its own Service.
   *
   * @default - to all pods that are ready, through the client Service
   */
  readonly ordinal?: number;

  /** Name of the Service's port. @default - its first port */
  readonly portName?: string;

  /** Path, absolute. @default '/' */
  readonly path?: string;

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations beside those of the app. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** A host name, perhaps with `*` for its first label. */
export function hostFault(host: string): string | undefined {
  return dnsSubdomainFault(host.startsWith('*.') ? host.slice(2) : host);
}

export function routeName({ identity }: ResolvedApp, { name, ordinal }: RouteTarget): string {
  return name ?? (ordinal === undefined || !isOrdinal(ordinal) ? identity.name : identity.podName(ordinal));
}

/** The Service that a route leads to, and its port. */
export function routeBackend(app: ResolvedApp, route: RouteTarget): { service: string; port?: k8s.ServicePort } {
  const { ordinal, portName } = route;
  const ports = resolveOfferedPorts(
    (ordinal === undefined ? app.props.clientService : app.props.ordinalServices) ?? {},
    app.exposedPorts,
  );
  return {
    service: ordinal === undefined || !isOrdinal(ordinal) ? clientServiceName(app) : app.identity.podName(ordinal),
    port: portName === undefined ? ports[0] : ports.find(({ name }) => name === portName),
  };
}

export function checkRoute(report: Report, app: ResolvedApp, route: RouteTarget, prop: string): void {
  const name = routeName(app, route);
  nameProblem(report, 'object-name-invalid', `${prop}.name`, name, dnsSubdomainFault(name), 'Choose a simpler name');
  const ordinals = possibleOrdinals(app);
  if (route.ordinal !== undefined && !ordinals.includes(route.ordinal)) {
    report({
      code: 'ordinal-unknown',
      prop: `${prop}.ordinal`,
      value: route.ordinal,
      message: `must be the ordinal of a pod (${ordinals.length === 0 ? 'there is none' : `${ordinals[0]} to ${ordinals.at(-1)}`})`,
      remedy: 'Correct the number or add replicas',
    });
  } else if (route.portName !== undefined && routeBackend(app, route).port === undefined) {
    report(unknownPort(`${prop}.portName`, route.portName, app.exposedPorts));
  }
  if (route.path !== undefined && !route.path.startsWith('/')) {
    report({
      code: 'path-relative',
      prop: `${prop}.path`,
      value: route.path,
      message: 'must be absolute',
      remedy: `Write '/${route.path}'`,
    });
  }
}

/** Routes of one kind need names of their own. */
export function checkRouteNames(report: Report, app: ResolvedApp, routes: readonly RouteTarget[], prop: string): void {
  for (const name of duplicates(routes.map((route) => routeName(app, route)))) {
    report({
      code: 'object-name-duplicate',
      prop,
      value: name,
      message: 'must have each name once',
      remedy: 'Give all but one of them a name',
    });
  }
}

function isOrdinal(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
