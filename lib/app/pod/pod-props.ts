import { dnsSubdomainFault } from '../../kubernetes/names';
import type { AdditionalContainer } from '../container/additional-container';
import type { DnsProps } from './dns';
import type { NodeAccessProps } from './node-access';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import type { ContainerResources } from '../container/resources';
import type { SchedulingProps } from './scheduling';
import type { ServiceAccountProps } from './service-account-props';
import type { Volume } from '../volume/volume';

/** What the pods have beside the app's container. A change of any of it restarts them, one after the other. */
export interface PodProps {
  /** Containers that run one after the other, each to its end, before the app starts. @default - none */
  readonly initContainers?: AdditionalContainer[];

  /**
   * Containers that start before the app and its init containers, and stop after it. Where the target is older than Kubernetes 1.29, they
   * run beside the app like `containers`.
   *
   * @default - none
   */
  readonly sidecars?: AdditionalContainer[];

  /** Containers that run beside the app, started and stopped with it. @default - none */
  readonly containers?: AdditionalContainer[];

  /** Volumes that are no claims of the pod's own. Containers see them through `mounts`. @default - none */
  readonly volumes?: Volume[];

  /** Which nodes the pods can run on, and how they are spread. @default - spread over nodes and zones, as far as possible */
  readonly scheduling?: SchedulingProps;

  /** How names resolve inside the pods. @default - Kubernetes' */
  readonly dns?: DnsProps;

  /** What of their nodes the pods share. @default - nothing */
  readonly nodeAccess?: NodeAccessProps;

  /** A service account that something else makes, whose rights the pods have; they get no token for it unless asked. @default 'default' */
  readonly serviceAccountName?: string;

  /** A service account that is made for the pods, with a cloud identity or rights of its own. @default - none is made */
  readonly serviceAccount?: ServiceAccountProps;

  /** Secrets with the credentials of image registries. @default - none */
  readonly imagePullSecrets?: string[];

  /**
   * Environment variables for every Service of the namespace, as before there was DNS. A Service called `wiki` sets `WIKI_PORT`, which an
   * app of that name may take for a setting of its own.
   *
   * @default false; Kubernetes' (true) at the security level privileged
   */
  readonly enableServiceLinks?: boolean;

  /** Let the containers see each other's processes. @default false */
  readonly shareProcessNamespace?: boolean;

  /** Conditions that others set and that must be true for the pod to be ready. @default - none */
  readonly readinessGates?: string[];

  /** CPU and memory of the pod as a whole. Kubernetes 1.34 and later. @default - those of its containers together */
  readonly podResources?: ContainerResources;

  /** Devices that the pod claims, for containers to use. Kubernetes 1.34 and later. @default - none */
  readonly resourceClaims?: PodResourceClaim[];
}

/** A device that a pod claims: one of the two names. */
export interface PodResourceClaim {
  /** By which containers refer to it. */
  readonly name: string;
  /** A ResourceClaim that exists and that all pods share. @default - a claim made for each pod */
  readonly resourceClaimName?: string;
  /** The ResourceClaimTemplate that each pod's claim is made from. @default - a claim that exists */
  readonly resourceClaimTemplateName?: string;
}

export function checkPodProps(report: Report, props: PodProps): void {
  const names: [string, string | undefined][] = [
    ['serviceAccountName', props.serviceAccountName],
    ...(props.imagePullSecrets ?? []).map((name, index): [string, string] => [`imagePullSecrets[${index}]`, name]),
  ];
  for (const [prop, name] of names) {
    if (name !== undefined) {
      checkName(report, { code: 'source-name-invalid', prop, value: name, fault: dnsSubdomainFault(name) });
    }
  }
}
