import {
  AutoscalingMetric,
  DisruptionBudget,
  EnvFromSource,
  EnvVar,
  LifecycleHook,
  NetworkPeer,
  PodSecurityLevel,
  PodSeparation,
  Probe,
  ServiceExposure,
  type StatefulWebAppProps,
  TrafficDistribution,
  UpdateStrategy,
  Volume,
  VolumeProjection,
} from '../../../lib';

type Props = Partial<StatefulWebAppProps>;

/** Something to set, and values for it: good ones and odd ones. Two choices of one `prop` cannot be made together. */
interface Choice {
  readonly prop: string;
  readonly values: readonly unknown[];
  readonly set: (value: never) => Props;
}

const LONG = 'x'.repeat(64);
const NAMES = [
  'a',
  'a-b',
  'A',
  'a.b',
  '-a',
  'a_b',
  '1',
  '1a',
  '',
  LONG,
  'x'.repeat(254),
  'ä',
  'a b',
  'a/b',
  '..',
  'None',
];
const KEYS = ['a', 'a/b', 'a.b/c', 'A_b.c', '/a', 'a/', 'a/b/c', '', LONG, `${'x'.repeat(254)}/a`, 'ä', 'a b', '-a'];
const VALUES = ['', 'a', 'A_b.c', '-a', 'a b', LONG, 'ä', 'a/b'];
const PATHS = ['/a', '/a/b', 'a', '/a/../b', '/a:b', '', '/', '/a/./b', '../a', '/ä', '/a b', './a'];
const COUNTS = [-1, 0, 1, 2, 600, 65_536, 2 ** 31, 1.5];
const PORTS = [-1, 0, 1, 80, 65_535, 65_536];
const AMOUNTS = ['0', '1', '-1', '1Gi', '100m', '1.5', '1e3', 'abc', '1Kb', '', '2', '1n', '9Ei', '10Ei'];
const IPS = [
  '10.0.0.1',
  '010.0.0.1',
  '::1',
  '::ffff:1.2.3.4',
  '1.2.3',
  '2001:DB8::1',
  '',
  'a',
  '1.2.3.256',
  'fe80::1%eth0',
];
const CIDRS = [
  '10.0.0.0/8',
  '10.0.0.1/8',
  '010.0.0.0/8',
  '10.0.0.0/08',
  '::/0',
  'fd00::1/8',
  '::ffff:10.0.0.0/104',
  '10.0.0.0',
  'a',
  '10.0.0.0/33',
  ' 10.0.0.0/8',
];
const HOSTS = [
  'a.example.com',
  '*.example.com',
  '*',
  'a.*.com',
  'A.com',
  '1.2.3.4',
  'a_b.com',
  '',
  'a..b',
  '*.*.com',
  'a.',
];
const FIELDS = [
  'metadata.name',
  'metadata.labels',
  "metadata.labels['a']",
  "metadata.annotations['A/b/c']",
  'spec.nodeName',
  'status.podIP',
  'status.hostIPs',
  'nope',
  '',
  'metadata.uid',
  'spec.serviceAccountName',
];
const RESOURCES = [
  'limits.cpu',
  'requests.memory',
  'limits.ephemeral-storage',
  'limits.foo',
  'cpu',
  '',
  'requests.hugepages-2Mi',
];
const WORDS = ['', 'a', 'Always', 'always', 'None'];
const odd = (...good: unknown[]): unknown[] => [...good, ...WORDS];

