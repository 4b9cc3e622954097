import { isExternallyAccessible } from '../defaults/service';
import { asList, asObject, asObjects, deepEqual, isPlainObject, type PlainObject, remove } from '../plain';
import { ALLOCATED, NO_CLUSTER_IP, releasesFamily } from '../validation/service-addresses';
import { needsHealthCheck } from '../validation/service-traffic';

/** Stands for a port that the API server picks; no manifest holds it. */
export const ALLOCATED_PORT = -(2 ** 31);

/** Fills in what the API server allocates when a Service is created. Changes `service`, which is decoded. */
export function allocateOnCreate(service: PlainObject): void {
  const spec = service['spec'];
  if (!isPlainObject(spec)) return;
  dropInternalTraffic(spec);
  if (spec['type'] === 'ExternalName') return;
  if (spec['clusterIP'] === undefined && spec['clusterIPs'] === undefined) spec['clusterIP'] = ALLOCATED;
  if (spec['clusterIP'] !== undefined) spec['clusterIPs'] ??= [spec['clusterIP']];
  giveFamilies(spec, {});
  giveBothFamilies(spec);
  allocatePorts(spec);
}

/** A Service that requires two families has both, and an address of each, whichever it names: else no cluster had taken it. */
function giveBothFamilies(spec: PlainObject): void {
  const [family, ...more] = asList(spec['ipFamilies']);
  if (spec['ipFamilyPolicy'] !== 'RequireDualStack' || more.length > 0) return;
  spec['ipFamilies'] = [family, family === 'IPv6' ? 'IPv4' : 'IPv6'];
  if (deepEqual(spec['clusterIPs'], [ALLOCATED])) spec['clusterIPs'] = [ALLOCATED, ALLOCATED];
}

/** Families and policy, on a cluster of one family. Who has no selector for a headless Service writes its endpoints: of any family. */
function giveFamilies(spec: PlainObject, before: PlainObject): void {
  const bare = spec['clusterIP'] === NO_CLUSTER_IP && Object.keys(asObject(spec['selector'])).length === 0;
  spec['ipFamilyPolicy'] ??= before['ipFamilyPolicy'] ?? (bare ? 'RequireDualStack' : 'SingleStack');
  const families = asList(spec['ipFamilies']);
  const first = families[0] ?? (asList(spec['clusterIPs']).some(isIpv6) ? 'IPv6' : 'IPv4');
  if (bare && spec['ipFamilyPolicy'] !== 'SingleStack' && families.length < 2 && !releasesFamily(spec, before)) {
    spec['ipFamilies'] = [first, first === 'IPv4' ? 'IPv6' : 'IPv4'];
  } else spec['ipFamilies'] ??= before['ipFamilies'] ?? [first];
}

/** Carries what was allocated over to the new Service and wipes what its new type has no use for. Changes `service`. */
export function prepareServiceUpdate(service: PlainObject, old: PlainObject): void {
  const [spec, before] = [service['spec'], old['spec']];
  if (!isPlainObject(spec) || !isPlainObject(before)) return;
  dropInternalTraffic(spec);
  carryOver(spec, before);
  syncAddresses(spec, before);
  wipe(spec, before);
  if (spec['type'] !== 'ExternalName') {
    if (spec['clusterIP'] === undefined && spec['clusterIPs'] === undefined && before['type'] === 'ExternalName') {
      spec['clusterIP'] = ALLOCATED;
      spec['clusterIPs'] = [ALLOCATED];
    }
    if (spec['clusterIP'] !== undefined) spec['clusterIPs'] ??= [spec['clusterIP']];
    giveFamilies(spec, before);
    keepFirstFamily(spec, before);
  }
  allocatePorts(spec);
}

/** From two families to one: what was given for the second goes, without anybody naming it. */
function keepFirstFamily(spec: PlainObject, before: PlainObject): void {
  const dual = before['ipFamilyPolicy'] === 'RequireDualStack' || before['ipFamilyPolicy'] === 'PreferDualStack';
  if (!dual || spec['ipFamilyPolicy'] !== 'SingleStack') return;
  for (const field of ['clusterIPs', 'ipFamilies']) {
    const list = asList(spec[field]);
    if (list.length === 2 && deepEqual(list, before[field])) spec[field] = list.slice(0, 1);
  }
}

