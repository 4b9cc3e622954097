import {
  EnvValue,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  PersistentVolumeAccessMode,
  PersistentVolumeMode,
} from 'cdk8s-plus-27';
import type { Chart } from 'cdk8s';
import {
  AutoscalingMetric,
  ConfigChange,
  DisruptionBudget,
  EnvFromSource,
  LifecycleHook,
  ManifestPatch,
  NetworkPeer,
  PodSecurityLevel,
  Probe,
  ServiceExposure,
  StatefulWebApp,
  type StatefulWebAppProps,
  UpdateStrategy,
  Volume,
} from '../../../lib';

/** One way to make a mistake that synth reports, by the code that it reports. */
export interface Mistake {
  readonly code: string;
  readonly title: string;
  readonly build: (chart: Chart) => void;
}

const data = { name: 'data', size: '1Gi', mountPath: '/srv' };
const text = (value: unknown): string => value as string;
const ports = (...numbers: [string | undefined, number][]): Partial<StatefulWebAppProps> => ({
  port: undefined,
  ports: numbers.map(([name, containerPort]) => ({ name, containerPort })),
});

const patch = (spec: object): ManifestPatch => ManifestPatch.merge({ kind: 'StatefulSet' }, { spec });

/** Every error of an app's own props, each at least once. */
export const MISTAKES: readonly Mistake[] = [
  mistake('prop-missing', 'no image', { image: undefined as never }),
  mistake('prop-unknown', 'a prop that is misspelt', { replica: 3 } as never),
  mistake('name-invalid', 'no DNS label', { name: 'My_App' }),
  mistake('name-invalid', '53 characters', { name: 'x'.repeat(53), serviceName: 'x' }),
  mistake('service-name-invalid', 'a capital', { serviceName: 'Nginx' }),
  mistake('service-name-invalid', 'a digit at its beginning', { serviceName: '1st' }),
  mistake('namespace-invalid', 'a dot', { namespace: 'a.b' }),
  mistake('cluster-domain-invalid', 'an underscore', { clusterDomain: 'cluster_local' }),
  mistake('container-name-invalid', 'a capital', { containerName: 'Web' }),
  mistake('replicas-invalid', 'negative', { replicas: -1 }),
  mistake('replicas-invalid', 'a half', { replicas: 1.5 }),
  mistake('ordinal-invalid', 'negative', { firstOrdinal: -1 }),
  mistake('external-object-without-source', 'blank', { externalObjects: { 'wiki-db': ' ' } }),
  mistake('image-invalid', 'white space', { image: ' nginx' }),
  mistake('image-invalid', 'empty', { image: '' }),
  mistake('image-invalid', 'capitals', { image: 'Example/App:1' }),
  mistake('port-and-ports', 'both', { ports: [{ containerPort: 80 }] }),
  mistake('port-out-of-range', '70000', { port: 70000 }),
  mistake('port-name-invalid', 'a capital', ports(['HTTP', 80])),
  mistake('port-name-missing', 'one of two', ports([undefined, 80], ['b', 81])),
  mistake('port-name-duplicate', 'two numbers', ports(['a', 80], ['a', 81])),
  mistake('port-duplicate', 'one number', ports(['a', 80], ['b', 80])),
  mistake('env-name-duplicate', 'a value and a source', {
    env: { A: 'x' },
    envValues: { A: EnvValue.fromProcess('PATH') },
  }),
  mistake('env-name-invalid', 'a digit at its beginning', { env: { '1A': 'x' } }),
  mistake('env-name-invalid', 'an equals sign', { env: { 'A=B': 'x' } }),
  mistake('env-value-invalid', 'a number', { env: { A: text(1) } }),
  mistake('quantity-invalid', 'no quantity', { resources: { requests: { cpu: 'lots' } } }),
  mistake('quantity-invalid', 'negative', { resources: { requests: { cpu: '-1' } } }),
  mistake('resource-name-invalid', 'white space', { resources: { limits: { 'a b': '1' } } }),
  mistake('request-above-limit', 'cpu', { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  mistake('probe-port-invalid', 'no port', { port: undefined, readiness: Probe.tcpSocket() }),
  mistake('probe-port-unknown', 'a name of no port', { readiness: Probe.httpGet({ portName: 'web' }) }),
  mistake('probe-command-empty', 'no command', { readiness: Probe.exec([]) }),
  mistake('probe-option-invalid', 'a negative delay', { readiness: Probe.tcpSocket({ initialDelaySeconds: -1 }) }),
  mistake('probe-option-invalid', 'two successes for liveness', { liveness: Probe.tcpSocket({ successThreshold: 2 }) }),
  mistake('mount-path-relative', 'of a claim', { claims: [{ ...data, mountPath: 'srv' }] }),
  mistake('mount-path-invalid', 'a colon', { claims: [{ ...data, mountPath: '/a:b' }] }),
  mistake('mount-path-duplicate', 'two claims', { claims: [data, { ...data, name: 'two' }] }),
  mistake('mount-path-duplicate', 'a slash at the end', {
    claims: [data, { ...data, name: 'two', mountPath: '/srv/' }],
  }),
  mistake('mount-source-unknown', 'no such claim', { mounts: [{ name: 'nope', mountPath: '/x' }] }),
  mistake('sub-path-invalid', 'two dots', { claims: [{ ...data, subPath: '../x' }] }),
  mistake('claim-name-invalid', 'a dot', { claims: [{ ...data, name: 'a.b' }] }),
  mistake('claim-name-duplicate', 'two claims', { claims: [data, { ...data, mountPath: '/other' }] }),
  mistake('claim-size-invalid', 'zero', { claims: [{ ...data, size: '0' }] }),
  mistake('claim-size-invalid', 'no quantity', { claims: [{ ...data, size: '10GB' }] }),
  mistake('claim-access-modes-empty', 'none', { claims: [{ ...data, accessModes: [] }] }),
  mistake('claim-access-modes-conflict', 'ReadWriteOncePod beside another', {
    claims: [
      {
        ...data,
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE_POD, PersistentVolumeAccessMode.READ_WRITE_ONCE],
      },
    ],
  }),
  mistake('claim-volume-mode-mismatch', 'a path of a block device', {
    claims: [{ ...data, volumeMode: PersistentVolumeMode.BLOCK }],
  }),
  mistake('claim-not-mounted', 'nowhere', { claims: [{ name: 'data', size: '1Gi' }] }),
  mistake('label-key-invalid', 'white space', { labels: { 'a b': 'x' } }),
  mistake('label-value-invalid', '64 characters', { labels: { team: 'x'.repeat(64) } }),
  mistake('label-value-invalid', 'a number', { labels: { version: text(2) } }),
  mistake('annotation-key-invalid', 'nothing before the slash', { annotations: { '/x': '1' } }),
  mistake('annotation-value-invalid', 'a number', { annotations: { build: text(7) } }),
  mistake('annotations-too-large', '256 KiB and one byte', { annotations: { a: 'x'.repeat(256 * 1024) } }),
  mistake('selector-empty', 'no label', { selectorLabels: {} }),
  mistake('tracking-label-on-claims', "Argo CD's, on a claim", {
    claims: [{ ...data, labels: { 'app.kubernetes.io/instance': 'a' } }],
  }),
  mistake('tracking-label-on-claims', "Argo CD's", { selectorLabels: { 'app.kubernetes.io/instance': 'a' } }),
  mistake('pod-label-against-selector', 'another value', { selectorLabels: { a: 'b' }, podLabels: { a: 'c' } }),
  mistake('update-strategy-invalid', 'a negative partition', {
    updateStrategy: UpdateStrategy.rollingUpdate({ partition: -1 }),
  }),
  mistake('update-strategy-invalid', 'no pod that may be away', {
    updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 0 }),
  }),
  mistake('seconds-invalid', 'negative', { minReadySeconds: -1 }),
  mistake('pause-beyond-grace', 'longer than Kubernetes gives by default', {
    lifecycle: { preStop: LifecycleHook.sleep(31) },
    kubernetesVersion: '1.30',
  }),
  mistake('revision-history-invalid', 'negative', { revisionHistoryLimit: -1 }),
  mistake('user-or-group-invalid', 'negative', { user: -1 }),
  mistake('security-level-exceeded', 'root', { user: 0 }),
  mistake('security-level-exceeded', 'a capability', {
    securityLevel: PodSecurityLevel.BASELINE,
    addCapabilities: ['SYS_ADMIN'],
  }),
  mistake('capability-invalid', 'the prefix CAP_', { addCapabilities: ['CAP_NET_BIND_SERVICE'] }),
  mistake('config-file-name-invalid', 'a slash', {
    configFolders: [{ name: 'etc', mountPath: '/etc/wiki', files: { 'a/b': '' } }],
  }),
  mistake('config-folder-not-mounted', 'nobody', { configFolders: [{ name: 'etc', files: {} }] }),
  mistake('config-folder-never-reloads', 'a file alone', {
    configFolders: [{ name: 'etc', files: { a: '' }, onChange: ConfigChange.RELOAD }],
    mounts: [{ name: 'etc', mountPath: '/etc/a', subPath: 'a' }],
  }),
  mistake('config-file-invalid', 'a number', { configFiles: { '/etc/app/a': text(1) } }),
  mistake('config-files-too-large', 'over 1 MiB', { configFiles: { '/etc/app/a': 'x'.repeat(1024 * 1024 + 1) } }),
  mistake('prop-wrong-type', 'text for a list', { claims: text('pages') as unknown as [] }),
  mistake('container-name-duplicate', "the app's", { containers: [{ name: 'wiki', image: 'example/other:1' }] }),
  mistake('init-container-probe', 'readiness', {
    initContainers: [{ name: 'init', image: 'example/init:1', readiness: Probe.exec(['true']) }],
  }),
  mistake('field-unknown', 'in a patch', { patches: [patch({ template: { spec: { nope: 1 } } })] }),
  mistake('field-type-wrong', 'in a patch', { patches: [patch({ minReadySeconds: '5' })] }),
  mistake('field-not-in-version', 'of 1.34 for 1.30', {
    kubernetesVersion: '1.30',
    patches: [patch({ template: { spec: { hostnameOverride: 'x' } } })],
  }),
  mistake('kubernetes-version-invalid', 'no version', { kubernetesVersion: 'newest' }),
  mistake('manifest-rejected', 'a DNS policy that is none', { dns: { policy: 'Nope' } }),
  mistake('patch-target-missing', 'no such kind', {
    patches: [ManifestPatch.merge({ kind: 'Ingress' }, { spec: {} })],
  }),
  mistake('selector-against-pod-labels', 'another label', {
    adoption: { selector: { matchLabels: { other: 'x' } } } as StatefulWebAppProps['adoption'],
  }),
  mistake('source-name-invalid', 'a capital', { envFrom: [EnvFromSource.configMap('Settings')] }),
  mistake('volume-name-duplicate', 'two volumes', { volumes: [Volume.emptyDir('a'), Volume.emptyDir('a')] }),
  mistake('volume-name-invalid', 'a capital', { volumes: [Volume.emptyDir('Cache')] }),
  {
    code: 'object-duplicate',
    title: 'two apps of one name',
    build: (chart: Chart): void => {
      new StatefulWebApp(chart, 'a', { name: 'web', image: 'example/web:1' });
      new StatefulWebApp(chart, 'b', { name: 'web', image: 'example/web:2' });
    },
  },
  mistake('object-name-duplicate', 'two Services', { clientService: { name: 'wiki' } }),
  mistake('object-name-invalid', 'an Ingress', { ingresses: [{ name: 'A_b' }] }),
  mistake('service-without-ports', 'a client Service', { port: undefined, clientService: {} }),
  mistake('port-unknown', 'of a client Service', { clientService: { ports: [{ port: 80, targetPort: 'nope' }] } }),
  mistake('host-invalid', 'an underscore', { ingresses: [{ host: 'a_b.example.com' }] }),
  mistake('path-relative', 'of an Ingress', { ingresses: [{ path: 'a' }] }),
  mistake('ordinal-unknown', 'a route to no pod', { ingresses: [{ ordinal: 7 }] }),
  mistake('service-account-twice', 'both', { serviceAccountName: 'default', serviceAccount: {} }),
  mistake('route-service-unknown', 'no such Service', { ingresses: [{ serviceName: 'web' }] }),
  mistake('route-service-unknown', 'a Service and a pod', {
    clientServices: [{ name: 'web' }],
    ingresses: [{ serviceName: 'web', ordinal: 0 }],
  }),
  mistake('route-port-ambiguous', 'two ports', { ...ports(['http', 8080], ['ssh', 2222]), ingresses: [{}] }),
  mistake('http-route-gateways', 'none', { httpRoutes: [{ gateways: [] }] }),
  mistake('autoscaling-invalid', 'more than the most', {
    autoscaling: { minReplicas: 3, maxReplicas: 2, metrics: [AutoscalingMetric.cpuAverage('1')] },
  }),
  mistake('autoscaling-metric-invalid', 'zero percent', {
    autoscaling: { maxReplicas: 2, metrics: [AutoscalingMetric.cpuUtilization(0)] },
    resources: { requests: { cpu: '1' } },
  }),
  mistake('autoscaling-without-request', 'no request', { autoscaling: { maxReplicas: 2 } }),
  mistake('replicas-with-autoscaling', 'both', {
    replicas: 2,
    autoscaling: { maxReplicas: 2, metrics: [AutoscalingMetric.cpuAverage('1')] },
  }),
  {
    code: 'autoscaler-duplicate',
    title: 'one of cdk8s-plus beside',
    build: (chart: Chart): void => {
      const metrics = [AutoscalingMetric.cpuAverage('1')];
      const app = new StatefulWebApp(chart, 'wiki', {
        image: 'example/wiki:1.4',
        autoscaling: { maxReplicas: 2, metrics },
      });
      new HorizontalPodAutoscaler(chart, 'other', {
        target: app,
        maxReplicas: 3,
        metrics: [Metric.external({ name: 'queue', target: MetricTarget.averageValue(5) })],
      });
    },
  },
  mistake('cidr-invalid', 'no range', { networkPolicy: { ingress: [{ peers: [NetworkPeer.cidr('10.0.0.1')] }] } }),
  mistake('namespace-and-labels', 'both', {
    networkPolicy: { ingress: [{ peers: [NetworkPeer.pods({ namespace: 'a', namespaceLabels: { b: 'c' } })] }] },
  }),
  mistake('network-egress-unlimited', 'both', {
    networkPolicy: { limitsEgress: false, egress: [{ peers: [NetworkPeer.anywhere()] }] },
  }),
  mistake('network-peers-empty', 'nobody', { networkPolicy: { ingress: [{ peers: [] }] } }),
  mistake('network-port-invalid', 'a range without a beginning', {
    networkPolicy: { egress: [{ peers: [NetworkPeer.anywhere()], ports: [{ endPort: 80 }] }] },
  }),
  mistake('node-port-shared', 'two pods', {
    replicas: 2,
    ordinalServices: { type: ServiceExposure.NODE_PORT, ports: [{ port: 80, nodePort: 30123 }] },
  }),
  mistake('service-option-without-type', 'a class without a load balancer', {
    clientService: { loadBalancerClass: 'example.com/internal' },
  }),
  mistake('monitor-credentials-twice', 'both', {
    podMonitor: {
      bearerToken: { name: 's', key: 't' },
      basicAuth: { username: { name: 's', key: 'u' }, password: { name: 's', key: 'p' } },
    },
  }),
  mistake('monitor-port-missing', 'a port without a name', {
    ...ports([undefined, 80]),
    serviceMonitor: {},
  }),
  mistake('monitor-scheme-invalid', 'ftp', { serviceMonitor: { scheme: 'ftp' } }),
  mistake('disruption-budget-invalid', 'negative', {
    replicas: 2,
    disruptionBudget: DisruptionBudget.minAvailable(-1),
  }),
];

function mistake(code: string, title: string, props: Partial<StatefulWebAppProps>): Mistake {
  return {
    code,
    title,
    build: (chart) => void new StatefulWebApp(chart, 'wiki', { image: 'example/wiki:1.4', port: 8080, ...props }),
  };
}