const main = (more: Props): Props => more;
const privileged = (more: Props): Props => ({ securityLevel: PodSecurityLevel.PRIVILEGED, ...more });
const text = (prop: string, values: readonly unknown[], set: (value: string) => Props): Choice => ({
  prop,
  values,
  set,
});
const number = (prop: string, values: readonly unknown[], set: (value: number) => Props): Choice => ({
  prop,
  values,
  set,
});
const any = (prop: string, values: readonly unknown[], set: (value: never) => Props): Choice => ({ prop, values, set });
const claim = (more: object): Props => ({ claims: [{ name: 'data', size: '1Gi', mountPath: '/data', ...more }] });
const port = (more: object): Props => ({ port: undefined, ports: [{ name: 'http', containerPort: 8080, ...more }] });
const mount = (more: object): Props => ({
  volumes: [Volume.emptyDir('v')],
  mounts: [{ name: 'v', mountPath: '/v', ...more }],
});
const spread = (more: object): Props => ({
  scheduling: { topologySpread: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', ...more }] },
});
const node = (more: object): Props => ({
  scheduling: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'], ...more }] }],
        },
      },
    },
  },
});
const apart = (more: object, weight: number | undefined = undefined): Props => {
  const term = { topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } }, ...more };
  return {
    scheduling: {
      affinity: {
        podAntiAffinity:
          weight === undefined
            ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
            : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm: term }] },
      },
    },
  } as Props;
};
const client = (more: object): Props => ({ clientService: more }) as Props;
const balancer = (more: object): Props => client({ type: ServiceExposure.LOAD_BALANCER, ...more });
const egress = (more: object): Props => ({
  networkPolicy: { egress: [{ peers: [NetworkPeer.anywhere()], ports: [more] }] },
});
const scaled = (more: object): Props => ({
  resources: { requests: { cpu: '1', memory: '1Gi' } },
  autoscaling: { minReplicas: 1, maxReplicas: 3, metrics: [AutoscalingMetric.cpuUtilization(80)], ...more },
});

