import { asObjects, at, type PlainObject } from '../plain';
import { type Defaults, fill } from './fill';

const CLIENT_IP_TIMEOUT_SECONDS = 10_800;

/** Whether traffic from outside the cluster reaches it: by its type, or by external addresses. */
export function isExternallyAccessible(spec: PlainObject): boolean {
  const type = spec['type'];
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && Array.isArray(spec['externalIPs']));
}

export const SERVICE_DEFAULTS: Readonly<Record<string, Defaults>> = {
  ServiceSpec: (spec) => {
    fill(spec, 'sessionAffinity', 'None');
    if (spec['sessionAffinity'] === 'None') delete spec['sessionAffinityConfig'];
    if (
      spec['sessionAffinity'] === 'ClientIP' &&
      at(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds') === undefined
    ) {
      spec['sessionAffinityConfig'] = { clientIP: { timeoutSeconds: CLIENT_IP_TIMEOUT_SECONDS } };
    }
    fill(spec, 'type', 'ClusterIP');
    for (const port of asObjects(spec['ports'])) {
      fill(port, 'protocol', 'TCP');
      if (port['targetPort'] === undefined || port['targetPort'] === 0 || port['targetPort'] === '') {
        port['targetPort'] = port['port'] ?? 0;
      }
    }
    const type = spec['type'];
    if (isExternallyAccessible(spec)) fill(spec, 'externalTrafficPolicy', 'Cluster');
    if (type === 'NodePort' || type === 'LoadBalancer' || type === 'ClusterIP') {
      fill(spec, 'internalTrafficPolicy', 'Cluster');
    }
    if (type === 'LoadBalancer') fill(spec, 'allocateLoadBalancerNodePorts', true);
  },
};
