import { PodSecurityLevel, PodSeparation, type StatefulWebAppProps } from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

const bare = { securityLevel: PodSecurityLevel.PRIVILEGED, kubernetesVersion: '1.37' };
const spreadOver = (topologyKey: string): object => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'wiki' } },
});

test.each([1, 3])('by default %i pods are spread over nodes and zones, as far as possible', (replicas) => {
  // With one pod too: a second one must not restart the first.
  expect(synthApp({ replicas }).pod.topologySpreadConstraints).toEqual([
    spreadOver('kubernetes.io/hostname'),
    spreadOver('topology.kubernetes.io/zone'),
  ]);
});

test('no two pods share a node or a zone where that is asked for, beside what the author says', () => {
  const term = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'wiki' } },
  };
  expect(synthApp({ scheduling: { separation: PodSeparation.NODE } }).pod.affinity).toEqual({
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
  });
  const own = { topologyKey: 'rack', labelSelector: {} };
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] }],
    },
  };
  const affinity = { nodeAffinity, podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [own] } };
  expect(synthApp({ scheduling: { affinity, separation: PodSeparation.NODE } }).pod.affinity).toEqual({
    nodeAffinity,
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [own, term] },
  });
});

test('a pod gets no variables for the Services beside it, unless it asks for them', () => {
  expect(synthApp().pod.enableServiceLinks).toBe(false);
  expect(synthApp({ enableServiceLinks: true }).pod.enableServiceLinks).toBe(true);
  expect(synthApp(bare).pod).not.toHaveProperty('enableServiceLinks');
});

test('the spread can be left out, and is at the level privileged', () => {
  expect(synthApp({ scheduling: { topologySpread: [] } }).pod).not.toHaveProperty('topologySpreadConstraints');
  expect(synthApp({ ...bare, replicas: 3 }).pod).not.toHaveProperty('topologySpreadConstraints');
});

test.each<[string, Partial<StatefulWebAppProps>, object]>([
  [
    'where to run',
    {
      scheduling: {
        nodeSelector: { disk: 'ssd' },
        nodeName: 'n1',
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
        tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
        topologySpread: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
        schedulerName: 'mine',
        runtimeClassName: 'kata',
        overhead: { memory: '64Mi' },
        schedulingGates: ['quota'],
        os: 'linux',
      },
    },
    {
      nodeSelector: { disk: 'ssd' },
      nodeName: 'n1',
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } },
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
      topologySpreadConstraints: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
      schedulerName: 'mine',
      runtimeClassName: 'kata',
      overhead: { memory: '64Mi' },
      schedulingGates: [{ name: 'quota' }],
      os: { name: 'linux' },
    },
  ],
  [
    'before whom to run',
    { scheduling: { priorityClassName: 'high', preemptionPolicy: 'Never' } },
    { priorityClassName: 'high', preemptionPolicy: 'Never' },
  ],
  [
    'how names resolve',
    {
      dns: {
        policy: 'None',
        nameservers: ['10.0.0.53'],
        searches: ['example.org'],
        options: [{ name: 'ndots', value: '1' }],
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
        setHostnameAsFqdn: true,
      },
    },
    {
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['10.0.0.53'],
        searches: ['example.org'],
        options: [{ name: 'ndots', value: '1' }],
      },
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      setHostnameAsFQDN: true,
    },
  ],
  [
    'which host name they have',
    { dns: { hostnameOverride: 'wiki.example.org' } },
    { hostnameOverride: 'wiki.example.org' },
  ],
  [
    'what of the node they share',
    { nodeAccess: { hostNetwork: true, hostPid: true, hostIpc: true } },
    { hostNetwork: true, hostPID: true, hostIPC: true },
  ],
  ['whether their users are those of the node', { nodeAccess: { hostUsers: false } }, { hostUsers: false }],
  [
    'whose rights they have',
    { serviceAccountName: 'wiki', automountServiceAccountToken: true, imagePullSecrets: ['registry'] },
    {
      serviceAccountName: 'wiki',
      automountServiceAccountToken: true,
      imagePullSecrets: [{ name: 'registry' }],
    },
  ],
  [
    'what they see of each other, and when they are ready',
    { enableServiceLinks: false, shareProcessNamespace: true, readinessGates: ['example.org/registered'] },
    {
      enableServiceLinks: false,
      shareProcessNamespace: true,
      readinessGates: [{ conditionType: 'example.org/registered' }],
    },
  ],
  [
    'what they get together, and which devices',
    {
      podResources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
      resourceClaims: [
        { name: 'a', resourceClaimTemplateName: 'gpu' },
        { name: 'b', resourceClaimName: 'nic' },
      ],
    },
    {
      resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
      resourceClaims: [
        { name: 'a', resourceClaimTemplateName: 'gpu' },
        { name: 'b', resourceClaimName: 'nic' },
      ],
    },
  ],
])('pods can be told %s', (_, props, expected) => {
  expect(synthApp({ ...bare, ...props }).pod).toMatchObject(expected);
});

test('a port of the node and its address are given as the API has them', () => {
  const { container } = synthApp({
    ...bare,
    port: undefined,
    ports: [{ containerPort: 53, hostPort: 5353, hostIp: '127.0.0.1' }],
  });

  expect(container.ports).toEqual([{ containerPort: 53, hostPort: 5353, hostIP: '127.0.0.1' }]);
});

test.each([
  ['a service account', { serviceAccountName: 'A' }, 'serviceAccountName [source-name-invalid]'],
  ['a pull secret', { imagePullSecrets: ['A'] }, 'imagePullSecrets[0] [source-name-invalid]'],
])('%s of a name that no object can have is an error', (_, props, message) => {
  expect(summaries(synthErrors(props))).toEqual([message]);
});
