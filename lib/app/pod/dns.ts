import type { k8s } from 'cdk8s-plus-27';
import type { Wire } from '../base/wire';

/** How names resolve inside the pods. */
export interface DnsProps {
  /**
   * `ClusterFirst`, `ClusterFirstWithHostNet` (needed with `hostNetwork`), `Default` (the node's) or `None`.
   *
   * @default 'ClusterFirst'
   */
  readonly policy?: string;
  /** Name servers, before those of the policy. @default - none */
  readonly nameservers?: string[];
  /** Domains in which short names are looked up, after those of the policy. @default - none */
  readonly searches?: string[];
  /** Options of the resolver, such as `ndots`. @default - none */
  readonly options?: k8s.PodDnsConfigOption[];
  /** Names in /etc/hosts, by address. @default - none */
  readonly hostAliases?: k8s.HostAlias[];
  /** Make the kernel's host name the full one, `web-0.nginx.default.svc.cluster.local`, which must have at most 64 characters. @default false */
  readonly setHostnameAsFqdn?: boolean;
  /** A host name of the pods that is not their name; their DNS names stay. Kubernetes 1.35 and later. @default - the pod's name */
  readonly hostnameOverride?: string;
}

export function renderDns(dns: DnsProps = {}): Wire {
  const { nameservers, searches, options } = dns;
  return {
    dnsPolicy: dns.policy,
    dnsConfig: nameservers || searches || options ? { nameservers, searches, options } : undefined,
    hostAliases: dns.hostAliases,
    setHostnameAsFQDN: dns.setHostnameAsFqdn,
    hostnameOverride: dns.hostnameOverride,
  };
}
