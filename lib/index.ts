import { showUserErrorsPlainly } from './synth/user-errors';

export { type AdditionalContainer } from './app/container/additional-container';
export { AppNamespace, type AppNamespaceProps } from './app/app-namespace';
export { type AdoptionProps } from './app/adoption';
export { AppIdentity, type AppIdentityProps } from './app/app-identity';
export { type StandardLabels } from './app/base/standard-labels';
export { type StatefulClaim } from './app/claim/claim';
export { ClaimSnapshots, type ClaimSnapshotsProps } from './app/claim/claim-snapshots';
export { SnapshotSchedule } from './app/claim/snapshot-schedule';
export { type SnapshotScheduleProps } from './app/claim/snapshot-schedule-props';
export { ClaimSource } from './app/claim/claim-source';
export { ClaimRetention, type ClaimRetentionPolicy } from './app/claim/claim-retention';
export { ConfigChange, type ConfigFolder } from './app/container/config-folder';
export { ConfigFiles } from './app/container/config-folder-files';
export { type AppConfigMap } from './app/container/config-map';
export { type ContainerProps } from './app/container/container';
export { type ContainerSecurityContextProps, type ContainerSecurityProps } from './app/container/container-security';
export { type DnsProps } from './app/pod/dns';
export { type EnvFromOptions, EnvFromSource } from './app/container/env-from';
export { EnvVar, type EnvVarKeyOptions, type EnvVarResourceOptions } from './app/container/env-var';
export { type EnvironmentProps } from './app/container/environment';
export { type ContainerLifecycle, type HttpGetHookOptions, LifecycleHook } from './app/container/lifecycle';
export { ManifestPatch, type PatchTarget } from './app/emit/manifest-patch';
export { type NodeAccessProps } from './app/pod/node-access';
export { type PodProps, type PodResourceClaim } from './app/pod/pod-props';
export { type PodSecurityContextProps } from './app/pod/pod-security-context';
export { type ContainerPort } from './app/container/port';
export {
  type GrpcProbeOptions,
  type HttpGetProbeOptions,
  type PortProbeOptions,
  Probe,
  type ProbeOptions,
  type TcpSocketProbeOptions,
} from './app/container/probe';
export { type StatefulWebAppProps } from './app/props';
export { type ContainerResources, type ResourceClaimUse } from './app/container/resources';
export { type ContainerRestart, ContainerRestartPolicy, type ContainerRestartRule } from './app/container/restart';
export { PodSeparation, type SchedulingProps } from './app/pod/scheduling';
export { type AccessRule, type ServiceAccountProps } from './app/pod/service-account-props';
export { PodSecurityLevel, type PodSecurityProps } from './app/pod/security';
export { AppArmorProfile, SeccompProfile } from './app/pod/security-profile';
export { StatefulWebApp } from './app/stateful-web-app';
export { type ContainerTerminal } from './app/container/terminal';
export { type RollingUpdateOptions, UpdateStrategy } from './app/update-strategy';
export { type AutoscalingProps, type ScalingRules } from './app/availability/autoscaling';
export { AutoscalingMetric } from './app/availability/autoscaling-metric';
export {
  DisruptionBudget,
  type DisruptionBudgetOptions,
  UnhealthyPodEviction,
} from './app/availability/disruption-budget';
export {
  type MonitorBasicAuth,
  type MonitorEndpoint,
  type MonitorTls,
  type Relabeling,
  RelabelingAction,
  type SecretKey,
} from './app/monitoring/endpoint';
export { type MonitorProps } from './app/monitoring/monitor';
export { type ClientServiceProps, type NamedServiceProps } from './app/network/client-service';
export { type GoverningServiceProps } from './app/network/governing-service';
export { type AppHttpRoute, type GatewayRef } from './app/network/http-route';
export { type AppIngress } from './app/network/ingress';
export { NetworkPeer, type PodPeerOptions } from './app/network/network-peer';
export { type NetworkAccess, type NetworkPort, type NetworkRule } from './app/network/network-policy';
export { type OfferedPort } from './app/network/offered-port';
export { type OrdinalServicesProps } from './app/network/ordinal-service';
export { type RouteTarget } from './app/network/route-target';
export { type ISelectableApp } from './app/network/selectable-app';
export {
  ServiceExposure,
  type ServiceOptions,
  TrafficDistribution,
  TrafficPolicy,
} from './app/network/service-options';
export { type Acknowledgement } from './storage/acknowledgement';
export { Cluster } from './storage/cluster';
export { type ClusterFiles, type ClusterProps, type ClusterSettings } from './storage/cluster-props';
export { Platform } from './storage/platform';
export { type ProvisionerProps } from './storage/provisioner-props';
export { VolumeTopology } from './storage/volume-topology';
export {
  ReclaimPolicy,
  type StorageClassProps,
  VolumeBindingMode,
  type VolumeSnapshotClassProps,
} from './storage/storage-class';
export { StorageClassRef, StorageClassRefKind } from './storage/storage-class-ref';
export { Volume } from './app/volume/volume';
export { type DeviceMount, MountPropagation, type VolumeMount } from './app/container/volume-mount';
export {
  type ClaimVolumeOptions,
  type CsiVolumeOptions,
  type EmptyDirOptions,
  type EphemeralVolumeOptions,
  type FileVolumeOptions,
  type ImageVolumeOptions,
  type NfsVolumeOptions,
  type VolumeFile,
} from './app/volume/volume-options';
export {
  type ProjectedFiles,
  type ResourceFileOptions,
  type ServiceAccountTokenOptions,
  VolumeProjection,
} from './app/volume/volume-projection';
export { type ArgoCdOptions } from './synth/delivery/argo-cd';
export { Delivery } from './synth/delivery/delivery';
export { type FluxOptions } from './synth/delivery/flux';
export { GitOpsApp } from './synth/gitops-app';
export { type GitOpsAppProps } from './synth/gitops-app-props';
export { type IReplacementGate } from './synth/replacement-gate';
export { SynthReport } from './synth/synth-report';

// Here, and not in GitOpsApp alone: programs make clusters and identities before it.
showUserErrorsPlainly();
