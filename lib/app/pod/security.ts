import { knowValues } from '../../shape/known-names';
import type { PodSecurityContextProps } from './pod-security-context';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import { omitIfEmpty, type Wire } from '../base/wire';
import type { ServiceAccountChoice } from './service-account-props';

/**
 * How much a pod may do to its node: the levels of the Pod Security Standards. A namespace that enforces a level admits the pods of
 * an app with this level or a stricter one. Source: kubernetes.io/docs/concepts/security/pod-security-standards.
 */
export enum PodSecurityLevel {
  /** No root, no capability but NET_BIND_SERVICE, a read-only root file system: for images made with care. */
  RESTRICTED = 'restricted',
  /** As restricted, but the image may run as root and some capabilities can be added. */
  BASELINE = 'baseline',
  /** Adds nothing to what you write: no hardening, no spread over nodes, no disruption budget. */
  PRIVILEGED = 'privileged',
}

knowValues('PodSecurityLevel', PodSecurityLevel);

/** Whom the containers of a pod run as, and what they may do. */
export interface PodSecurityProps {
  /**
   * The Pod Security Standard that the app is held to. What a level adds is listed in docs/reference/security.md.
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
   * @default - true where `serviceAccount.rules` gives them rights; otherwise false, except at the level privileged, which leaves it to
   * the service account
   */
  readonly automountServiceAccountToken?: boolean;

  /** The rest of the pod's security context, in Kubernetes' own terms. @default - what the level says */
  readonly podSecurityContext?: PodSecurityContextProps;
}

/** The user and group of an app that names none: above the ids that systems and images use. */
const DEFAULT_USER = 10001;

/** `PodSecurityProps` with every default decided. */
export interface PodSecurity {
  readonly level: PodSecurityLevel;
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
  readonly automountServiceAccountToken?: boolean;
  readonly context?: PodSecurityContextProps;
}

export function resolvePodSecurity(props: PodSecurityProps & ServiceAccountChoice): PodSecurity {
  const level = props.securityLevel ?? PodSecurityLevel.RESTRICTED;
  const restricted = level === PodSecurityLevel.RESTRICTED;
  const user = props.user ?? (restricted ? DEFAULT_USER : undefined);
  const group = props.group ?? (restricted ? user : undefined);
  return {
    level,
    user,
    group,
    fsGroup: props.fsGroup ?? (level === PodSecurityLevel.PRIVILEGED ? undefined : group),
    automountServiceAccountToken: props.automountServiceAccountToken ?? needsToken(props, level),
    context: props.podSecurityContext,
  };
}

function needsToken({ serviceAccount }: ServiceAccountChoice, level: PodSecurityLevel): boolean | undefined {
  if (serviceAccount?.rules?.length) return true;
  return level === PodSecurityLevel.PRIVILEGED ? undefined : false;
}

export function checkPodSecurity(report: Report, security: PodSecurity): void {
  for (const key of ['user', 'group', 'fsGroup'] as const) {
    checkWholeNumber(report, { code: 'user-or-group-invalid', prop: key, value: security[key], min: 0 });
  }
  if (security.level === PodSecurityLevel.RESTRICTED && security.user === 0) {
    report({
      code: 'security-level-exceeded',
      prop: 'user',
      value: 0,
      message: 'must not be root at security level RESTRICTED',
      remedy: 'Set a user that the image works with, or securityLevel to BASELINE',
    });
  }
}

export function renderPodSecurity(security: PodSecurity): Wire | undefined {
  const { level, user, group, fsGroup, context = {} } = security;
  const bare = level === PodSecurityLevel.PRIVILEGED;
  const rendered = {
    runAsNonRoot: context.runAsNonRoot ?? (level === PodSecurityLevel.RESTRICTED ? true : undefined),
    runAsUser: user,
    runAsGroup: group,
    fsGroup,
    fsGroupChangePolicy: context.fsGroupChangePolicy ?? (fsGroup === undefined || bare ? undefined : 'OnRootMismatch'),
    supplementalGroups: context.supplementalGroups,
    supplementalGroupsPolicy: context.supplementalGroupsPolicy,
    seccompProfile: context.seccompProfile?._render() ?? (bare ? undefined : { type: 'RuntimeDefault' }),
    appArmorProfile: context.appArmorProfile?._render(),
    seLinuxOptions: context.seLinuxOptions,
    seLinuxChangePolicy: context.seLinuxChangePolicy,
    sysctls: context.sysctls && Object.entries(context.sysctls).map(([name, value]) => ({ name, value })),
    windowsOptions: context.windowsOptions,
  };
  return security.context === undefined ? omitIfEmpty(rendered) : rendered;
}
