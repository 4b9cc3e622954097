import type { k8s } from 'cdk8s-plus-27';
import { BASELINE_CAPABILITIES } from '../../kubernetes/pod-security';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import { PodSecurityLevel } from '../pod/security';
import type { AppArmorProfile, SeccompProfile } from '../pod/security-profile';
import { omitIfEmpty, type Wire } from '../base/wire';

/** What one container needs beyond its pod's security level. */
export interface ContainerSecurityProps {
  /**
   * Capabilities beyond none, without the prefix `CAP_`: `['NET_BIND_SERVICE']` at the level restricted, most of a container
   * runtime's usual ones at baseline.
   *
   * @default - none; at the level privileged, those of the container runtime
   */
  readonly addCapabilities?: string[];

  /**
   * Let the container write anywhere in its image's files. What it writes is lost when it restarts; declare `writablePaths` instead.
   *
   * @default - false, except at the level privileged
   */
  readonly writableRootFilesystem?: boolean;

  /**
   * Paths that the container can write to although its root file system is read-only. Each is an empty directory that is lost
   * with the pod.
   *
   * @default - ['/tmp'] where the root file system is read-only, except at the level privileged
   */
  readonly writablePaths?: string[];

  /** The rest of the container's security context, in Kubernetes' own terms. @default - what the level says */
  readonly securityContext?: ContainerSecurityContextProps;
}

/** A container's security context. What is given here takes the place of what the level and the pod say. */
export interface ContainerSecurityContextProps {
  /** Everything that root on the node may. Level PRIVILEGED only. @default false */
  readonly privileged?: boolean;
  /** Whether a program can get more rights than its parent, as with sudo. @default - false, except at the level privileged */
  readonly allowPrivilegeEscalation?: boolean;
  /** Capabilities that are taken away. @default - ['ALL'], except at the level privileged */
  readonly dropCapabilities?: string[];
  /** @default - the pod's */
  readonly runAsUser?: number;
  /** @default - the pod's */
  readonly runAsGroup?: number;
  /** @default - the pod's */
  readonly runAsNonRoot?: boolean;
  /** @default - the pod's */
  readonly seccompProfile?: SeccompProfile;
  /** Kubernetes 1.30 and later. @default - the pod's */
  readonly appArmorProfile?: AppArmorProfile;
  /** @default - the pod's */
  readonly seLinuxOptions?: k8s.SeLinuxOptions;
  /** `Unmasked` shows all of /proc. Level PRIVILEGED only. @default 'Default' */
  readonly procMount?: string;
  /** On Windows nodes. @default - the pod's */
  readonly windowsOptions?: k8s.WindowsSecurityContextOptions;
}

const RESTRICTED_CAPABILITIES = ['NET_BIND_SERVICE'];

/** Whether the container's root file system is read-only. */
export function hasReadOnlyRoot(props: ContainerSecurityProps, level: PodSecurityLevel): boolean {
  return !(props.writableRootFilesystem ?? level === PodSecurityLevel.PRIVILEGED);
}

export function checkContainerSecurity(
  report: Report,
  props: ContainerSecurityProps,
  level: PodSecurityLevel,
  prefix: string,
): void {
  const allowed = level === PodSecurityLevel.RESTRICTED ? RESTRICTED_CAPABILITIES : BASELINE_CAPABILITIES;
  for (const [index, capability] of (props.addCapabilities ?? []).entries()) {
    const prop = `${prefix}addCapabilities[${index}]`;
    if (level === PodSecurityLevel.PRIVILEGED && capability === 'ALL') continue;
    if (!/^[A-Z][A-Z_]*$/.test(capability) || capability.startsWith('CAP_')) {
      report({
        code: 'capability-invalid',
        prop,
        value: capability,
        message: 'must be a capability in capitals without the prefix CAP_',
      });
    } else if (level !== PodSecurityLevel.PRIVILEGED && !allowed.includes(capability)) {
      report({
        code: 'security-level-exceeded',
        prop,
        value: capability,
        message: `must be one of ${allowed.join(', ')} at security level ${level.toUpperCase()}`,
        remedy: BASELINE_CAPABILITIES.includes(capability)
          ? 'Remove it, or set securityLevel to BASELINE'
          : 'Remove it, or set securityLevel to PRIVILEGED',
      });
    }
  }
  for (const key of ['runAsUser', 'runAsGroup'] as const) {
    const prop = `${prefix}securityContext.${key}`;
    checkWholeNumber(report, { code: 'user-or-group-invalid', prop, value: props.securityContext?.[key], min: 0 });
  }
}

export function renderContainerSecurity(props: ContainerSecurityProps, level: PodSecurityLevel): Wire | undefined {
  const { addCapabilities, writableRootFilesystem, securityContext: given = {} } = props;
  const bare = level === PodSecurityLevel.PRIVILEGED;
  const add = addCapabilities?.length ? addCapabilities : undefined;
  const drop = given.dropCapabilities ?? (bare ? undefined : ['ALL']);
  const rendered = {
    allowPrivilegeEscalation: given.allowPrivilegeEscalation ?? (bare || given.privileged ? undefined : false),
    privileged: given.privileged,
    readOnlyRootFilesystem: bare
      ? writableRootFilesystem === undefined
        ? undefined
        : !writableRootFilesystem
      : hasReadOnlyRoot(props, level),
    capabilities: add || drop ? { add, drop } : undefined,
    runAsUser: given.runAsUser,
    runAsGroup: given.runAsGroup,
    runAsNonRoot: given.runAsNonRoot,
    seccompProfile: given.seccompProfile?._render(),
    appArmorProfile: given.appArmorProfile?._render(),
    seLinuxOptions: given.seLinuxOptions,
    procMount: given.procMount,
    windowsOptions: given.windowsOptions,
  };
  return props.securityContext === undefined ? omitIfEmpty(rendered) : rendered;
}
