/**
 * Fields that the API server drops without a word while their feature gate is off, which it is by default before the version
 * named here. Read in pkg/features/kube_features.go and in the dropDisabled… functions of k8s.io/kubernetes 1.27 to 1.37.
 */
const NEVER = Number.MAX_SAFE_INTEGER;

const GATED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
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
  Container: { resizePolicy: 33, restartPolicy: 29, restartPolicyRules: 35 },
  ResourceRequirements: { claims: 34 },
  VolumeMount: { recursiveReadOnly: 31, bindMountOptions: NEVER },
  EnvVarSource: { fileKeyRef: 35 },
  EmptyDirVolumeSource: { mode: NEVER },
  VolumeProjection: { clusterTrustBundle: 37, podCertificate: 37 },
  Lifecycle: { stopSignal: NEVER },
  LifecycleHandler: { sleep: 30 },
  HTTPGetAction: { protocol: NEVER },
  GRPCAction: { mode: NEVER },
};

/** The fields of an API type that are dropped in a minor version. */
export function droppedFields(struct: string, minor: number): readonly string[] {
  const gated = GATED[struct];
  return gated === undefined ? NONE : Object.keys(gated).filter((field) => minor < (gated[field] ?? 0));
}

const NONE: readonly string[] = [];
