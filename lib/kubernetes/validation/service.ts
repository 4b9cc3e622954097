import { has } from '../gates';
import { isSpecialIp } from '../addresses';
import { asList, asObject, asObjects, at, type PlainObject } from '../plain';
import { validateIp } from './addresses';
import { FieldErrors } from './field-error';
import { validateLabels, validateMetadata, validateMetadataUpdate } from './metadata';
import { dns1035Label, dns1123Label } from './names';
import {
  compareLists,
  isHeadless,
  NO_CLUSTER_IP,
  validateAddresses,
  validateExternalName,
  validateRelease,
  validateStack,
} from './service-addresses';
import { validatePorts } from './service-ports';
import { needsHealthCheck, validateExternalTraffic, validateSourceRanges, validateTopology } from './service-traffic';

/** A Service about to be created. It is decoded and prepared: defaults and allocated values are filled in. */
export function validateService(service: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  const rule = has('RelaxedServiceNameValidation', minor) ? dns1123Label : dns1035Label;
  validateMetadata(asObject(service['metadata']), 'metadata', rule, errors);
  validateSpec(service, {}, minor, errors);
  validateStack(asObject(service['spec']), errors);
  return errors;
}

/** A Service about to replace another. */
export function validateServiceUpdate(service: PlainObject, old: PlainObject, minor: number): FieldErrors {
  const errors = new FieldErrors();
  validateMetadataUpdate(asObject(service['metadata']), 'metadata', errors);
  const spec = asObject(service['spec']);
  const oldSpec = asObject(old['spec']);
  const named = spec['type'] === 'ExternalName' || oldSpec['type'] === 'ExternalName';
  if (!named && isHeadless(spec) && isHeadless(oldSpec)) validateRelease(spec, oldSpec, errors);
  else if (!named) {
    compareLists(spec, oldSpec, 'clusterIPs', 'primary clusterIP can not be unset', 'clusterIP', errors);
    if (isHeadless(spec) === isHeadless(oldSpec)) {
      compareLists(spec, oldSpec, 'ipFamilies', 'primary ipFamily can not be unset', 'ipFamily', errors);
    }
  }
  if (spec['type'] === 'LoadBalancer' && oldSpec['type'] === 'LoadBalancer') {
    if (spec['loadBalancerClass'] !== oldSpec['loadBalancerClass']) {
      errors.invalid('spec.loadBalancerClass', spec['loadBalancerClass'], 'may not change once set');
    }
    if (needsHealthCheck(spec) && needsHealthCheck(oldSpec)) {
      if (spec['healthCheckNodePort'] !== oldSpec['healthCheckNodePort']) {
        errors.unchangeable('spec.healthCheckNodePort', 'field is immutable');
      }
    }
  }
  validateSpec(service, old, minor, errors);
  validateStack(spec, errors);
  return errors;
}

function validateSpec(service: PlainObject, oldService: PlainObject, minor: number, errors: FieldErrors): void {
  const [spec, old] = [asObject(service['spec']), asObject(oldService['spec'])];
  const { type } = spec;
  validateTopology(service, errors);
  const ports = asObjects(spec['ports']);
  errors.oneOf('spec.type', type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']);
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.required('spec.ports');
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    errors.invalid('spec.clusterIPs[0]', NO_CLUSTER_IP, `may not be set to 'None' for ${type} services`);
  }
  if (type === 'ExternalName') validateExternalName(spec, errors);
  else validateAddresses(spec, old, minor, errors);
  validatePorts(ports, type, errors);
  validateLabels(spec['selector'], 'spec.selector', errors);
  errors.oneOf('spec.sessionAffinity', spec['sessionAffinity'], ['ClientIP', 'None']);
  const timeout = at(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
  if (spec['sessionAffinity'] === 'ClientIP' && typeof timeout === 'number' && (timeout <= 0 || timeout > 86_400)) {
    const detail = 'must be greater than 0 and less than 86400';
    errors.invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', timeout, detail);
  }
  asList(spec['externalIPs']).forEach((ip, index) => {
    const before = errors.list.length;
    validateIp(ip, `spec.externalIPs[${index}]`, minor, asList(old['externalIPs']), errors);
    if (errors.list.length === before && isSpecialIp(ip)) {
      errors.invalid(`spec.externalIPs[${index}]`, ip, 'may not be in a special range');
    }
  });
  validateSourceRanges(service, oldService, minor, errors);
  validateExternalTraffic(spec, errors);
  const distributions = has('PreferSameTrafficDistribution', minor)
    ? ['PreferClose', 'PreferSameZone', 'PreferSameNode']
    : ['PreferClose'];
  errors.oneOf('spec.trafficDistribution', spec['trafficDistribution'], distributions, false);
}
