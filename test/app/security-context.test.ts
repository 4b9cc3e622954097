import { AppArmorProfile, PodSecurityLevel, SeccompProfile, type StatefulWebAppProps, Volume } from '../../lib';
import { synthApp, synthErrors } from '../support/synth';

const bare = { securityLevel: PodSecurityLevel.PRIVILEGED, kubernetesVersion: '1.37' };

test('the security context of the pod can be given in full', () => {
  const { pod } = synthApp({
    ...bare,
    user: 1,
    group: 2,
    fsGroup: 3,
    podSecurityContext: {
      runAsNonRoot: true,
      fsGroupChangePolicy: 'Always',
      supplementalGroups: [4],
      supplementalGroupsPolicy: 'Strict',
      seccompProfile: SeccompProfile.localhost('wiki.json'),
      appArmorProfile: AppArmorProfile.runtimeDefault(),
      seLinuxOptions: { level: 's0:c1,c2' },
      seLinuxChangePolicy: 'Recursive',
      sysctls: { 'net.core.somaxconn': '1024' },
    },
  });

  expect(pod.securityContext).toEqual({
    runAsUser: 1,
    runAsGroup: 2,
    fsGroup: 3,
    runAsNonRoot: true,
    fsGroupChangePolicy: 'Always',
    supplementalGroups: [4],
    supplementalGroupsPolicy: 'Strict',
    seccompProfile: { type: 'Localhost', localhostProfile: 'wiki.json' },
    appArmorProfile: { type: 'RuntimeDefault' },
    seLinuxOptions: { level: 's0:c1,c2' },
    seLinuxChangePolicy: 'Recursive',
    sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
  });
});

test('the security context of a container can be given in full', () => {
  const { container } = synthApp({
    ...bare,
    addCapabilities: ['SYS_TIME'],
    writableRootFilesystem: false,
    securityContext: {
      privileged: false,
      allowPrivilegeEscalation: true,
      dropCapabilities: ['NET_RAW'],
      runAsUser: 5,
      runAsGroup: 6,
      runAsNonRoot: true,
      seccompProfile: SeccompProfile.unconfined(),
      appArmorProfile: AppArmorProfile.unconfined(),
      seLinuxOptions: { type: 'spc_t' },
      procMount: 'Default',
    },
  });

  expect(container.securityContext).toEqual({
    privileged: false,
    allowPrivilegeEscalation: true,
    readOnlyRootFilesystem: true,
    capabilities: { add: ['SYS_TIME'], drop: ['NET_RAW'] },
    runAsUser: 5,
    runAsGroup: 6,
    runAsNonRoot: true,
    seccompProfile: { type: 'Unconfined' },
    appArmorProfile: { type: 'Unconfined' },
    seLinuxOptions: { type: 'spc_t' },
    procMount: 'Default',
  });
});

test('what the author says takes the place of what the level says, as far as the level allows', () => {
  const { container, pod } = synthApp({
    securityLevel: PodSecurityLevel.BASELINE,
    securityContext: { allowPrivilegeEscalation: true, dropCapabilities: ['NET_RAW'] },
    podSecurityContext: { runAsNonRoot: true },
  });

  expect(container.securityContext).toMatchObject({
    allowPrivilegeEscalation: true,
    capabilities: { drop: ['NET_RAW'] },
  });
  expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
});

const { RESTRICTED, BASELINE } = PodSecurityLevel;

test.each<[string, PodSecurityLevel, Partial<StatefulWebAppProps>, string, string]>([
  [
    'privileges',
    BASELINE,
    { securityContext: { privileged: true } },
    'securityContext.privileged: must not be on',
    'PRIVILEGED',
  ],
  [
    'the network of the node',
    BASELINE,
    { nodeAccess: { hostNetwork: true } },
    'spec.hostNetwork: must not be on',
    'PRIVILEGED',
  ],
  [
    'a path of the node',
    RESTRICTED,
    { volumes: [Volume.hostPath('v', '/x')] },
    'volumes[v].hostPath: must not be used',
    'PRIVILEGED',
  ],
  [
    'a port of the node',
    BASELINE,
    { port: undefined, ports: [{ containerPort: 80, name: 'http', hostPort: 80 }] },
    'ports[http].hostPort: must not be used',
    'PRIVILEGED',
  ],
  [
    'all system calls',
    BASELINE,
    { podSecurityContext: { seccompProfile: SeccompProfile.unconfined() } },
    'seccompProfile.type: must be RuntimeDefault or Localhost',
    'PRIVILEGED',
  ],
  [
    'an unsafe kernel parameter',
    BASELINE,
    { podSecurityContext: { sysctls: { 'kernel.msgmax': '1' } } },
    'sysctls[kernel.msgmax]: must be one of kernel.shm_rmid_forced',
    'PRIVILEGED',
  ],
  [
    'a share',
    RESTRICTED,
    { volumes: [Volume.nfs('v', 'nas', '/x')] },
    'volumes[v].nfs: must be one of configMap',
    'BASELINE',
  ],
  [
    'escalation',
    RESTRICTED,
    { securityContext: { allowPrivilegeEscalation: true } },
    'allowPrivilegeEscalation: must be false',
    'BASELINE',
  ],
  [
    'a container that runs as root',
    RESTRICTED,
    { initContainers: [{ name: 'own', image: 'x', securityContext: { runAsUser: 0 } }] },
    'initContainers[own].securityContext.runAsUser: must not be root',
    'BASELINE',
  ],
  [
    'capabilities kept',
    RESTRICTED,
    { securityContext: { dropCapabilities: [] } },
    'capabilities.drop: must have ALL',
    'BASELINE',
  ],
])('%s is an error at the level %s', (_, securityLevel, props, message, way) => {
  const errors = synthErrors({ securityLevel, ...props });

  expect(errors).toEqual([expect.stringContaining(message)]);
  expect(errors[0]).toContain(`at the security level ${securityLevel}`);
  expect(errors[0]).toContain(`set securityLevel to ${way}. [security-level-exceeded]`);
});

test('a user or group of a container that is no id is an error', () => {
  expect(synthErrors({ securityContext: { runAsUser: -1 } })).toEqual([
    expect.stringContaining('securityContext.runAsUser: must be a whole number of 0 or more, not -1'),
  ]);
});
