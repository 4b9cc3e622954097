/** The names that Kubernetes derives for the pods and claims of a StatefulSet: its identity. */

/** The DNS zone of a cluster that was not told otherwise. */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

/** The namespace of an object that names none. */
export const DEFAULT_NAMESPACE = 'default';

/** `web-0` */
export function podName(statefulSet: string, ordinal: number): string {
  return `${statefulSet}-${ordinal}`;
}

/** `www-web-0`: the controller finds a claim again by this name alone. */
export function claimName(template: string, statefulSet: string, ordinal: number): string {
  return `${template}-${podName(statefulSet, ordinal)}`;
}

/** Whether a claim of this name is one that the controller makes from a template: `www-web-0`, with any ordinal. */
export function isClaimOf(claim: string, template: string, statefulSet: string): boolean {
  const prefix = `${template}-${statefulSet}-`;
  return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
}

/** `nginx.default.svc.cluster.local` */
export function serviceHost(service: string, namespace: string, clusterDomain: string): string {
  return `${service}.${namespace}.svc.${clusterDomain}`;
}

/** `web-0.nginx.default.svc.cluster.local` */
export function podHost(pod: string, service: string, namespace: string, clusterDomain: string): string {
  return `${pod}.${serviceHost(service, namespace, clusterDomain)}`;
}
