import { asObjects, at, type PlainObject } from '../../kubernetes/plain';
import { amountsOf, anyOf, filled } from './fields';
import { resourcesOf } from './container';
import { podSecurityOf } from './security';
import { volumeOf } from './volume';

/** What a pod template has beside its containers, as props. */
export function podOf(pod: PlainObject): PlainObject {
  const names = (key: string, field: string): string[] | undefined =>
    pod[key] === undefined ? undefined : asObjects(pod[key]).map((item) => String(item[field]));
  const account = pod['serviceAccountName'] ?? pod['serviceAccount'];
  return {
    volumes: filled(asObjects(pod['volumes']).map(volumeOf)),
    serviceAccountName: account === '' ? undefined : account,
    automountServiceAccountToken: pod['automountServiceAccountToken'],
    imagePullSecrets: names('imagePullSecrets', 'name'),
    enableServiceLinks: pod['enableServiceLinks'],
    shareProcessNamespace: pod['shareProcessNamespace'],
    readinessGates: names('readinessGates', 'conditionType'),
    terminationGracePeriodSeconds: pod['terminationGracePeriodSeconds'],
    podResources: resourcesOf(pod['resources']),
    resourceClaims: pod['resourceClaims'],
    nodeAccess: anyOf({
      hostNetwork: pod['hostNetwork'],
      hostPid: pod['hostPID'],
      hostIpc: pod['hostIPC'],
      hostUsers: pod['hostUsers'],
    }),
    scheduling: anyOf({
      nodeSelector: pod['nodeSelector'],
      affinity: pod['affinity'],
      tolerations: pod['tolerations'],
      topologySpread: pod['topologySpreadConstraints'],
      priorityClassName: pod['priorityClassName'],
      preemptionPolicy: pod['preemptionPolicy'],
      schedulerName: pod['schedulerName'],
      nodeName: pod['nodeName'],
      runtimeClassName: pod['runtimeClassName'],
      overhead: amountsOf(pod['overhead']),
      schedulingGates: names('schedulingGates', 'name'),
      os: at(pod, 'os', 'name'),
    }),
    dns: anyOf({
      policy: pod['dnsPolicy'],
      nameservers: at(pod, 'dnsConfig', 'nameservers'),
      searches: at(pod, 'dnsConfig', 'searches'),
      options: at(pod, 'dnsConfig', 'options'),
      hostAliases: pod['hostAliases'],
      setHostnameAsFqdn: pod['setHostnameAsFQDN'],
      hostnameOverride: pod['hostnameOverride'],
    }),
    ...podSecurityOf(pod['securityContext']),
  };
}