function carryOver(spec: PlainObject, before: PlainObject): void {
  if (hasClusterIp(spec) && hasClusterIp(before)) {
    spec['clusterIP'] ??= before['clusterIP'];
    spec['clusterIPs'] ??= before['clusterIPs'];
  }
  if (hasNodePorts(spec) && hasNodePorts(before)) {
    const used = nodePortsOf(spec);
    const byName = new Map(asObjects(before['ports']).map((port) => [port['name'], port['nodePort']]));
    for (const port of asObjects(spec['ports'])) {
      const old = byName.get(port['name']);
      if (port['nodePort'] === undefined && old !== undefined && (old === ALLOCATED_PORT || !used.has(old))) {
        port['nodePort'] = old;
      }
    }
  }
  if (needsHealthCheck(spec) && needsHealthCheck(before)) spec['healthCheckNodePort'] ??= before['healthCheckNodePort'];
}

/** `clusterIP` and `clusterIPs` say the same; who changes only the first means both. */
function syncAddresses(spec: PlainObject, before: PlainObject): void {
  if (before['clusterIPs'] !== undefined && spec['clusterIPs'] === undefined) {
    if (before['clusterIP'] === spec['clusterIP']) spec['clusterIPs'] = before['clusterIPs'];
  }
  if (before['clusterIP'] === spec['clusterIP'] || !deepEqual(before['clusterIPs'], spec['clusterIPs'])) return;
  if (before['clusterIP'] !== undefined && spec['clusterIP'] === undefined) remove(spec, 'clusterIPs');
  else spec['clusterIPs'] = [spec['clusterIP']];
}

function wipe(spec: PlainObject, before: PlainObject): void {
  if (hasClusterIp(before) && !hasClusterIp(spec)) {
    if (before['clusterIP'] === spec['clusterIP'] && deepEqual(before['clusterIPs'], spec['clusterIPs'])) {
      remove(spec, 'clusterIP');
      remove(spec, 'clusterIPs');
    }
    for (const field of ['ipFamilies', 'ipFamilyPolicy']) {
      if (deepEqual(spec[field], before[field])) remove(spec, field);
    }
  }
  if (isNodePortType(before) && !isNodePortType(spec)) {
    const old = nodePortsOf(before);
    if ([...nodePortsOf(spec)].every((port) => old.has(port))) {
      for (const port of asObjects(spec['ports'])) remove(port, 'nodePort');
    }
  }
  if (needsHealthCheck(before) && !needsHealthCheck(spec)) wipeSame(spec, before, 'healthCheckNodePort');
  if (before['type'] === 'LoadBalancer' && spec['type'] !== 'LoadBalancer') {
    wipeSame(spec, before, 'allocateLoadBalancerNodePorts');
    wipeSame(spec, before, 'loadBalancerClass');
  }
  if (isExternallyAccessible(before) && !isExternallyAccessible(spec)) wipeSame(spec, before, 'externalTrafficPolicy');
}

function wipeSame(spec: PlainObject, before: PlainObject, field: string): void {
  if (spec[field] === before[field]) remove(spec, field);
}

function allocatePorts(spec: PlainObject): void {
  if (hasNodePorts(spec)) {
    for (const port of asObjects(spec['ports'])) port['nodePort'] ??= ALLOCATED_PORT;
  }
  if (needsHealthCheck(spec)) spec['healthCheckNodePort'] ??= ALLOCATED_PORT;
}

function nodePortsOf(spec: PlainObject): Set<unknown> {
  return new Set(
    asObjects(spec['ports']).flatMap((port) => (port['nodePort'] === undefined ? [] : [port['nodePort']])),
  );
}

function hasClusterIp(spec: PlainObject): boolean {
  return spec['type'] !== 'ExternalName';
}

function isNodePortType(spec: PlainObject): boolean {
  return spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
}

function hasNodePorts(spec: PlainObject): boolean {
  return (
    spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false)
  );
}

/** An external name has no traffic inside the cluster: a valid policy for it is not kept. */
function dropInternalTraffic(spec: PlainObject): void {
  const policy = spec['internalTrafficPolicy'];
  if (spec['type'] === 'ExternalName' && (policy === 'Local' || policy === 'Cluster')) {
    remove(spec, 'internalTrafficPolicy');
  }
}

function isIpv6(ip: unknown): boolean {
  return typeof ip === 'string' && ip.includes(':');
}
