/**
 * What changed in Kubernetes without a change of fields, by the first minor version that does it where nobody turned a gate on or off: the one
 * place that a new version is entered in, beside the table of fields.
 *
 * Gates have the names of pkg/features/kube_features.go of k8s.io/kubernetes 1.30 and 1.37, which says since when each is on.
 */
const GATES = {
  ClusterTrustBundleProjection: 37,
  ContainerRestartRules: 35,
  DynamicResourceAllocation: 34,
  EnvFiles: 35,
  HPAScaleToZero: 37,
  HostnameOverride: 35,
  ImageVolume: 35,
  InPlacePodVerticalScaling: 33,
  JobPodReplacementPolicy: 29,
  MatchLabelKeysInPodAffinity: 31,
  MaxUnavailableStatefulSet: 37,
  MutableCSINodeAllocatableCount: 35,
  MutablePodResourcesForSuspendedJobs: 36,
  PodCertificateRequest: 37,
  PodLevelResources: 34,
  PodLifecycleSleepAction: 30,
  PodLifecycleSleepActionAllowZero: 33,
  PreferSameTrafficDistribution: 34,
  ProcMountType: 33,
  RecoverVolumeExpansionFailure: 32,
  RecursiveReadOnlyMounts: 31,
  RelaxedDNSSearchValidation: 33,
  RelaxedEnvironmentVariableValidation: 32,
  RelaxedServiceNameValidation: 36,
  RestartAllContainersOnContainerExits: 36,
  SELinuxChangePolicy: 33,
  SELinuxMount: 37,
  ServiceTrafficDistribution: 31,
  SidecarContainers: 29,
  StrictIPCIDRValidation: 36,
  SupplementalGroupsPolicy: 33,
  UserNamespacesSupport: 33,
  VolumeAttributesClass: 34,
} as const;

/** Changes that no gate stands for, as the validation of k8s.io/kubernetes and the API servers of 1.30 and 1.37 show them. */
const CHANGES = {
  /** A claim's class of attributes may change while it is bound. */
  AttributesClassOfClaimMutable: 29,
  /** The API group of a claim's data source must be a DNS name. */
  DataSourceGroupJudged: 28,
  /** A driver says whether it mounts with SELinux contexts. */
  DriverSELinuxDefaulted: 28,
  /** The host ports of a template on the host's network are left out; before, they were written in. */
  HostPortsOfTemplatesLeftOut: 28,
  /** The image of an image volume must be named. */
  ImageOfVolumeRequired: 37,
  /** One error for each field of a StatefulSet that cannot change; before, one that lists what can. */
  ImmutabilityByField: 37,
  /** A StorageClass is refused in the same words for all fields. */
  ImmutabilityOfClassesInOneWording: 36,
  /** Addresses and ranges that an object had before are not judged again. */
  KnownAddressesKept: 33,
  /** A refusal of a CustomResourceDefinition's version that is stored speaks of migration. */
  MigrationOfStoredVersionsNamed: 35,
  /** Values of node affinity must be values of labels. */
  NodeAffinityValuesJudged: 33,
  /** Users of a pod with a user namespace of its own are not held to Pod Security. */
  OwnUsersNotJudged: 35,
  /** Several containers' hosts of probes and hooks count for Pod Security. */
  ProbeHostsJudged: 34,
  /** `restartPolicy` of a container is dropped unless the gate ContainerRestartRules is on; before, it is judged. */
  RestartPolicyOfContainersGated: 34,
  /** `revisionHistoryLimit` of a StatefulSet may change. */
  RevisionHistoryLimitMutable: 33,
  /** An autoscaler names the API group of what it scales. */
  ScaleTargetVersionJudged: 34,
  /** Pod Security level baseline takes the SELinux type of container engines. */
  SELinuxEngineType: 31,
  /** `serviceName` of a new StatefulSet must be a DNS label. */
  ServiceNameJudged: 33,
  /** The named port of a sidecar is an endpoint of a Service. */
  SidecarPortsServed: 33,
  /** Pod and claim templates are judged with the StatefulSet; before, only when pods and claims are made. */
  TemplatesJudged: 34,
} as const;

const ALL = { ...GATES, ...CHANGES };

/** A gate of Kubernetes, or a change without one. */
export type Change = keyof typeof ALL;

/** Whether a minor version does it by default. */
export function has(change: Change, minor: number): boolean {
  return minor >= ALL[change];
}

/** The first minor version that does it by default. */
export function since(change: Change): number {
  return ALL[change];
}
