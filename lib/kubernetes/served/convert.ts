import type { Manifest } from '../manifest';
import { asObject, at, isPlainObject, type PlainObject } from '../plain';

/**
 * An object as the API server serves it in another version of its API. Kinds whose fields were arranged anew and are not known here
 * come back with the version alone changed.
 */
export function convertTo(object: Manifest, apiVersion: string): Manifest {
  if (object.apiVersion === apiVersion) return object;
  const spec = asObject(object['spec']);
  const from = object.apiVersion;
  const renamed: Manifest = { ...object, apiVersion };
  if (object.kind === 'Ingress' && from.endsWith('/v1beta1')) return { ...renamed, spec: ingressSpec(spec) };
  if (object.kind === 'HorizontalPodAutoscaler' && from === 'autoscaling/v1') {
    return { ...renamed, spec: autoscalerSpec(spec) };
  }
  return WORKLOADS.has(object.kind) && /^(apps|extensions)\/v1beta/.test(from)
    ? { ...renamed, spec: selected(spec) }
    : renamed;
}

const WORKLOADS: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

/** The beta versions took the labels of the template for the selector if there was none. */
function selected(spec: PlainObject): PlainObject {
  const labels = at(spec, 'template', 'metadata', 'labels');
  return spec['selector'] === undefined && isPlainObject(labels)
    ? { ...spec, selector: { matchLabels: labels } }
    : spec;
}

function ingressSpec(spec: PlainObject): PlainObject {
  const { backend, rules, ...rest } = spec;
  return {
    ...rest,
    ...(isPlainObject(backend) ? { defaultBackend: ingressBackend(backend) } : {}),
    ...(Array.isArray(rules) ? { rules: rules.map(ingressRule) } : {}),
  };
}

function ingressRule(rule: unknown): unknown {
  const paths = at(rule, 'http', 'paths');
  if (!isPlainObject(rule) || !Array.isArray(paths)) return rule;
  const converted = paths.map((path: unknown) => {
    const { backend, ...rest } = asObject(path);
    return { pathType: 'ImplementationSpecific', ...rest, backend: ingressBackend(asObject(backend)) };
  });
  return { ...rule, http: { ...asObject(rule['http']), paths: converted } };
}

function ingressBackend({ serviceName, servicePort, ...rest }: PlainObject): PlainObject {
  if (serviceName === undefined) return rest;
  const port = typeof servicePort === 'string' ? { name: servicePort } : { number: servicePort };
  return { ...rest, service: { name: serviceName, port } };
}

function autoscalerSpec({ targetCPUUtilizationPercentage: target, ...rest }: PlainObject): PlainObject {
  if (target === undefined) return rest;
  const metric = { name: 'cpu', target: { type: 'Utilization', averageUtilization: target } };
  return { ...rest, metrics: [{ type: 'Resource', resource: metric }] };
}
