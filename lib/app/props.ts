import type { PodManagementPolicy } from 'cdk8s-plus-27';
import type { AutoscalingProps } from './availability/autoscaling';
import type { DisruptionBudget } from './availability/disruption-budget';
import type { MonitorProps } from './monitoring/monitor';
import type { ClientServiceProps, NamedServiceProps } from './network/client-service';
import type { GoverningServiceProps } from './network/governing-service';
import type { AppHttpRoute } from './network/http-route';
import type { AppIngress } from './network/ingress';
import type { NetworkAccess } from './network/network-policy';
import type { OrdinalServicesProps } from './network/ordinal-service';
import type { Acknowledgement } from '../storage/acknowledgement';
import type { Cluster } from '../storage/cluster';
import type { AdoptionProps } from './adoption';
import type { AppIdentityProps } from './app-identity';
import type { StatefulClaim } from './claim/claim';
import type { ClaimRetentionPolicy } from './claim/claim-retention';
import type { ConfigFolder } from './container/config-folder';
import type { AppConfigMap } from './container/config-map';
import type { ContainerProps } from './container/container';
import type { ManifestPatch } from './emit/manifest-patch';
import type { StandardLabels } from './base/standard-labels';
import type { PodProps } from './pod/pod-props';
import type { PodSecurityProps } from './pod/security';
import type { UpdateStrategy } from './update-strategy';

type Pairs = { readonly [key: string]: string };

/** A web application that keeps state. Only the image is required; the props of its container stand beside the others. */
export interface StatefulWebAppProps extends AppIdentityProps, ContainerProps, PodSecurityProps, PodProps {
  /**
   * The cluster that the app is for: its storage classes are checked, and its version and domain are the defaults.
   *
   * @default - the one of `GitOpsApp.cluster(...)`, if the app stands below it; otherwise nothing is known
   */
  readonly cluster?: Cluster;

  /**
   * The version of Kubernetes that the manifests are made for, such as `1.30`: of several clusters, the oldest. A field that it does
   * not have is an error here, and would be dropped there.
   *
   * @default - the cluster's, and `1.27` where that is not known
   */
  readonly kubernetesVersion?: string;

  /**
   * Volumes that each pod has for itself and finds again after a restart. The list is immutable once deployed.
   *
   * @default - none
   */
  readonly claims?: StatefulClaim[];

  /**
   * ConfigMaps, Secrets, ServiceAccounts, PriorityClasses and RuntimeClasses that something outside of the program makes, by name, and what makes them:
   * `{ 'wiki-db': 'External Secrets, from Vault' }`. One that the pods need and nobody declares is a warning.
   *
   * @default - none
   */
  readonly externalObjects?: Pairs;

  /** Name of the app's container. @default - the app's name */
  readonly containerName?: string;

  /**
   * Labels by which the StatefulSet and its Service find the pods. Immutable, and copied to every claim: keep it small, and free of
   * versions.
   *
   * @default - { 'app.kubernetes.io/name': name }
   */
  readonly selectorLabels?: Pairs;

  /**
   * The labels that Kubernetes recommends, on every object and on the pods; `{}` is the app's name alone. Can be changed at any time,
   * and a change restarts the pods.
   *
   * @default - none but those of the selector
   */
  readonly standardLabels?: StandardLabels;

  /** Labels of every object, but not of the pods and claims. Can be changed at any time. @default - none */
  readonly labels?: Pairs;

  /** Annotations of every object, but not of the pods and claims. Can be changed at any time. @default - none */
  readonly annotations?: Pairs;

  /** More labels of the pods. A change restarts them. @default - the selector's only */
  readonly podLabels?: Pairs;

  /** Annotations of the pods. A change restarts them. @default - none */
  readonly podAnnotations?: Pairs;

  /**
   * Whether the governing Service gives pods their DNS names before they are ready: peers that must find each other in order
   * to become ready need it, and clients of the Service then meet pods that cannot serve yet.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;

  /**
   * Whether pods start and stop one after the other or all at once. Rollouts are one after the other in either case. Immutable.
   *
   * @default PodManagementPolicy.ORDERED_READY
   */
  readonly podManagementPolicy?: PodManagementPolicy;

  /** What happens to the pods when their template changes. @default UpdateStrategy.rollingUpdate() */
  readonly updateStrategy?: UpdateStrategy;

  /** Seconds that a pod must be ready before the rollout goes on. @default 0 */
  readonly minReadySeconds?: number;

  /** How many old revisions are kept to roll back to. Immutable before Kubernetes 1.33. @default 10 */
  readonly revisionHistoryLimit?: number;

  /** Warnings about storage that are fine here, each with the reason. One that is not needed is told. @default - none */
  readonly acknowledge?: Acknowledgement[];

  /** When claims, and the data, are deleted. @default - never */
  readonly claimRetention?: ClaimRetentionPolicy;

  /** Seconds that a pod has to stop before it is killed. @default 30 */
  readonly terminationGracePeriodSeconds?: number;

  /** What the governing Service says beside the pods' names. @default - the ports of the app's container, and the labels of the app */
  readonly governingService?: GoverningServiceProps;

  /**
   * A Service for clients, behind which only pods stand that are ready. `{}` is enough.
   *
   * @default - none, unless an Ingress or a route needs it
   */
  readonly clientService?: ClientServiceProps;

  /** More Services for clients, such as one for SSH through a load balancer beside HTTP inside the cluster. @default - none */
  readonly clientServices?: NamedServiceProps[];

  /**
   * A Service for each pod, named like the pod. `{}` is enough.
   *
   * @default - none, but for pods that an Ingress or a route leads to
   */
  readonly ordinalServices?: OrdinalServicesProps;

  /** Ingresses that lead to the app or to one of its pods. @default - none */
  readonly ingresses?: AppIngress[];

  /** Routes of the Gateway API that lead to the app or to one of its pods. @default - none */
  readonly httpRoutes?: AppHttpRoute[];

  /** Who may connect to the pods, and whom they may connect to. `{}` allows the pods among themselves, and DNS. @default - everybody */
  readonly networkPolicy?: NetworkAccess;

  /**
   * How many pods may be away at a time while nodes are drained.
   *
   * @default - DisruptionBudget.maxUnavailable(1) where there is more than one pod; none at the security level privileged
   */
  readonly disruptionBudget?: DisruptionBudget;

  /** Let an autoscaler choose the number of pods, instead of `replicas`. @default - the number is fixed */
  readonly autoscaling?: AutoscalingProps;

  /** Let Prometheus read metrics through the governing Service. `{}` is enough. @default - none */
  readonly serviceMonitor?: MonitorProps;

  /** Let Prometheus read metrics from the pods, without a Service. `{}` is enough. @default - none */
  readonly podMonitor?: MonitorProps;
  /**
   * Folders of configuration files that several containers can share, each in a ConfigMap called `<name>-<folder>`. A change of content
   * restarts the pods, or is only reloaded.
   *
   * @default - none
   */
  readonly configFolders?: ConfigFolder[];

  /** More ConfigMaps, whose names are free, and whose changes restart no pod. @default - none */
  readonly configMaps?: AppConfigMap[];

  /** Name of the ConfigMap that holds `configFiles`. @default - the app's name and `-config` */
  readonly configMapName?: string;

  /** What a StatefulSet that exists already carries and a new one should not. @default - nothing */
  readonly adoption?: AdoptionProps;

  /**
   * Last changes to the manifests, for what no prop knows. One whose target is missing is an error.
   *
   * @default - none
   */
  readonly patches?: ManifestPatch[];
}
