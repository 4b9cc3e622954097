import {
  AppArmorProfile,
  ContainerRestartPolicy,
  EnvVar,
  LifecycleHook,
  type StatefulWebAppProps,
  UpdateStrategy,
  Volume,
} from '../../../lib';

const sidecar = { name: 'a', image: 'x', restart: { policy: ContainerRestartPolicy.ALWAYS } };
const appArmorProfile = AppArmorProfile.runtimeDefault();
const container = 'spec.template.spec.containers[wiki]';
const mounted = { volumes: [Volume.emptyDir('v')], mounts: [{ name: 'v', mountPath: '/v' }] };

/** The fields that Kubernetes 1.27 does not have: where, the version that keeps them, and the props that give them. */
export const NEWER_FIELDS: [path: string, since: string, props: Partial<StatefulWebAppProps>][] = [
  ['spec.template.spec.initContainers[a].restartPolicy', '1.29', { initContainers: [sidecar] }],
  [`${container}.lifecycle.preStop.sleep`, '1.30', { lifecycle: { preStop: LifecycleHook.sleep(1) } }],
  ['spec.template.spec.securityContext.appArmorProfile', '1.30', { podSecurityContext: { appArmorProfile } }],
  [`${container}.securityContext.appArmorProfile`, '1.30', { securityContext: { appArmorProfile } }],
  [
    `${container}.volumeMounts[v].recursiveReadOnly`,
    '1.31',
    { ...mounted, mounts: [{ name: 'v', mountPath: '/v', recursiveReadOnly: 'Enabled', readOnly: true }] },
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
  [`${container}.resizePolicy`, '1.33', { restart: { onResize: { cpu: false } } }],
  ['spec.template.spec.resources', '1.34', { podResources: { limits: { cpu: '1' } } }],
  [
    'spec.volumeClaimTemplates[www].spec.volumeAttributesClassName',
    '1.34',
    { claims: [{ name: 'www', size: '1Gi', mountPath: '/w', volumeAttributesClassName: 'fast' }] },
  ],
  ['spec.template.spec.resourceClaims', '1.34', { resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] }],
  [`${container}.env[A].valueFrom.fileKeyRef`, '1.35', { ...mounted, envValues: { A: EnvVar.file('v', 'p', 'A') } }],
  ['spec.template.spec.hostnameOverride', '1.35', { dns: { hostnameOverride: 'x' } }],
  ['spec.template.spec.volumes[v].image', '1.35', { volumes: [Volume.image('v', 'x')] }],
  [
    `${container}.restartPolicyRules`,
    '1.35',
    { restart: { policy: ContainerRestartPolicy.NEVER, rules: [{ exitCodes: [1] }] } },
  ],
  [
    'spec.updateStrategy.rollingUpdate.maxUnavailable',
    '1.37',
    { updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }) },
  ],
];
