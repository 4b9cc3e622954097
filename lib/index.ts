export { type AdditionalContainer } from './app/additional-container';
export { type AdoptionProps } from './app/adoption';
export { AppIdentity, type AppIdentityProps } from './app/app-identity';
export { type StatefulClaim } from './app/claim';
export { ClaimSnapshots, type ClaimSnapshotsProps } from './app/claim-snapshots';
export { ClaimSource } from './app/claim-source';
export { ClaimRetention, type ClaimRetentionPolicy } from './app/claim-retention';
export { type ContainerProps } from './app/container';
export { type ContainerSecurityContextProps, type ContainerSecurityProps } from './app/container-security';
export { type DnsProps } from './app/dns';
export { type EnvFromOptions, EnvFromSource } from './app/env-from';
export { EnvVar, type EnvVarKeyOptions, type EnvVarResourceOptions } from './app/env-var';
export { type EnvironmentProps } from './app/environment';
export { type ContainerLifecycle, type HttpGetHookOptions, LifecycleHook } from './app/lifecycle';
export { ManifestPatch, type PatchTarget } from './app/manifest-patch';
export { type NodeAccessProps } from './app/node-access';
export { type PodProps, type PodResourceClaim } from './app/pod-props';
export { type PodSecurityContextProps } from './app/pod-security-context';
export { type ContainerPort } from './app/port';
export {
  type GrpcProbeOptions,
  type HttpGetProbeOptions,
  type PortProbeOptions,
  Probe,
  type ProbeOptions,
  type TcpSocketProbeOptions,
} from './app/probe';
export { type StatefulWebAppProps } from './app/props';
export { type ContainerResources, type ResourceClaimUse } from './app/resources';
export { type ContainerRestart, ContainerRestartPolicy, type ContainerRestartRule } from './app/restart';
export { type SchedulingProps } from './app/scheduling';
export { PodSecurityLevel, type PodSecurityProps } from './app/security';
export { AppArmorProfile, SeccompProfile } from './app/security-profile';
export { StatefulWebApp } from './app/stateful-web-app';
export { type ContainerTerminal } from './app/terminal';
export { type RollingUpdateOptions, UpdateStrategy } from './app/update-strategy';
export { type AutoscalingProps, type ScalingRules } from './availability/autoscaling';
export { AutoscalingMetric } from './availability/autoscaling-metric';
export { DisruptionBudget, type DisruptionBudgetOptions, UnhealthyPodEviction } from './availability/disruption-budget';
export { type MonitorProps } from './monitoring/monitor';
export { type ClientServiceProps } from './network/client-service';
export { type AppHttpRoute, type GatewayRef } from './network/http-route';
export { type AppIngress } from './network/ingress';
export { NetworkPeer, type PodPeerOptions } from './network/network-peer';
export { type NetworkAccess, type NetworkPort, type NetworkRule } from './network/network-policy';
export { type OfferedPort } from './network/offered-port';
export { type OrdinalServicesProps } from './network/ordinal-service';
export { type RouteTarget } from './network/route';
export { ServiceExposure, type ServiceOptions, TrafficDistribution, TrafficPolicy } from './network/service-options';
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
export { Volume } from './app/volume';
export { type DeviceMount, MountPropagation, type VolumeMount } from './app/volume-mount';
export {
  type ClaimVolumeOptions,
  type CsiVolumeOptions,
  type EmptyDirOptions,
  type EphemeralVolumeOptions,
  type FileVolumeOptions,
  type ImageVolumeOptions,
  type NfsVolumeOptions,
  type VolumeFile,
} from './app/volume-options';
export {
  type ProjectedFiles,
  type ResourceFileOptions,
  type ServiceAccountTokenOptions,
  VolumeProjection,
} from './app/volume-projection';
export { GitOpsApp, type GitOpsAppProps } from './synth/gitops-app';
export { SynthReport } from './synth/synth-report';
