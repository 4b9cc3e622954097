import type { k8s } from 'cdk8s-plus-27';
import type { AppArmorProfile, SeccompProfile } from './security-profile';

/** What `user`, `group` and `fsGroup` leave of a pod's security context. What is given here takes the place of what the level says. */
export interface PodSecurityContextProps {
  /** Refuse to start a container whose user is root. @default - true at the level restricted */
  readonly runAsNonRoot?: boolean;
  /**
   * When the group of a volume's files is changed to `fsGroup`: `OnRootMismatch` or `Always`.
   *
   * @default - OnRootMismatch where there is an fsGroup, except at the level privileged
   */
  readonly fsGroupChangePolicy?: string;
  /** More groups of the containers' processes. @default - none */
  readonly supplementalGroups?: number[];
  /** Whether the groups of the image's /etc/group count: `Merge` or `Strict`. Kubernetes 1.33 and later. @default 'Merge' */
  readonly supplementalGroupsPolicy?: string;
  /** @default - the container runtime's, except at the level privileged */
  readonly seccompProfile?: SeccompProfile;
  /** Kubernetes 1.30 and later. @default - the node's */
  readonly appArmorProfile?: AppArmorProfile;
  /** @default - the container runtime's */
  readonly seLinuxOptions?: k8s.SeLinuxOptions;
  /** How volumes get their SELinux label: `MountOption` or `Recursive`. Kubernetes 1.33 and later. @default - the cluster's */
  readonly seLinuxChangePolicy?: string;
  /** Kernel parameters of the pod: `{ 'net.core.somaxconn': '1024' }`. @default - the node's */
  readonly sysctls?: { readonly [name: string]: string };
  /** On Windows nodes. @default - none */
  readonly windowsOptions?: k8s.WindowsSecurityContextOptions;
}
