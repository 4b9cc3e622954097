import { AppArmorProfile, PodSecurityLevel, SeccompProfile, type StatefulWebAppProps, Volume } from '../../lib';
import { synthApp, synthErrors, summaries } from '../support/synth';

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
    'StatefulSet: spec.template.spec.containers[wiki].securityContext.privileged [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'the network of the node',
    BASELINE,
    { nodeAccess: { hostNetwork: true } },
    'StatefulSet: spec.template.spec.hostNetwork [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'a path of the node',
    RESTRICTED,
    { volumes: [Volume.hostPath('v', '/x')] },
    'StatefulSet: spec.template.spec.volumes[v].hostPath [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'a port of the node',
    BASELINE,
    { port: undefined, ports: [{ containerPort: 80, name: 'http', hostPort: 80 }] },
    'StatefulSet: spec.template.spec.containers[wiki].ports[http].hostPort [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'all system calls',
    BASELINE,
    { podSecurityContext: { seccompProfile: SeccompProfile.unconfined() } },
    'StatefulSet: spec.template.spec.securityContext.seccompProfile.type [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'an unsafe kernel parameter',
    BASELINE,
    { podSecurityContext: { sysctls: { 'kernel.msgmax': '1' } } },
    'StatefulSet: spec.template.spec.securityContext.sysctls[kernel.msgmax] [security-level-exceeded]',
    'PRIVILEGED',
  ],
  [
    'a share',
    RESTRICTED,
    { volumes: [Volume.nfs('v', 'nas', '/x')] },
    'StatefulSet: spec.template.spec.volumes[v].nfs [security-level-exceeded]',
    'BASELINE',
  ],
  [
    'escalation',
    RESTRICTED,
    { securityContext: { allowPrivilegeEscalation: true } },
    'StatefulSet: spec.template.spec.containers[wiki].securityContext.allowPrivilegeEscalation [security-level-exceeded]',
    'BASELINE',
  ],
  [
    'a container that runs as root',
    RESTRICTED,
    { initContainers: [{ name: 'own', image: 'x', securityContext: { runAsUser: 0 } }] },
    'StatefulSet: spec.template.spec.initContainers[own].securityContext.runAsUser [security-level-exceeded]',
    'BASELINE',
  ],
  [
    'capabilities kept',
    RESTRICTED,
    { securityContext: { dropCapabilities: [] } },
    'StatefulSet: spec.template.spec.containers[wiki].securityContext.capabilities.drop [security-level-exceeded]',
    'BASELINE',
  ],
])('%s is an error at the level %s', (_, securityLevel, props, message, way) => {
  const errors = synthErrors({ securityLevel, ...props });

  expect(summaries(errors)).toEqual([message]);
  expect(errors[0]).toContain(`at security level ${securityLevel.toUpperCase()}`);
  expect(errors[0]).toContain(`set securityLevel to ${way}. [security-level-exceeded]`);
});

test('a user or group of a container that is no id is an error', () => {
  expect(synthErrors({ securityContext: { runAsUser: -1 } })).toEqual([
    expect.stringMatching(/`securityContext.runAsUser` .*\[user-or-group-invalid\]/),
  ]);
});
