import { once } from '../../kubernetes/once';
import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf, groupOf } from '../../kubernetes/object-kind';
import { asObject, asObjects, asText, at } from '../../kubernetes/plain';
import type { Context, Side } from './context';
import { groupKindOfKey, keyOf, namespaceOf } from './identity';
import { type Changes, isRefused } from './changes';

/** One way of a route to a Service. */
export interface Backend {
  /** Where it stands in the route. */
  readonly path: string;
  /** Key and name of the Service. */
  readonly key: string;
  readonly service: string;
  /** Number or name of the port. */
  readonly port: unknown;
}

/** A backend of an Ingress or a route of the Gateway API, before and after. */
export interface RouteBackend {
  readonly route: Manifest;
  readonly backend: Backend;
  /** The same Service and port were a backend of this route before. */
  readonly had: boolean;
  /** Whether the route is new. */
  readonly created: boolean;
  readonly before: Manifest | undefined;
  readonly after: Manifest | undefined;
}

const ROUTES: ReadonlySet<string> = new Set(['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute']);

function backendsOf(route: Manifest): readonly Backend[] {
  if (groupKindOf(route) === 'networking.k8s.io/Ingress') return ingressBackends(route);
  return groupOf(route) === 'gateway.networking.k8s.io' && ROUTES.has(route.kind) ? gatewayBackends(route) : [];
}

function ingressBackends(ingress: Manifest): readonly Backend[] {
  const backend = (value: unknown, path: string): readonly Backend[] => {
    const service = asText(at(value, 'service', 'name'));
    if (service === undefined) return [];
    const port = at(value, 'service', 'port', 'name') ?? at(value, 'service', 'port', 'number');
    return [{ path: `${path}.service`, key: serviceKey(namespaceOf(ingress), service), service, port }];
  };
  return [
    ...backend(at(ingress, 'spec', 'defaultBackend'), 'spec.defaultBackend'),
    ...asObjects(at(ingress, 'spec', 'rules')).flatMap((rule) =>
      asObjects(at(rule, 'http', 'paths')).flatMap((each) =>
        backend(
          each['backend'],
          `spec.rules[${asText(rule['host']) ?? '*'}].http.paths[${asText(each['path']) ?? '/'}].backend`,
        ),
      ),
    ),
  ];
}

function gatewayBackends(route: Manifest): readonly Backend[] {
  return asObjects(at(route, 'spec', 'rules')).flatMap((rule, index) =>
    asObjects(rule['backendRefs']).flatMap((each) => {
      const service = asText(each['name']);
      if (service === undefined || (each['kind'] ?? 'Service') !== 'Service' || (each['group'] ?? '') !== '') return [];
      const namespace = asText(each['namespace']) ?? namespaceOf(route);
      const path = `spec.rules[${index}].backendRefs[${service}]`;
      return [{ path, key: serviceKey(namespace, service), service, port: each['port'] }];
    }),
  );
}

function serviceKey(namespace: string, service: string): string {
  return keyOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: service, namespace } });
}

/** Whether a Service offers the port that a backend names. */
export function offers(service: Manifest, { port }: Backend): boolean {
  if (port === undefined) return true;
  return asObjects(asObject(service['spec'])['ports']).some((each) => each['port'] === port || each['name'] === port);
}

/** Backends of the new side whose route or Service changes. */
export function* routeBackends(context: Context, changes: Changes): Iterable<RouteBackend> {
  const services = new Set([...changes.keys()].filter((key) => groupKindOfKey(key) === '/Service'));
  for (const [key, object] of routesOf(context.after)) {
    const before = context.before.get(key);
    const route = before !== undefined && isRefused(changes.get(key)) ? before : object;
    const had = before === undefined ? [] : backendsOf(before);
    for (const backend of backendsOf(route)) {
      if (!changes.has(key) && !services.has(backend.key)) continue;
      const old = context.before.get(backend.key);
      const now = context.after.get(backend.key);
      yield {
        route,
        backend,
        had: had.some((each) => each.key === backend.key && each.port === backend.port),
        created: before === undefined,
        before: old,
        after: old !== undefined && now !== undefined && isRefused(changes.get(backend.key)) ? old : now,
      };
    }
  }
}

const routesOf = once((side: Side): readonly (readonly [string, Manifest])[] =>
  [...side].filter(([, object]) => backendsOf(object).length > 0),
);