/** Every prop that ends in a field which Kubernetes judges. */
const CHOICES: readonly Choice[] = [
  text('name', NAMES, (name) => ({ name })),
  text('serviceName', NAMES, (serviceName) => ({ serviceName })),
  text('containerName', NAMES, (containerName) => ({ containerName })),
  number('replicas', COUNTS, (replicas) => ({ replicas })),
  number('firstOrdinal', COUNTS, (firstOrdinal) => ({ firstOrdinal })),
  number('minReadySeconds', COUNTS, (minReadySeconds) => ({ minReadySeconds })),
  number('revisionHistoryLimit', COUNTS, (revisionHistoryLimit) => ({ revisionHistoryLimit })),
  number('terminationGracePeriodSeconds', COUNTS, (terminationGracePeriodSeconds) => ({
    terminationGracePeriodSeconds,
  })),
  text('selectorLabels', KEYS, (key) => ({ selectorLabels: { [key]: 'a' } })),
  text('selectorLabels', VALUES, (value) => ({ selectorLabels: { a: value } })),
  text('labels', KEYS, (key) => ({ labels: { [key]: 'a' } })),
  text('labels', VALUES, (value) => ({ labels: { a: value } })),
  text('annotations', [...KEYS, 'A/B'], (key) => ({ annotations: { [key]: 'ä b' } })),
  number('annotations', [130_000, 140_000, 270_000], (size) => ({ annotations: { a: 'ä'.repeat(size) } })),
  text('podLabels', KEYS, (key) => ({ podLabels: { [key]: 'a' } })),
  text('podAnnotations', KEYS, (key) => ({ podAnnotations: { [key]: 'a' } })),
  any('updateStrategy', [0, 1, 5, -1], (partition) => ({
    updateStrategy: UpdateStrategy.rollingUpdate({ partition }),
  })),
  any('updateStrategy', [0, 1, -1], (maxUnavailable) => ({
    updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable }),
  })),
  any('claimRetention', odd('Retain', 'Delete'), (whenScaled) => ({ claimRetention: { whenScaled } })),
  text('image', ['a', 'a b', '', 'A', 'a:b:c', 'a@sha256:1', ' a', 'registry:5000/a:1'], (image) => ({ image })),
  any('imagePullPolicy', ['Always', 'Never'], (imagePullPolicy) => ({ imagePullPolicy })),
  text('workingDir', ['/a', 'a', ''], (workingDir) => ({ workingDir })),
  text('env', ['A', 'a.b', '1A', 'A=B', 'ä', '', 'A B', '..', '.'], (name) => ({ env: { [name]: 'a' } })),
  // A field that needs a key throws at once, in cdk8s-plus.
  text(
    'envValues',
    FIELDS.filter((field) => field !== 'metadata.labels'),
    (field) => ({ envValues: { A: EnvVar.field(field) } }),
  ),
  text('envValues', RESOURCES, (resource) => ({ envValues: { A: EnvVar.resource(resource) } })),
  text('envValues', AMOUNTS, (divisor) => ({ envValues: { A: EnvVar.resource('limits.cpu', { divisor }) } })),
  text('envValues', NAMES, (name) => ({ envValues: { A: EnvVar.secret(name, 'key') } })),
  text('envValues', KEYS, (key) => ({ envValues: { A: EnvVar.configMap('a', key) } })),
  text('envFrom', NAMES, (name) => ({ envFrom: [EnvFromSource.secret(name)] })),
  text('envFrom', ['A_', '1', 'a=', 'ä', 'a b', ''], (prefix) => ({
    envFrom: [EnvFromSource.configMap('a', { prefix })],
  })),
  number('port', PORTS, (containerPort) => port({ containerPort })),
  text('port', ['http', 'HTTP', 'a--b', '-a', '80', 'a'.repeat(16), 'a_b', ''], (name) => port({ name })),
  number('port', PORTS, (hostPort) => privileged(port({ hostPort }))),
  text('port', IPS, (hostIp) => privileged(port({ hostPort: 8080, hostIp }))),
  any('port', odd('TCP', 'UDP', 'SCTP', 'QUIC', 'tcp'), (protocol) => port({ protocol })),
  text('resources', AMOUNTS, (cpu) => ({ resources: { limits: { cpu } } })),
  text('resources', AMOUNTS, (memory) => ({ resources: { requests: { memory }, limits: { memory: '1Gi' } } })),
  text(
    'resources',
    [
      'foo',
      'example.com/gpu',
      'hugepages-2Mi',
      'storage',
      'ephemeral-storage',
      'pods',
      'a/b/c',
      'requests.a/b',
      'CPU',
      '',
    ],
    (name) => ({
      resources: { requests: { [name]: '1' }, limits: { [name]: '1' } },
    }),
  ),
  text('resources', AMOUNTS, (amount) => ({ resources: { limits: { 'example.com/gpu': amount } } })),
  number('readiness', COUNTS, (periodSeconds) => ({ readiness: Probe.httpGet({ periodSeconds }) })),
  number('readiness', COUNTS, (successThreshold) => ({ readiness: Probe.httpGet({ successThreshold }) })),
  number('liveness', COUNTS, (successThreshold) => ({ liveness: Probe.tcpSocket({ successThreshold }) })),
  number('liveness', COUNTS, (initialDelaySeconds) => ({ liveness: Probe.tcpSocket({ initialDelaySeconds }) })),
  number('liveness', PORTS, (number) => ({ liveness: Probe.tcpSocket({ port: number }) })),
  number('startup', COUNTS, (failureThreshold) => ({ startup: Probe.exec(['a'], { failureThreshold }) })),
  any('startup', [[], [''], ['a']], (command) => ({ startup: Probe.exec(command) })),
  text('readiness', [...PATHS, 'http://a'], (path) => ({ readiness: Probe.httpGet({ path }) })),
  text('readiness', ['a', 'X-A', 'a b', 'a:', 'ä', ''], (name) => ({
    readiness: Probe.httpGet({ headers: { [name]: 'a' } }),
  })),
  any('readiness', odd('HTTP', 'HTTPS', 'http'), (scheme) => ({ readiness: Probe.httpGet({ scheme }) })),
  text('readiness', ['a', '', 'a b'], (service) => ({ readiness: Probe.grpc({ port: 9000, service }) })),
  number('lifecycle', COUNTS, (seconds) => ({ lifecycle: { preStop: LifecycleHook.sleep(seconds) } })),
  text('lifecycle', PATHS, (path) => ({ lifecycle: { preStop: LifecycleHook.httpGet({ path }) } })),
  any('lifecycle', [[], ['a']], (command) => ({ lifecycle: { postStart: LifecycleHook.exec(command) } })),
  text('terminal', odd('File', 'FallbackToLogsOnError') as string[], (terminationMessagePolicy) => ({
    terminal: { terminationMessagePolicy },
  })),
  text('terminal', PATHS, (terminationMessagePath) => ({ terminal: { terminationMessagePath } })),
  text('mounts', PATHS, (mountPath) => mount({ mountPath })),
  text('mounts', PATHS, (subPath) => mount({ subPath })),
  text('mounts', ['$(A)', 'a', '/a', '../a'], (subPathExpr) => mount({ subPathExpr })),
  any('mounts', odd('HostToContainer', 'Bidirectional'), (mountPropagation) => mount({ mountPropagation })),
  any('mounts', odd('Enabled', 'IfPossible', 'Disabled'), (recursiveReadOnly) =>
    mount({ recursiveReadOnly, readOnly: true }),
  ),
  text('volumes', NAMES, (name) => ({ volumes: [Volume.emptyDir(name)] })),
  text('volumes', AMOUNTS, (sizeLimit) => ({ volumes: [Volume.emptyDir('v', { sizeLimit } as never)] })),
  any('volumes', odd('Memory', 'HugePages', 'HugePages-2Mi'), (medium) => ({
    volumes: [Volume.emptyDir('v', { medium } as never)],
  })),
  text('volumes', NAMES, (name) => ({ volumes: [Volume.configMap('v', name)] })),
  number('volumes', [0, 0o777, 0o1000, -1], (defaultMode) => ({
    volumes: [Volume.secret('v', 'a', { defaultMode } as never)],
  })),
  text('volumes', PATHS, (path) => ({
    volumes: [Volume.other({ name: 'v', configMap: { name: 'a', items: [{ key: 'a', path }] } })],
  })),
  text('volumes', FIELDS, (field) => ({ volumes: [Volume.downwardApi('v', [VolumeProjection.field('a', field)])] })),
  number('volumes', [0, 599, 600, 2 ** 32 + 1], (expirationSeconds) => ({
    volumes: [Volume.projected('v', [VolumeProjection.serviceAccountToken('a', { expirationSeconds } as never)])],
  })),
  text('volumes', NAMES, (name) => ({ volumes: [Volume.existingClaim('v', name)] })),
  text('volumes', ['/a', 'a', '/a/../b', ''], (path) => privileged({ volumes: [Volume.hostPath('v', path)] })),
  text('volumes', odd('Directory', 'DirectoryOrCreate') as string[], (type) =>
    privileged({ volumes: [Volume.hostPath('v', '/a', type)] }),
  ),
  text('volumes', ['/a', 'a', ''], (path) => ({
    securityLevel: PodSecurityLevel.PRIVILEGED,
    volumes: [Volume.nfs('v', 'server', path)],
  })),
  text('volumes', NAMES, (driver) => ({ volumes: [Volume.csi('v', driver)] })),
  any(
    'volumes',
    [{}, { emptyDir: {}, configMap: { name: 'a' } }, { secret: {} }, { ephemeral: {} }],
    (source: object) => ({
      volumes: [Volume.other({ name: 'v', ...source })],
    }),
  ),
  text('claims', NAMES, (name) => claim({ name })),
  text('claims', AMOUNTS, (size) => claim({ size })),
  text('claims', VALUES, (value) => claim({ labels: { a: value } })),
  text('claims', NAMES, (name) => claim({ volumeAttributesClassName: name })),
  any(
    'claims',
    [
      { kind: 'PersistentVolumeClaim', name: 'a' },
      { kind: 'Pod', name: 'a' },
      { kind: 'A', name: 'a', apiGroup: 'A_b' },
      { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' },
    ],
    (dataSource) => claim({ dataSource }),
  ),
  any(
    'claims',
    [
      { matchLabels: { 'a b': 'c' } },
      { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] },
      { matchLabels: { a: 'b' } },
    ],
    (selector) => claim({ selector }),
  ),
  text('claims', PATHS, (mountPath) => claim({ mountPath })),
  text('dns', odd('ClusterFirst', 'ClusterFirstWithHostNet', 'Default') as string[], (policy) => ({ dns: { policy } })),
  text('dns', IPS, (ip) => ({ dns: { nameservers: [ip] } })),
  any('dns', [['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4']], (nameservers) => ({
    dns: { policy: 'None', nameservers },
  })),
  text('dns', ['a.b', 'a_b', 'A', '.', '', 'a..b', 'a.'], (search) => ({ dns: { searches: [search] } })),
  any('dns', [[{ name: 'ndots', value: '2' }], [{ value: '2' }], [{ name: '' }]], (options) => ({ dns: { options } })),
  text('dns', IPS, (ip) => ({ dns: { hostAliases: [{ ip, hostnames: ['a'] }] } })),
  text('dns', NAMES, (name) => ({ dns: { hostAliases: [{ ip: '10.0.0.1', hostnames: [name] }] } })),
  text('scheduling', KEYS, (key) => ({ scheduling: { nodeSelector: { [key]: 'a' } } })),
  text('scheduling', VALUES, (value) => ({ scheduling: { nodeSelector: { a: value } } })),
  text('scheduling', ['linux', 'windows', 'beos', ''], (os) => privileged({ scheduling: { os } })),
  text('scheduling', NAMES, (priorityClassName) => ({ scheduling: { priorityClassName } })),
  text('scheduling', NAMES, (runtimeClassName) => ({ scheduling: { runtimeClassName } })),
  text('scheduling', NAMES, (nodeName) => ({ scheduling: { nodeName } })),
  text('scheduling', odd('Never', 'PreemptLowerPriority') as string[], (preemptionPolicy) => ({
    scheduling: { preemptionPolicy },
  })),
  text('scheduling', KEYS, (gate) => ({ scheduling: { schedulingGates: [gate] } })),
  text('scheduling', odd('Exists', 'Equal') as string[], (operator) => ({
    scheduling: { tolerations: [{ key: 'a', operator }] },
  })),
  text('scheduling', odd('NoSchedule', 'NoExecute') as string[], (effect) => ({
    scheduling: { tolerations: [{ key: 'a', operator: 'Exists', effect }] },
  })),
  any(
    'scheduling',
    [{ operator: 'Exists', value: 'a' }, { operator: 'Equal' }, { key: 'a', tolerationSeconds: 1 }, { key: 'a b' }],
    (toleration) => ({ scheduling: { tolerations: [toleration] } }),
  ),
  number('scheduling', COUNTS, (maxSkew) => spread({ maxSkew })),
  text('scheduling', odd('DoNotSchedule') as string[], (whenUnsatisfiable) => spread({ whenUnsatisfiable })),
  text('scheduling', KEYS, (topologyKey) => spread({ topologyKey })),
  number('scheduling', COUNTS, (minDomains) => spread({ minDomains, whenUnsatisfiable: 'DoNotSchedule' })),
  text('scheduling', odd('In', 'NotIn', 'Exists', 'Gt', 'Lt') as string[], (operator) => node({ operator })),
  text('scheduling', KEYS, (key) => node({ key })),
  text('scheduling', VALUES, (value) => node({ values: [value] })),
  text('scheduling', KEYS, (topologyKey) => apart({ topologyKey })),
  number('scheduling', [0, 1, 100, 101, -1], (weight) => apart({}, weight)),
  any('scheduling', [['a'], ['A b'], []], (namespaces) => apart({ namespaces })),
  text('serviceAccountName', NAMES, (serviceAccountName) => ({ serviceAccountName })),
  text('imagePullSecrets', NAMES, (name) => ({ imagePullSecrets: [name] })),
  text('readinessGates', KEYS, (gate) => ({ readinessGates: [gate] })),
  number('user', [-1, 1, 1000, 2 ** 31, 2 ** 31 - 1], (user) => ({ user })),
  number('fsGroup', [-1, 0, 1, 2 ** 31], (fsGroup) => ({ fsGroup })),
  any('podSecurityContext', [[-1], [1], [2 ** 31]], (supplementalGroups) => ({
    podSecurityContext: { supplementalGroups },
  })),
  text('podSecurityContext', odd('OnRootMismatch') as string[], (fsGroupChangePolicy) => ({
    podSecurityContext: { fsGroupChangePolicy },
  })),
  text('podSecurityContext', ['kernel.shm_rmid_forced', 'net/core', 'a', 'A.b', 'a..b', ''], (name) =>
    privileged({ podSecurityContext: { sysctls: { [name]: '1' } } }),
  ),
  any('nodeAccess', [{ hostNetwork: true }, { hostPid: true }, { hostIpc: true }], (nodeAccess) =>
    privileged({ nodeAccess }),
  ),
  any('shareProcessNamespace', [true], (shareProcessNamespace) =>
    privileged({ shareProcessNamespace, nodeAccess: { hostPid: true } }),
  ),
  text('securityContext', odd('Default', 'Unmasked') as string[], (procMount) =>
    privileged({ securityContext: { procMount } }),
  ),
  any('securityContext', [true], (allow) =>
    privileged({ securityContext: { privileged: allow, allowPrivilegeEscalation: false } }),
  ),
  number('clientService', PORTS, (number) => client({ port: number })),
  number('clientService', PORTS, (nodePort) =>
    client({ type: ServiceExposure.NODE_PORT, ports: [{ port: 80, nodePort }] }),
  ),
  text('clientService', NAMES, (name) => client({ name })),
  number('clientService', [0, 1, 86_400, 86_401], (sessionAffinitySeconds) => client({ sessionAffinitySeconds })),
  text('clientService', CIDRS, (range) => balancer({ loadBalancerSourceRanges: [range] })),
  text('clientService', KEYS, (loadBalancerClass) => balancer({ loadBalancerClass })),
  any('clientService', Object.values(TrafficDistribution), (trafficDistribution) => client({ trafficDistribution })),
  text('networkPolicy', CIDRS, (cidr) => ({ networkPolicy: { egress: [{ peers: [NetworkPeer.cidr(cidr)] }] } })),
  text('networkPolicy', CIDRS, (except) => ({
    networkPolicy: { egress: [{ peers: [NetworkPeer.cidr('10.0.0.0/7', [except])] }] },
  })),
  text('networkPolicy', KEYS, (key) => ({
    networkPolicy: { ingress: [{ peers: [NetworkPeer.pods({ labels: { [key]: 'a' } })] }] },
  })),
  number('networkPolicy', PORTS, (endPort) => egress({ port: 80, endPort })),
  any('networkPolicy', odd('TCP', 'QUIC'), (protocol) => egress({ port: 80, protocol })),
  number('disruptionBudget', [-1, 0, 1, 100, 101], (pods) => ({
    disruptionBudget: DisruptionBudget.maxUnavailable(pods),
  })),
  number('disruptionBudget', [-1, 0, 1, 100, 101], (percent) => ({
    disruptionBudget: DisruptionBudget.minAvailablePercent(percent),
  })),
  number('autoscaling', [-1, 0, 1, 3, 4], (minReplicas) => scaled({ minReplicas })),
  number('autoscaling', [-1, 0, 1, 3601], (stabilizationWindowSeconds) =>
    scaled({ scaleUp: { pods: 1, stabilizationWindowSeconds } }),
  ),
  number('autoscaling', [-1, 0, 1, 1801], (periodSeconds) => scaled({ scaleDown: { percent: 10, periodSeconds } })),
  number('autoscaling', [-1, 0, 1, 80], (percent) => scaled({ metrics: [AutoscalingMetric.cpuUtilization(percent)] })),
  text('autoscaling', AMOUNTS, (value) => scaled({ metrics: [AutoscalingMetric.cpuAverage(value)] })),
  text('autoscaling', AMOUNTS, (value) => scaled({ metrics: [AutoscalingMetric.pods('requests', value)] })),
  text('clientServices', NAMES, (name) => ({ clientServices: [{ name }] })),
  number('clientServices', PORTS, (number) => ({ clientServices: [{ name: 'more', port: number }] })),
  text('serviceAccount', NAMES, (name) => ({ serviceAccount: { name } })),
  text('serviceAccount', KEYS, (key) => ({ serviceAccount: { annotations: { [key]: 'a' } } })),
  any('serviceAccount', [[], ['get'], ['*'], [''], ['Get']], (verbs) => ({
    serviceAccount: { rules: [{ verbs, resources: ['pods'] }] },
  })),
  any('serviceAccount', [[], ['pods'], ['pods/log', '*'], ['']], (resources) => ({
    serviceAccount: { rules: [{ verbs: ['get'], resources }] },
  })),
  any('serviceAccount', [[], ['apps', ''], ['a b']], (apiGroups) => ({
    serviceAccount: { rules: [{ verbs: ['get'], resources: ['pods'], apiGroups }] },
  })),
  text('standardLabels', VALUES, (version) => ({ standardLabels: { version } })),
  text('standardLabels', VALUES, (name) => ({ standardLabels: { name } })),
  text('configFolders', [...KEYS, '..a', '.', 'x'.repeat(254)], (key) => ({
    configFolders: [{ name: 'etc', mountPath: '/etc/app', files: { [key]: 'a' } }],
  })),
  text('configFolders', NAMES, (name) => ({ configFolders: [{ name, mountPath: '/etc/app', files: {} }] })),
  text('configFolders', PATHS, (mountPath) => ({ configFolders: [{ name: 'etc', mountPath, files: {} }] })),
  any('scheduling', Object.values(PodSeparation), (separation) => ({ scheduling: { separation } })),
  text('ingresses', HOSTS, (host) => ({ ingresses: [{ host }] })),
  text('ingresses', PATHS, (path) => ({ ingresses: [{ path }] })),
  text('ingresses', NAMES, (name) => ({ ingresses: [{ name }] })),
  text('ingresses', NAMES, (ingressClassName) => ({ ingresses: [{ ingressClassName }] })),
  text('ingresses', NAMES, (tlsSecretName) => ({ ingresses: [{ host: 'a.example.com', tlsSecretName }] })),
  text('configFiles', PATHS, (path) => ({ configFiles: { [`/etc/app${path}`]: 'a' } })),
  text('containers', NAMES, (name) => ({ containers: [{ name, image: 'a' }] })),
  number('sidecars', PORTS, (number) => ({
    sidecars: [{ name: 'side', image: 'a', ports: [{ name: 'side', containerPort: number }] }],
  })),
  any(
    'initContainers',
    [{ lifecycle: { preStop: LifecycleHook.exec(['a']) } }, { resources: { limits: { foo: '1' } } }, {}],
    (more: object) => ({
      initContainers: [{ name: 'init', image: 'a', ...more }],
    }),
  ),
].map((choice) => ({ ...choice, set: (value: never) => main(choice.set(value)) }));

