import { k8s } from 'cdk8s-plus-27';
import type { Problem } from './problem';
import { wholeNumberProblem } from './problem';

/**
 * How much a pod may do to its node: the levels of the Pod Security Standards. A namespace that enforces a level admits the pods of
 * an app with this level or a stricter one. Source: kubernetes.io/docs/concepts/security/pod-security-standards.
 */
export enum PodSecurityLevel {
  /** No root, no capability but NET_BIND_SERVICE, a read-only root file system: for images made with care. */
  RESTRICTED = 'restricted',
  /** As restricted, but the image may run as root and some capabilities can be added. */
  BASELINE = 'baseline',
  /** Adds nothing to what you write. */
  PRIVILEGED = 'privileged',
}

/** Whom the containers of a pod run as, and what they may do. */
export interface PodSecurityProps {
  /**
   * The Pod Security Standard that the app is held to. What a level adds is listed in docs/security.md.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly securityLevel?: PodSecurityLevel;

  /**
   * User id that the containers run as (`runAsUser`).
   *
   * @default - 10001 at the level restricted, so that an image whose user is root or only a name starts; otherwise the image's
   */
  readonly user?: number;

  /**
   * Group id that the containers run as (`runAsGroup`).
   *
   * @default - at the level restricted the user's number; otherwise the image's
   */
  readonly group?: number;

  /**
   * Group that owns the files of the volumes (`fsGroup`), so that the user can write to them. Changed only where the root of a
   * volume does not have it yet (`fsGroupChangePolicy: OnRootMismatch`): a recursive change of a large volume takes minutes.
   *
   * @default - the group, where one is set
   */
  readonly fsGroup?: number;

  /**
   * Whether the pods get a token for the Kubernetes API.
   *
   * @default - false, except at the level privileged, which leaves it to the service account
   */
  readonly automountServiceAccountToken?: boolean;
}

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
   * @default - ['/tmp'] where the root file system is read-only
   */
  readonly writablePaths?: string[];
}

/** The user and group of an app that names none: above the ids that systems and images use. */
export const DEFAULT_USER = 10001;

const RESTRICTED_CAPABILITIES = ['NET_BIND_SERVICE'];
const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** `PodSecurityProps` with every default decided. */
export interface PodSecurity {
  readonly level: PodSecurityLevel;
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
  readonly automountServiceAccountToken?: boolean;
}

export function resolvePodSecurity(props: PodSecurityProps): PodSecurity {
  const level = props.securityLevel ?? PodSecurityLevel.RESTRICTED;
  const restricted = level === PodSecurityLevel.RESTRICTED;
  const user = props.user ?? (restricted ? DEFAULT_USER : undefined);
  const group = props.group ?? (restricted ? user : undefined);
  return {
    level,
    user,
    group,
    fsGroup: props.fsGroup ?? group,
    automountServiceAccountToken:
      props.automountServiceAccountToken ?? (level === PodSecurityLevel.PRIVILEGED ? undefined : false),
  };
}

/** Whether the container's root file system is read-only. */
export function hasReadOnlyRoot(props: ContainerSecurityProps, level: PodSecurityLevel): boolean {
  return !(props.writableRootFilesystem ?? level === PodSecurityLevel.PRIVILEGED);
}

export function* checkPodSecurity(security: PodSecurity): Iterable<Problem> {
  for (const key of ['user', 'group', 'fsGroup'] as const) {
    yield* wholeNumberProblem('user-or-group-invalid', key, security[key], { min: 0 }, 'Give a numeric id');
  }
  if (security.level === PodSecurityLevel.RESTRICTED && security.user === 0) {
    yield {
      code: 'security-level-exceeded',
      prop: 'user',
      value: 0,
      message: 'must not be root at the security level restricted',
      remedy: 'Give a user the image works with, or set securityLevel to BASELINE',
    };
  }
}

export function* checkContainerSecurity(
  props: ContainerSecurityProps,
  level: PodSecurityLevel,
  prefix: string,
): Iterable<Problem> {
  const allowed = level === PodSecurityLevel.RESTRICTED ? RESTRICTED_CAPABILITIES : BASELINE_CAPABILITIES;
  for (const capability of props.addCapabilities ?? []) {
    const prop = `${prefix}addCapabilities`;
    if (!/^[A-Z][A-Z_]*$/.test(capability) || capability.startsWith('CAP_')) {
      yield {
        code: 'capability-invalid',
        prop,
        value: capability,
        message: 'must be a capability in capitals without the prefix CAP_',
        remedy: "Write it like 'NET_BIND_SERVICE'",
      };
    } else if (level !== PodSecurityLevel.PRIVILEGED && !allowed.includes(capability)) {
      yield {
        code: 'security-level-exceeded',
        prop,
        value: capability,
        message: `must be one of ${allowed.join(', ')} at the security level ${level}`,
        remedy: BASELINE_CAPABILITIES.includes(capability)
          ? 'Do without it, or set securityLevel to BASELINE'
          : 'Do without it, or set securityLevel to PRIVILEGED',
      };
    }
  }
}

export function renderPodSecurity(security: PodSecurity): k8s.PodSecurityContext | undefined {
  const { level, user, group, fsGroup } = security;
  const context: k8s.PodSecurityContext = {
    runAsNonRoot: level === PodSecurityLevel.RESTRICTED ? true : undefined,
    runAsUser: user,
    runAsGroup: group,
    fsGroup,
    fsGroupChangePolicy: fsGroup === undefined ? undefined : 'OnRootMismatch',
    seccompProfile: level === PodSecurityLevel.PRIVILEGED ? undefined : { type: 'RuntimeDefault' },
  };
  return Object.values(context).some((value) => value !== undefined) ? context : undefined;
}

export function renderContainerSecurity(
  props: ContainerSecurityProps,
  level: PodSecurityLevel,
): k8s.SecurityContext | undefined {
  const add = props.addCapabilities?.length ? props.addCapabilities : undefined;
  if (level === PodSecurityLevel.PRIVILEGED) {
    const readOnlyRootFilesystem = props.writableRootFilesystem === false ? true : undefined;
    return add || readOnlyRootFilesystem ? { readOnlyRootFilesystem, capabilities: add && { add } } : undefined;
  }
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: hasReadOnlyRoot(props, level),
    capabilities: { drop: ['ALL'], add },
  };
}
