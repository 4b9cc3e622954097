import { knowValues } from '../../shape/known-names';
import type { k8s } from 'cdk8s-plus-27';
import type { Wire } from '../base/wire';

type Pairs = { readonly [key: string]: string };

/** What no two pods of an app may share. */
export enum PodSeparation {
  /** A node. With fewer nodes than pods, the rest waits (Pending). */
  NODE = 'kubernetes.io/hostname',
  /** A zone. With fewer zones than pods, the rest waits (Pending). */
  ZONE = 'topology.kubernetes.io/zone',
}

knowValues('PodSeparation', PodSeparation);

/** Which nodes pods can run on, and before which other pods. */
export interface SchedulingProps {
  /** Labels that the node must have. @default - any node */
  readonly nodeSelector?: Pairs;
  /** Nodes and pods to be near to or far from. @default - none */
  readonly affinity?: k8s.Affinity;
  /**
   * What no two pods may share: a required anti-affinity to the app's own pods, beside `affinity`. The spread is only a wish, this is not.
   *
   * @default - nothing: pods are spread as far as possible
   */
  readonly separation?: PodSeparation;
  /** Taints of nodes that the pods put up with. @default - none */
  readonly tolerations?: k8s.Toleration[];
  /**
   * How evenly the pods are spread. A constraint without a selector would count no pod, so one gets the app's.
   *
   * @default - over nodes and zones, as far as that is possible; none at the level privileged
   */
  readonly topologySpread?: k8s.TopologySpreadConstraint[];
  /** Which pods are scheduled first, and evict others where there is no room. @default - the cluster's default class */
  readonly priorityClassName?: string;
  /** `Never`: wait for room instead of evicting others. @default - the priority class's */
  readonly preemptionPolicy?: string;
  /** @default 'default-scheduler' */
  readonly schedulerName?: string;
  /** The one node, past the scheduler. @default - the scheduler's choice */
  readonly nodeName?: string;
  /** Which container runtime of the node, such as a sandbox. @default - the node's default */
  readonly runtimeClassName?: string;
  /** What the pod itself costs beside its containers; set by the runtime class, and refused where it says otherwise. @default - none */
  readonly overhead?: Pairs;
  /** Who must agree before the pods are scheduled. @default - nobody */
  readonly schedulingGates?: string[];
  /** `linux` or `windows`: nodes of the other are not tried. @default - not said */
  readonly os?: string;
}

/** The keys by which pods are spread by default: losing a node or a zone then costs the fewest pods. */
const SPREAD_KEYS = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];

export function renderScheduling(
  scheduling: SchedulingProps | undefined,
  selectorLabels: Pairs,
  spreadByDefault: boolean,
): Wire {
  const given = scheduling ?? {};
  const labelSelector = { matchLabels: selectorLabels };
  return {
    nodeSelector: given.nodeSelector,
    affinity:
      given.separation === undefined ? given.affinity : separated(given.affinity, given.separation, labelSelector),
    tolerations: given.tolerations,
    topologySpreadConstraints:
      given.topologySpread ??
      (spreadByDefault
        ? SPREAD_KEYS.map((topologyKey) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector,
          }))
        : undefined),
    priorityClassName: given.priorityClassName,
    preemptionPolicy: given.preemptionPolicy,
    schedulerName: given.schedulerName,
    nodeName: given.nodeName,
    runtimeClassName: given.runtimeClassName,
    overhead: given.overhead,
    schedulingGates: given.schedulingGates?.map((name) => ({ name })),
    os: given.os === undefined ? undefined : { name: given.os },
  };
}

/** The author's affinity with one more term. */
function separated(
  affinity: k8s.Affinity | undefined,
  topologyKey: PodSeparation,
  labelSelector: { readonly matchLabels: Pairs },
): Wire {
  const required = affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return {
    ...affinity,
    podAntiAffinity: {
      ...affinity?.podAntiAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: [...required, { topologyKey, labelSelector }],
    },
  };
}