/** A program of its own for each number: the same number, the same props. */
export interface OddApp {
  readonly title: string;
  readonly props: StatefulWebAppProps;
}

const PLAIN: StatefulWebAppProps = { image: 'example/wiki:1.4', port: 8080, replicas: 2 };

/** Props with one to three choices, drawn by `next`, which gives numbers from 0 to below 1. */
export function oddApp(next: () => number): OddApp {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const chosen = new Map<string, readonly [string, Props]>();
  const wanted = 1 + Math.floor(next() * 3);
  while (chosen.size < wanted) {
    const { prop, values, set } = pick(CHOICES);
    const value = pick(values);
    const shown = JSON.stringify(value).slice(0, 60);
    if (!chosen.has(prop)) chosen.set(prop, [`${prop} ${shown}`, set(value as never)]);
  }
  const props = [...chosen.values()].reduce((all, [, more]) => ({ ...all, ...more }), PLAIN);
  return { title: [...chosen.values()].map(([title]) => title).join(', '), props };
}

/** All choices, one at a time. */
export function everyOddApp(): OddApp[] {
  return CHOICES.flatMap(({ prop, values, set }) =>
    values.map((value) => ({
      title: `${prop} ${JSON.stringify(value).slice(0, 60)}`,
      props: { ...PLAIN, ...set(value as never) },
    })),
  );
}
