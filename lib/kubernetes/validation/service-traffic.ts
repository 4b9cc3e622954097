import { isExternallyAccessible } from '../defaults-service';
import { asList, type PlainObject } from '../plain';
import { validateCidr } from './addresses';
import type { FieldErrors } from './field-error';

export function needsHealthCheck(spec: PlainObject): boolean {
  return spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local';
}

export function validateExternalTraffic(spec: PlainObject, old: PlainObject, minor: number, errors: FieldErrors): void {
  const { type } = spec;
  const onlyLoadBalancer = "may only be used when `type` is 'LoadBalancer'";
  if (type !== 'LoadBalancer') {
    if (spec['allocateLoadBalancerNodePorts'] !== undefined) {
      errors.forbidden('spec.allocateLoadBalancerNodePorts', onlyLoadBalancer);
    }
    if (spec['loadBalancerClass'] !== undefined) errors.forbidden('spec.loadBalancerClass', onlyLoadBalancer);
    if (spec['loadBalancerSourceRanges'] !== undefined) {
      errors.forbidden('spec.LoadBalancerSourceRanges', onlyLoadBalancer);
    }
  }
  asList(spec['loadBalancerSourceRanges']).forEach((range, index) => {
    const text = typeof range === 'string' ? range.trim() : range;
    validateCidr(
      text,
      `spec.LoadBalancerSourceRanges[${index}]`,
      minor,
      asList(old['loadBalancerSourceRanges']),
      errors,
    );
  });
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
