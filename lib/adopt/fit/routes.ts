import type { Manifest } from '../../kubernetes/manifest';
import { asObject, asObjects, at, type PlainObject } from '../../kubernetes/plain';
import { MapCode, mapOf } from '../code/code';
import { evaluate } from '../code/evaluate';
import { anyOf } from '../props/fields';
import { ownMetadata, withOneMore } from './candidate';

/** An Ingress with one host and one path. */
export function withIngress(props: MapCode, ingress: Manifest & PlainObject): MapCode | undefined {
  const spec = asObject(ingress['spec']);
  const rules = asObjects(spec['rules']);
  const paths = asObjects(at(rules[0], 'http', 'paths'));
  if (rules.length !== 1 || paths.length !== 1) return undefined;
  const service = at(paths[0], 'backend', 'service');
  const route = mapOf({
    name: ingress.metadata.name,
    host: rules[0]?.['host'],
    path: paths[0]?.['path'],
    pathType: paths[0]?.['pathType'],
    ingressClassName: spec['ingressClassName'],
    tlsSecretName: at(asObjects(spec['tls'])[0], 'secretName'),
    ...targetOf(props, at(service, 'name')),
    portName: at(service, 'port', 'name') ?? portNameOf(props, at(service, 'name'), at(service, 'port', 'number')),
    ...anyOf(ownMetadata(props, ingress)),
  });
  return withOneMore(props, 'ingresses', route);
}

/** An HTTPRoute with one rule, one path and one backend. */
export function withHttpRoute(props: MapCode, object: Manifest & PlainObject): MapCode | undefined {
  const spec = asObject(object['spec']);
  const [rule, ...rules] = asObjects(spec['rules']);
  const [backend, ...backends] = asObjects(rule?.['backendRefs']);
  const matches = asObjects(rule?.['matches']);
  if (rule === undefined || rules.length + backends.length > 0 || matches.length > 1) return undefined;
  const route = mapOf({
    name: object.metadata.name,
    gateways: asObjects(spec['parentRefs']).map(({ name, namespace, sectionName }) => ({
      name,
      namespace,
      sectionName,
    })),
    hostnames: spec['hostnames'],
    path: at(matches[0], 'path', 'value'),
    exactPath: at(matches[0], 'path', 'type') === 'Exact' ? true : undefined,
    ...targetOf(props, backend?.['name']),
    portName: portNameOf(props, backend?.['name'], backend?.['port']),
    ...anyOf(ownMetadata(props, object)),
  });
  return withOneMore(props, 'httpRoutes', route);
}

/** The Service of a pod, one of several Services for clients, or the one that routes lead to by themselves. */
function targetOf(props: MapCode, service: unknown): { readonly serviceName?: unknown; readonly ordinal?: number } {
  const client = props.get('clientService');
  if (client instanceof MapCode && at(evaluate(client), 'name') === service) return {};
  const pod = evaluate(props.get('name') ?? mapOf({}));
  const ordinal = typeof service === 'string' && /-(\d+)$/.exec(service)?.[1];
  if (ordinal && service === `${String(pod)}-${ordinal}` && props.get('ordinalServices') !== undefined)
    return { ordinal: Number(ordinal) };
  return { serviceName: service };
}

/** The name of the Service's port with a number. */
function portNameOf(props: MapCode, service: unknown, number: unknown): unknown {
  const services = ['clientService', 'clientServices'].flatMap((key) => {
    const code = props.get(key);
    const value: unknown = code && evaluate(code);
    return Array.isArray(value) ? asObjects(value) : [asObject(value)];
  });
  const ports = asObjects(
    at(
      services.find((each) => each['name'] === service),
      'ports',
    ),
  );
  return ports.length < 2 ? undefined : ports.find(({ port }) => port === number)?.['name'];
}
