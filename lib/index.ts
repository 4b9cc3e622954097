export { AppIdentity, type AppIdentityProps } from './app/app-identity';
export { type StatefulClaim } from './app/claim';
export { ClaimRetention, type ClaimRetentionPolicy } from './app/claim-retention';
export { type ContainerProps } from './app/container';
export { type EnvironmentProps } from './app/environment';
export { type ContainerPort } from './app/port';
export {
  type GrpcProbeOptions,
  type HttpGetProbeOptions,
  type PortProbeOptions,
  Probe,
  type ProbeOptions,
} from './app/probe';
export { type StatefulWebAppProps } from './app/props';
export { type ContainerResources } from './app/resources';
export { type ContainerSecurityProps, PodSecurityLevel, type PodSecurityProps } from './app/security';
export { StatefulWebApp } from './app/stateful-web-app';
export { type RollingUpdateOptions, UpdateStrategy } from './app/update-strategy';
export { type VolumeMount } from './app/volume-mount';
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
export { ServiceExposure, type ServiceOptions, TrafficPolicy } from './network/service-options';
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
