import { EnvVar, LifecycleHook, PodSecurityLevel, type StatefulWebAppProps, UpdateStrategy, Volume } from '../../lib';
import { AppArmorProfile, ContainerRestartPolicy } from '../../lib';
import { synthErrors } from '../support/synth';

const bare = { securityLevel: PodSecurityLevel.PRIVILEGED };
const sidecar = { name: 'a', image: 'x', restart: { policy: ContainerRestartPolicy.ALWAYS } };
const appArmorProfile = AppArmorProfile.runtimeDefault();

test.each<[string, string, Partial<StatefulWebAppProps>]>([
  ['spec.template.spec.initContainers[a].restartPolicy', '1.29', { initContainers: [sidecar] }],
  [
    'spec.template.spec.containers[wiki].lifecycle.preStop.sleep',
    '1.30',
    { lifecycle: { preStop: LifecycleHook.sleep(1) } },
  ],
  ['spec.template.spec.securityContext.appArmorProfile', '1.30', { podSecurityContext: { appArmorProfile } }],
  [
    'spec.template.spec.containers[wiki].securityContext.appArmorProfile',
    '1.30',
    { securityContext: { appArmorProfile } },
  ],
  [
    'spec.template.spec.containers[wiki].volumeMounts[v].recursiveReadOnly',
    '1.31',
    {
      volumes: [Volume.emptyDir('v')],
      mounts: [{ name: 'v', mountPath: '/v', recursiveReadOnly: 'Enabled', readOnly: true }],
    },
  ],
  ['spec.template.spec.hostUsers', '1.33', { nodeAccess: { hostUsers: false } }],
  [
    'spec.template.spec.securityContext.supplementalGroupsPolicy',
    '1.33',
    { podSecurityContext: { supplementalGroupsPolicy: 'Strict' } },
  ],
  [
    'spec.template.spec.securityContext.seLinuxChangePolicy',
    '1.33',
    { podSecurityContext: { seLinuxChangePolicy: 'Recursive' } },
  ],
  ['spec.template.spec.containers[wiki].resizePolicy', '1.33', { restart: { onResize: { cpu: false } } }],
  ['spec.template.spec.resources', '1.34', { podResources: { limits: { cpu: '1' } } }],
  [
    'spec.volumeClaimTemplates[www].spec.volumeAttributesClassName',
    '1.34',
    { claims: [{ name: 'www', size: '1Gi', mountPath: '/w', volumeAttributesClassName: 'fast' }] },
  ],
  ['spec.template.spec.resourceClaims', '1.34', { resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] }],
  [
    'spec.template.spec.containers[wiki].env[A].valueFrom.fileKeyRef',
    '1.35',
    { envValues: { A: EnvVar.file('v', 'p', 'A') } },
  ],
  ['spec.template.spec.hostnameOverride', '1.35', { dns: { hostnameOverride: 'x' } }],
  ['spec.template.spec.volumes[v].image', '1.35', { volumes: [Volume.image('v', 'x')] }],
  ['spec.template.spec.containers[wiki].restartPolicyRules', '1.35', { restart: { rules: [{ exitCodes: [1] }] } }],
  [
    'spec.updateStrategy.rollingUpdate.maxUnavailable',
    '1.37',
    { updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }) },
  ],
])('%s is an error before Kubernetes %s, which it names, and fine from there on', (path, since, props) => {
  const before = `1.${Number(since.slice(2)) - 1}`;

  for (const kubernetesVersion of [undefined, before]) {
    expect(synthErrors({ ...bare, ...props, kubernetesVersion })).toEqual([
      expect.stringMatching(
        new RegExp(
          `StatefulSet wiki: ${path.replace(/[[\].]/g, '\\$&')}: needs Kubernetes ${since}, and .*Set kubernetesVersion to '${since}'.*\\[field-not-in-version\\]`,
        ),
      ),
    ]);
  }
  expect(synthErrors({ ...bare, ...props, kubernetesVersion: since })).toEqual([]);
});

test('a field that no version has on is an error in every one', () => {
  const lifecycle = { stopSignal: 'SIGUSR1' };

  expect(synthErrors({ ...bare, lifecycle, kubernetesVersion: '1.37' })).toEqual([
    expect.stringContaining('lifecycle.stopSignal: is dropped by every Kubernetes up to 1.37'),
  ]);
});

test.each(['v1.30', '1.30.4', 'v1.29.7-eks-a737599', '1.99'])('%s is a version', (kubernetesVersion) => {
  expect(synthErrors({ kubernetesVersion })).toEqual([]);
});

test.each(['1.26', '1.3', '2.0', 'latest', ''])("'%s' is none that manifests can be made for", (kubernetesVersion) => {
  expect(synthErrors({ kubernetesVersion })).toEqual([
    expect.stringContaining(
      `kubernetesVersion: must be a version of Kubernetes from 1.27 on, not '${kubernetesVersion}'. Write it as text, such as '1.30'`,
    ),
  ]);
});
