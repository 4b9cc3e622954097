import type { PlainObject } from '../plain';

/**
 * Fields that the API server drops without a word while their feature gate is off, which it is by default before the version
 * named here. Read in pkg/features/kube_features.go and in the dropDisabled… functions of k8s.io/kubernetes 1.27 to 1.37.
 */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Whether a version drops this value, where that is not so up to one version. */
type Dropping = (minor: number, value: unknown) => boolean;

const GATED: Readonly<Record<string, Readonly<Record<string, number | Dropping>>>> = {
  RollingUpdateStatefulSetStrategy: { maxUnavailable: 37 },
  ServiceSpec: { trafficDistribution: 31 },
  PodSpec: {
    hostUsers: 33,
    resources: 34,
    resourceClaims: 34,
    hostnameOverride: 35,
    workloadRef: NEVER,
    schedulingGroup: NEVER,
    evictionResponders: NEVER,
  },
  PodSecurityContext: { supplementalGroupsPolicy: 33, seLinuxChangePolicy: 33 },
  PodAffinityTerm: { matchLabelKeys: 31, mismatchLabelKeys: 31 },
  // 1.34 knows what containers do with it from 1.35 on, and drops it.
  Container: { resizePolicy: 33, restartPolicy: (minor) => minor === 34, restartPolicyRules: 35 },
  InitContainer: {
    resizePolicy: 33,
    restartPolicy: (minor, value) => minor < 29 || (minor === 34 && value !== 'Always'),
    restartPolicyRules: 35,
  },
  ResourceRequirements: { claims: 34 },
  VolumeMount: { recursiveReadOnly: 31, bindMountOptions: NEVER },
  EnvVarSource: { fileKeyRef: 35 },
  EmptyDirVolumeSource: { mode: NEVER },
  VolumeProjection: { clusterTrustBundle: 37, podCertificate: 37 },
  Lifecycle: { stopSignal: NEVER },
  LifecycleHandler: { sleep: 30 },
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
    const gate = gated[field] ?? 0;
    return typeof gate === 'number' ? minor < gate : gate(minor, value[field]);
  });
}

const NONE: readonly string[] = [];
