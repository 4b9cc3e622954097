import { has } from '../gates';
import { isExternallyAccessible } from '../defaults/service';
import { asList, asObject, at, type PlainObject } from '../plain';
import { validateCidr } from './addresses';
import type { FieldErrors } from './field-error';
import { qualifiedName } from './names';

export function needsHealthCheck(spec: PlainObject): boolean {
  return spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local';
}

const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";

export function validateExternalTraffic(spec: PlainObject, errors: FieldErrors): void {
  const { type } = spec;
  const loadBalancerClass = spec['loadBalancerClass'];
  if (type !== 'LoadBalancer') {
    if (spec['allocateLoadBalancerNodePorts'] !== undefined) {
      errors.forbidden('spec.allocateLoadBalancerNodePorts', ONLY_LOAD_BALANCER);
    }
    if (loadBalancerClass !== undefined) errors.forbidden('spec.loadBalancerClass', ONLY_LOAD_BALANCER);
  } else if (typeof loadBalancerClass === 'string') {
    errors.messages('spec.loadBalancerClass', loadBalancerClass, qualifiedName(loadBalancerClass));
  }
  if (!isExternallyAccessible(spec)) {
    const policy = spec['externalTrafficPolicy'];
    if (policy !== undefined) {
      errors.invalid('spec.externalTrafficPolicy', policy, 'may only be set for externally-accessible services');
    }
  } else errors.oneOf('spec.externalTrafficPolicy', spec['externalTrafficPolicy'], ['Cluster', 'Local']);
  if (!needsHealthCheck(spec) && spec['healthCheckNodePort'] !== undefined) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.invalid('spec.healthCheckNodePort', spec['healthCheckNodePort'], detail);
  }
  errors.oneOf('spec.internalTrafficPolicy', spec['internalTrafficPolicy'], ['Cluster', 'Local'], false);
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Who may ask the load balancer: from the field, and where it is empty from its older annotation. */
export function validateSourceRanges(service: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const [spec, oldSpec] = [asObject(service['spec']), asObject(old['spec'])];
  const ranges = asList(spec['loadBalancerSourceRanges']);
  const annotation = at(service, 'metadata', 'annotations', SOURCE_RANGES);
  const isOurs = spec['type'] === 'LoadBalancer';
  if (ranges.length > 0) {
    if (!isOurs) errors.forbidden('spec.LoadBalancerSourceRanges', ONLY_LOAD_BALANCER);
    ranges.forEach((range, index) => {
      const field = `spec.LoadBalancerSourceRanges[${index}]`;
      validateCidr(trimmed(range), field, minor, asList(oldSpec['loadBalancerSourceRanges']), errors);
    });
  } else if (typeof annotation === 'string') {
    const field = `metadata.annotations[${SOURCE_RANGES}]`;
    if (!isOurs) errors.forbidden(field, ONLY_LOAD_BALANCER);
    const known = has('KnownAddressesKept', minor) && at(old, 'metadata', 'annotations', SOURCE_RANGES) === annotation;
    if (known || annotation.trim() === '') return;
    for (const range of annotation.split(',')) validateCidr(range.trim(), field, minor, [], errors);
  }
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';

/** The older annotation and the newer one say the same. */
export function validateTopology(service: PlainObject, errors: FieldErrors): void {
  const mode = at(service, 'metadata', 'annotations', TOPOLOGY_MODE);
  const hints = at(service, 'metadata', 'annotations', TOPOLOGY_HINTS);
  if (mode !== undefined && hints !== undefined && mode !== hints) {
    const detail = `must match annotations[${TOPOLOGY_HINTS}] when both are specified`;
    errors.invalid(`metadata.annotations[${TOPOLOGY_MODE}]`, mode, detail);
  }
}
