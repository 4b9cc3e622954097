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
export { StorageClassRef } from './storage/storage-class-ref';
