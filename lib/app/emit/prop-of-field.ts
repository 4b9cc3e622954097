/** Props by the fields of the pod that they set, where the two are called differently. */
const PROPS: Readonly<Record<string, string>> = {
  affinity: 'scheduling.affinity',
  dnsConfig: 'dns',
  dnsPolicy: 'dns.policy',
  hostAliases: 'dns.hostAliases',
  hostnameOverride: 'dns.hostnameOverride',
  hostNetwork: 'nodeAccess.hostNetwork',
  hostPID: 'nodeAccess.hostPid',
  hostIPC: 'nodeAccess.hostIpc',
  imagePullSecrets: 'imagePullSecrets',
  nodeName: 'scheduling.nodeName',
  nodeSelector: 'scheduling.nodeSelector',
  os: 'scheduling.os',
  overhead: 'scheduling.overhead',
  preemptionPolicy: 'scheduling.preemptionPolicy',
  priorityClassName: 'scheduling.priorityClassName',
  readinessGates: 'readinessGates',
  resourceClaims: 'resourceClaims',
  resources: 'podResources',
  runtimeClassName: 'scheduling.runtimeClassName',
  schedulingGates: 'scheduling.schedulingGates',
  securityContext: 'podSecurityContext',
  shareProcessNamespace: 'shareProcessNamespace',
  tolerations: 'scheduling.tolerations',
  topologySpreadConstraints: 'scheduling.topologySpread',
  volumes: 'volumes',
};

/** Props of a container, of which the place names the container. */
const CONTAINER_PROPS: Readonly<Record<string, string>> = {
  args: 'args',
  command: 'command',
  env: 'env or envValues',
  envFrom: 'envFrom',
  image: 'image',
  imagePullPolicy: 'imagePullPolicy',
  lifecycle: 'lifecycle',
  livenessProbe: 'liveness',
  ports: 'ports',
  readinessProbe: 'readiness',
  resources: 'resources',
  securityContext: 'securityContext',
  startupProbe: 'startup',
  volumeDevices: 'devices',
  volumeMounts: 'mounts',
  workingDir: 'workingDir',
};

const POD_FIELD = /^spec\.template\.spec\.(\w+)/;
const CONTAINER_FIELD = /^spec\.template\.spec\.(?:initC|c)ontainers\[\w[^\]]*\]\.(\w+)/;

/** Props of a schedule of snapshots, which are called as Kubernetes calls them. */
const SCHEDULE_FIELD = /^spec\.(schedule|timeZone)$/;

/** `dns.policy (StatefulSet web: spec.template.spec.dnsPolicy)`; the place alone where no prop is known. */
export function propOfField(kind: unknown, place: string, field: string): string {
  const inContainer = CONTAINER_FIELD.exec(field)?.[1];
  const inPod = POD_FIELD.exec(field)?.[1] ?? '';
  const named = inContainer === undefined ? PROPS[inPod] : CONTAINER_PROPS[inContainer];
  const prop = kind === 'StatefulSet' ? named : kind === 'CronJob' ? SCHEDULE_FIELD.exec(field)?.[1] : undefined;
  return prop === undefined ? place : `${prop} (${place})`;
}
