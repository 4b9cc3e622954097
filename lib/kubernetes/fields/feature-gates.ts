import { type Change, has } from '../gates';
import type { PlainObject } from '../plain';

/**
 * Fields that the API server drops without a word while their feature gate is off. Read in the dropDisabled… functions of
 * k8s.io/kubernetes 1.27 to 1.37.
 */
const NEVER = undefined;

/** The gate that keeps a field; none is on anywhere yet; or whether a version drops this value, where one gate does not say it. */
type Gate = Change | typeof NEVER | ((minor: number, value: unknown) => boolean);

const GATED: Readonly<Record<string, Readonly<Record<string, Gate>>>> = {
  RollingUpdateStatefulSetStrategy: { maxUnavailable: 'MaxUnavailableStatefulSet' },
  ServiceSpec: { trafficDistribution: 'ServiceTrafficDistribution' },
  PodSpec: {
    hostUsers: 'UserNamespacesSupport',
    resources: 'PodLevelResources',
    resourceClaims: 'DynamicResourceAllocation',
    hostnameOverride: 'HostnameOverride',
    workloadRef: NEVER,
    schedulingGroup: NEVER,
    evictionResponders: NEVER,
  },
  PodSecurityContext: {
    supplementalGroupsPolicy: 'SupplementalGroupsPolicy',
    seLinuxChangePolicy: 'SELinuxChangePolicy',
  },
  PodAffinityTerm: { matchLabelKeys: 'MatchLabelKeysInPodAffinity', mismatchLabelKeys: 'MatchLabelKeysInPodAffinity' },
  Container: {
    resizePolicy: 'InPlacePodVerticalScaling',
    restartPolicy: (minor) => isRestartPolicyDropped(minor),
    restartPolicyRules: 'ContainerRestartRules',
  },
  InitContainer: {
    resizePolicy: 'InPlacePodVerticalScaling',
    restartPolicy: (minor, value) =>
      !has('SidecarContainers', minor) || (isRestartPolicyDropped(minor) && value !== 'Always'),
    restartPolicyRules: 'ContainerRestartRules',
  },
  ResourceRequirements: { claims: 'DynamicResourceAllocation' },
  VolumeMount: { recursiveReadOnly: 'RecursiveReadOnlyMounts', bindMountOptions: NEVER },
  EnvVarSource: { fileKeyRef: 'EnvFiles' },
  EmptyDirVolumeSource: { mode: NEVER },
  VolumeProjection: { clusterTrustBundle: 'ClusterTrustBundleProjection', podCertificate: 'PodCertificateRequest' },
  Lifecycle: { stopSignal: NEVER },
  LifecycleHandler: { sleep: 'PodLifecycleSleepAction' },
  HTTPGetAction: { protocol: NEVER },
  GRPCAction: { mode: NEVER },
  ConfigMapVolumeSource: { defaultUser: NEVER },
  SecretVolumeSource: { defaultUser: NEVER },
  DownwardAPIVolumeSource: { defaultUser: NEVER },
  ProjectedVolumeSource: { defaultUser: NEVER },
  KeyToPath: { user: NEVER },
  DownwardAPIVolumeFile: { user: NEVER },
  ServiceAccountTokenProjection: { user: NEVER },
  ClusterTrustBundleProjection: { user: NEVER },
  PodCertificateProjection: { user: NEVER },
};

function isRestartPolicyDropped(minor: number): boolean {
  return has('RestartPolicyOfContainersGated', minor) && !has('ContainerRestartRules', minor);
}

const IN_INIT_CONTAINERS = /\.initContainers\[[^\]]*\]$/;

/** The name under which the gates of an API type stand: init containers have gates of their own. */
export function gatedType(struct: string, path: string): string {
  return struct === 'Container' && IN_INIT_CONTAINERS.test(path) ? 'InitContainer' : struct;
}

/** The fields of an API type that are dropped in a minor version. */
export function droppedFields(struct: string, value: PlainObject, minor: number): readonly string[] {
  const gated = GATED[struct];
  if (gated === undefined) return NONE;
  return Object.keys(gated).filter((field) => {
    const gate = gated[field];
    return typeof gate === 'function' ? gate(minor, value[field]) : gate === NEVER || !has(gate, minor);
  });
}

const NONE: readonly string[] = [];

/**
 * Fields that go with what is around them, and so stand in no list of dropped fields: volumes of images are dropped whole, with their
 * mounts, and claims lose theirs by a strategy of their own.
 */
const GONE_WITH_OTHERS: Readonly<Record<string, Readonly<Record<string, Change | typeof NEVER>>>> = {
  Volume: { image: 'ImageVolume' },
  PersistentVolumeClaimSpec: { volumeAttributesClassName: 'VolumeAttributesClass' },
  // Gate CrossNamespaceVolumeDataSource.
  TypedObjectReference: { namespace: NEVER },
};

/** Whether a minor version keeps this value of a field without a gate being turned on, wherever it is dropped. */
export function isKept(struct: string, field: string, value: unknown, minor: number): boolean {
  const others = GONE_WITH_OTHERS[struct];
  if (others !== undefined && Object.hasOwn(others, field)) {
    const gate = others[field];
    if (gate === NEVER || !has(gate, minor)) return false;
  }
  return !droppedFields(struct, { [field]: value }, minor).includes(field);
}
