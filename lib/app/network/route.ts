import type { k8s } from 'cdk8s-plus-27';
import type { Report } from '../../messages/problem';
import { checkName, checkUnique } from '../base/problem';
import { isOrdinal } from '../app-identity';
import type { App } from '../base/app';
import { dnsSubdomainFault } from '../../kubernetes/names';
import { type ClientServiceChoice, chosenServices, routedService } from './client-service';
import { resolveOfferedPorts, unknownPort } from './offered-port';
import { type OrdinalServiceChoice, possibleOrdinals } from './ordinal-service';
import type { RouteTarget } from './route-target';

/** The props that decide which Services a route can lead to. */
export interface ServiceChoice extends ClientServiceChoice, OrdinalServiceChoice {}

/** A host name, perhaps with `*` for its first label. */
export function hostFault(host: string): string | undefined {
  return dnsSubdomainFault(host.startsWith('*.') ? host.slice(2) : host);
}

export function routeName({ identity }: App, { name, ordinal }: RouteTarget): string {
  return name ?? (ordinal === undefined || !isOrdinal(ordinal) ? identity.name : identity.podName(ordinal));
}

/** The Service that a route leads to, and its port; neither where it is a mistake, which is reported. */
export function routeBackend(
  route: RouteTarget,
  props: ServiceChoice,
  app: App,
): { service: string; port?: k8s.ServicePort } {
  const { ordinal, serviceName, portName } = route;
  const { name, options } =
    ordinal === undefined || !isOrdinal(ordinal)
      ? (routedService(props, app, serviceName) ?? { name: serviceName ?? '', options: {} })
      : { name: app.identity.podName(ordinal), options: props.ordinalServices ?? {} };
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  return { service: name, port: portName === undefined ? ports[0] : ports.find((port) => port.name === portName) };
}

export function checkRoute(report: Report, route: RouteTarget, prop: string, props: ServiceChoice, app: App): void {
  const name = routeName(app, route);
  checkName(report, { code: 'object-name-invalid', prop: `${prop}.name`, value: name, fault: dnsSubdomainFault(name) });
  const ordinals = possibleOrdinals(app);
  if (route.ordinal !== undefined && !ordinals.includes(route.ordinal)) {
    report({
      code: 'ordinal-unknown',
      prop: `${prop}.ordinal`,
      value: route.ordinal,
      message: `the app has no pod with this ordinal (${ordinals.length === 0 ? 'it has no pods' : `it has ${ordinals[0]} to ${ordinals.at(-1)}`})`,
    });
  } else {
    checkRouteService(report, route, prop, props, app);
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

function checkRouteService(report: Report, route: RouteTarget, prop: string, props: ServiceChoice, app: App): void {
  const { ordinal, serviceName, portName } = route;
  const known = chosenServices(props, app).map(({ name }) => name);
  if (serviceName !== undefined && (ordinal !== undefined || !known.includes(serviceName))) {
    report({
      code: 'route-service-unknown',
      prop: `${prop}.serviceName`,
      value: serviceName,
      message:
        ordinal === undefined
          ? `the app has no Service of this name for clients (it has ${known.join(', ') || 'none'})`
          : 'must not be given beside ordinal: the Service of that pod has the name of the pod',
      remedy: ordinal === undefined ? 'Correct the name, or add it to clientServices' : 'Keep one of the two',
    });
    return;
  }
  const options =
    (ordinal === undefined ? routedService(props, app, serviceName)?.options : props.ordinalServices) ?? {};
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  if (portName === undefined && ports.length > 1) {
    report({
      code: 'route-port-ambiguous',
      prop: `${prop}.portName`,
      message: `is missing: the Service has several ports (${ports.map(({ name, port }) => name ?? port).join(', ')}), and the route needs one of them`,
    });
  } else if (portName !== undefined && !ports.some(({ name }) => name === portName)) {
    report(unknownPort(`${prop}.portName`, portName, ports));
  }
}

/** Routes of one kind need names of their own. */
export function checkRouteNames(report: Report, app: App, routes: readonly RouteTarget[], prop: string): void {
  const names = routes.map((route) => routeName(app, route));
  const remedy = 'Give all but one of them a name';
  checkUnique(report, { code: 'object-name-duplicate', prop, names, what: prop, remedy });
}
