import type { k8s } from 'cdk8s-plus-27';
import type { DnsProps, NodeAccessProps, PodProps, PodSecurityProps, SchedulingProps } from '../../lib';
import { asObjects, at, type PlainObject } from '../../lib/kubernetes/plain';
import { resourcesOf } from './container-props';
import { podSecurityOf } from './security-props';
import { given } from './given';
import { volumeOf } from './volume-props';

/** What a pod template has beside its containers. */
export function podOf(pod: PlainObject): PodProps & PodSecurityProps & { terminationGracePeriodSeconds?: number } {
  const names = (key: string, field: string): string[] | undefined =>
    pod[key] === undefined ? undefined : asObjects(pod[key]).map((item) => String(item[field]));
  return {
    serviceAccountName: given<string>(pod['serviceAccountName'] ?? pod['serviceAccount']) || undefined,
    automountServiceAccountToken: given(pod['automountServiceAccountToken']),
    imagePullSecrets: names('imagePullSecrets', 'name'),
    enableServiceLinks: given(pod['enableServiceLinks']),
    shareProcessNamespace: given(pod['shareProcessNamespace']),
    readinessGates: names('readinessGates', 'conditionType'),
    terminationGracePeriodSeconds: given(pod['terminationGracePeriodSeconds']),
    volumes: asObjects(pod['volumes']).map(volumeOf),
    podResources: resourcesOf(pod['resources']),
    resourceClaims: given<PodProps['resourceClaims']>(pod['resourceClaims']),
    nodeAccess: nodeAccessOf(pod),
    scheduling: schedulingOf(pod),
    dns: dnsOf(pod),
    ...podSecurityOf(pod['securityContext']),
  };
}

function nodeAccessOf(pod: PlainObject): NodeAccessProps {
  return {
    hostNetwork: given(pod['hostNetwork']),
    hostPid: given(pod['hostPID']),
    hostIpc: given(pod['hostIPC']),
    hostUsers: given(pod['hostUsers']),
  };
}

function schedulingOf(pod: PlainObject): SchedulingProps {
  const overhead = given<Record<string, unknown>>(pod['overhead']);
  return {
    nodeSelector: given(pod['nodeSelector']),
    affinity: given<k8s.Affinity>(pod['affinity']),
    tolerations: given<k8s.Toleration[]>(pod['tolerations']),
    topologySpread: given<k8s.TopologySpreadConstraint[]>(pod['topologySpreadConstraints']),
    priorityClassName: given(pod['priorityClassName']),
    preemptionPolicy: given(pod['preemptionPolicy']),
    schedulerName: given(pod['schedulerName']),
    nodeName: given(pod['nodeName']),
    runtimeClassName: given(pod['runtimeClassName']),
    overhead: overhead && Object.fromEntries(Object.entries(overhead).map(([key, value]) => [key, String(value)])),
    schedulingGates:
      pod['schedulingGates'] === undefined
        ? undefined
        : asObjects(pod['schedulingGates']).map(({ name }) => String(name)),
    os: given(at(pod, 'os', 'name')),
  };
}

function dnsOf(pod: PlainObject): DnsProps {
  const config = (key: string): unknown => at(pod, 'dnsConfig', key);
  return {
    policy: given(pod['dnsPolicy']),
    nameservers: given(config('nameservers')),
    searches: given(config('searches')),
    options: given<k8s.PodDnsConfigOption[]>(config('options')),
    hostAliases: given<k8s.HostAlias[]>(pod['hostAliases']),
    setHostnameAsFqdn: given(pod['setHostnameAsFQDN']),
    hostnameOverride: given(pod['hostnameOverride']),
  };
}
