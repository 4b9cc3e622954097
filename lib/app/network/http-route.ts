import type { ApiObjectProps } from 'cdk8s';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName, checkWholeNumber } from '../base/problem';
import type { App } from '../base/app';
import { HttpRoute, HttpRouteSpecRulesMatchesPathType } from '../../../imports/gateway.networking.k8s.io';
import { dnsLabelFault, dnsSubdomainFault } from '../../kubernetes/names';
import { checkRoute, checkRouteNames, hostFault, routeBackend, routeName, type ServiceChoice } from './route';
import type { RouteTarget } from './route-target';

/** A route of the Gateway API (HTTPRoute, `gateway.networking.k8s.io/v1`) that leads to the app. The cluster must have its CRDs. */
export interface AppHttpRoute extends RouteTarget {
  /** The Gateways that serve it, at least one. */
  readonly gateways: GatewayRef[];

  /** Host names, each perhaps with `*` for its first label. @default - those of the Gateway's listeners */
  readonly hostnames?: string[];

  /** Match the path alone, and not what is below it. @default false */
  readonly exactPath?: boolean;
}

/** A Gateway that serves a route. */
export interface GatewayRef {
  readonly name: string;
  /** Its namespace; it must allow routes from the app's. @default - the app's */
  readonly namespace?: string;
  /** One of its listeners. @default - all that fit */
  readonly sectionName?: string;
}

/** The routes, and the Services that they lead to. */
export interface HttpRouteProps extends ServiceChoice {
  readonly httpRoutes?: readonly AppHttpRoute[];
}

export function checkHttpRoutes(report: Report, props: HttpRouteProps, app: App): void {
  const routes = props.httpRoutes ?? [];
  checkRouteNames(report, app, routes, 'httpRoutes');
  for (const [index, route] of routes.entries()) {
    const prop = `httpRoutes[${route.name ?? index}]`;
    checkRoute(report, route, prop, props, app);
    checkWholeNumber(report, {
      code: 'http-route-gateways',
      prop: `${prop}.gateways`,
      value: route.gateways.length,
      min: 1,
      max: 32,
    });
    for (const [at, { name, namespace, sectionName }] of route.gateways.entries()) {
      const where = `${prop}.gateways[${at}]`;
      const remedy = 'Correct the name';
      checkName(report, {
        code: 'object-name-invalid',
        prop: `${where}.name`,
        value: name,
        fault: dnsSubdomainFault(name),
        remedy,
      });
      if (namespace !== undefined) {
        checkName(report, {
          code: 'namespace-invalid',
          prop: `${where}.namespace`,
          value: namespace,
          fault: dnsLabelFault(namespace),
        });
      }
      if (sectionName !== undefined) {
        const fault = dnsSubdomainFault(sectionName);
        checkName(report, {
          code: 'object-name-invalid',
          prop: `${where}.sectionName`,
          value: sectionName,
          fault,
          remedy,
        });
      }
    }
    for (const [at, host] of (route.hostnames ?? []).entries()) {
      checkName(report, {
        code: 'host-invalid',
        prop: `${prop}.hostnames[${at}]`,
        value: host,
        fault: hostFault(host),
      });
    }
    checkLabels(report, route.labels, `${prop}.labels`);
    checkAnnotations(report, route.annotations, `${prop}.annotations`);
  }
}

export function httpRoutes(props: HttpRouteProps, app: App): Companion[] {
  return (props.httpRoutes ?? []).map((route, index) => {
    const { gateways, hostnames, path = '/', exactPath = false } = route;
    const name = routeName(app, route);
    const { service, port } = routeBackend(route, props, app);
    const type = exactPath ? HttpRouteSpecRulesMatchesPathType.EXACT : HttpRouteSpecRulesMatchesPathType.PATH_PREFIX;
    // Group, kind and weight are what the API server would write into the lists: without them GitOps tools see a difference for ever.
    const manifest = HttpRoute.manifest({
      metadata: companionMetadata(app, name, route),
      spec: {
        parentRefs: gateways.map(({ name, namespace, sectionName }) => ({
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name,
          namespace,
          sectionName,
        })),
        hostnames: hostnames?.length ? hostnames : undefined,
        rules: [
          {
            matches: [{ path: { type, value: path } }],
            backendRefs: [{ group: '', kind: 'Service', name: service, port: port?.port, weight: 1 }],
          },
        ],
      },
    }) as ApiObjectProps;
    return { id: `HttpRoute${index}`, kind: 'HTTPRoute', name, manifest };
  });
}
