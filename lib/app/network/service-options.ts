import { knowValues } from '../../shape/known-names';
import type { ApiObjectProps } from 'cdk8s';
import { since } from '../../kubernetes/gates';
import { k8s } from 'cdk8s-plus-27';
import { checkAnnotations } from '../base/labels';
import type { App } from '../base/app';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import { checkOfferedPorts, type OfferedPort } from './offered-port';
import { checkCidr } from './check-cidr';

/** How a Service can be reached. */
export enum ServiceExposure {
  /** From inside the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** Also on a port of every node. */
  NODE_PORT = 'NodePort',
  /** Also through a load balancer that the cluster's provider makes. */
  LOAD_BALANCER = 'LoadBalancer',
}

knowValues('ServiceExposure', ServiceExposure);

/** To which nodes' pods a Service sends traffic that comes from outside or inside. */
export enum TrafficPolicy {
  /** To pods on all nodes. From outside, the pods see a node's address instead of the client's. */
  CLUSTER = 'Cluster',
  /** To pods on the node that the traffic reached only, and nowhere where that node has none. */
  LOCAL = 'Local',
}

knowValues('TrafficPolicy', TrafficPolicy);

/** Which pods a Service prefers. */
export enum TrafficDistribution {
  /** Pods in the client's zone; Kubernetes 1.31 and later, and from 1.34 on better said as PREFER_SAME_ZONE. */
  PREFER_CLOSE = 'PreferClose',
  /** Pods in the client's zone, where there are any. Kubernetes 1.34 and later. */
  PREFER_SAME_ZONE = 'PreferSameZone',
  /** Pods on the client's node, where there are any. Kubernetes 1.34 and later. */
  PREFER_SAME_NODE = 'PreferSameNode',
}

knowValues('TrafficDistribution', TrafficDistribution);

/** The first minor version of Kubernetes 1 that takes a value without a feature gate. */
const DISTRIBUTION_SINCE = {
  [TrafficDistribution.PREFER_CLOSE]: since('ServiceTrafficDistribution'),
  [TrafficDistribution.PREFER_SAME_ZONE]: since('PreferSameTrafficDistribution'),
  [TrafficDistribution.PREFER_SAME_NODE]: since('PreferSameTrafficDistribution'),
};

/** What can be chosen for a Service that clients use. */
export interface ServiceOptions {
  /** Whether its name leads to the pods' own addresses instead of one that balances between them. Immutable. @default false */
  readonly headless?: boolean;

  /** Whether it leads to pods that are not ready too. @default false */
  readonly publishNotReadyAddresses?: boolean;

  /** @default ServiceExposure.CLUSTER_IP */
  readonly type?: ServiceExposure;

  /** The number that clients connect to, in front of the container's first port. @default - the container's number */
  readonly port?: number;

  /** Ports, instead of `port`. @default - all ports of the container, under the same numbers and names */
  readonly ports?: OfferedPort[];

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations beside those of the app, such as those that a provider's load balancer reads. @default - none */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Seconds for which a client's address meets the same pod (`sessionAffinity: ClientIP`), at most 86400.
   *
   * @default - each connection may meet another pod
   */
  readonly sessionAffinitySeconds?: number;

  /** For traffic from outside, with the types NODE_PORT and LOAD_BALANCER. @default TrafficPolicy.CLUSTER */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /** For traffic from inside the cluster. @default TrafficPolicy.CLUSTER */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /** Which pods are preferred. Kubernetes 1.31 and later: `kubernetesVersion` must say so. @default - all alike */
  readonly trafficDistribution?: TrafficDistribution;

  /** Which controller makes the load balancer. Immutable. @default - the cluster's default */
  readonly loadBalancerClass?: string;

  /** Who may connect to the load balancer, as CIDRs, where the provider honours it. @default - everybody */
  readonly loadBalancerSourceRanges?: string[];
}

export function checkServiceOptions(report: Report, options: ServiceOptions, app: App, prop: string): void {
  const { minor } = app;
  checkOfferedPorts(report, options, app, prop);
  checkAnnotations(report, options.annotations, `${prop}.annotations`);
  checkWholeNumber(report, {
    code: 'seconds-invalid',
    prop: `${prop}.sessionAffinitySeconds`,
    value: options.sessionAffinitySeconds,
    min: 1,
    max: 86_400,
    remedy: 'Give whole seconds, a day at most',
  });
  const { trafficDistribution } = options;
  const first = trafficDistribution === undefined ? 0 : DISTRIBUTION_SINCE[trafficDistribution];
  if (first > minor) {
    report({
      code: 'field-not-in-version',
      prop: `${prop}.trafficDistribution`,
      value: trafficDistribution,
      message: `needs Kubernetes 1.${first}, and the app is made for 1.${minor}`,
      remedy: `Set kubernetesVersion to '1.${first}' if the cluster has it, or leave it out`,
    });
  }
  const type = options.type ?? ServiceExposure.CLUSTER_IP;
  const needs = (key: keyof ServiceOptions, ...types: ServiceExposure[]): void => {
    if (options[key] !== undefined && !types.includes(type)) {
      report({
        code: 'service-option-without-type',
        prop: `${prop}.${key}`,
        value: options[key],
        message: `must not be given with the type ${type}`,
        remedy: `Leave it out, or set the type to ${types.join(' or ')}`,
      });
    }
  };
  if (options.headless) needs('headless', ServiceExposure.CLUSTER_IP);
  needs('externalTrafficPolicy', ServiceExposure.NODE_PORT, ServiceExposure.LOAD_BALANCER);
  needs('loadBalancerClass', ServiceExposure.LOAD_BALANCER);
  needs('loadBalancerSourceRanges', ServiceExposure.LOAD_BALANCER);
  for (const [index, { nodePort }] of (options.ports ?? []).entries()) {
    if (nodePort !== undefined && type === ServiceExposure.CLUSTER_IP) {
      report({
        code: 'service-option-without-type',
        prop: `${prop}.ports[${index}].nodePort`,
        value: nodePort,
        message: 'must not be given with the type ClusterIP',
        remedy: 'Leave it out, or set the type to NodePort or LoadBalancer',
      });
    }
  }
  for (const [index, range] of (options.loadBalancerSourceRanges ?? []).entries()) {
    checkCidr(report, `${prop}.loadBalancerSourceRanges[${index}]`, range.trim(), minor);
  }
}

/** A Service, given what its options do not say. */
export function renderService(
  options: ServiceOptions,
  metadata: k8s.ObjectMeta,
  spec: k8s.ServiceSpec,
): ApiObjectProps {
  const manifest = k8s.KubeService.manifest({
    metadata,
    spec: { ...renderServiceOptions(options), ...spec },
  }) as ApiObjectProps & {
    spec: { trafficDistribution?: string };
  };
  // Newer than the typed fields.
  manifest.spec.trafficDistribution = options.trafficDistribution;
  return manifest;
}

function renderServiceOptions(options: ServiceOptions): k8s.ServiceSpec {
  const { sessionAffinitySeconds } = options;
  return {
    clusterIp: options.headless ? 'None' : undefined,
    publishNotReadyAddresses: options.publishNotReadyAddresses,
    type: options.type,
    externalTrafficPolicy: options.externalTrafficPolicy,
    internalTrafficPolicy: options.internalTrafficPolicy,
    loadBalancerClass: options.loadBalancerClass,
    loadBalancerSourceRanges: options.loadBalancerSourceRanges,
    ...(sessionAffinitySeconds === undefined
      ? {}
      : {
          sessionAffinity: 'ClientIP',
          sessionAffinityConfig: { clientIp: { timeoutSeconds: sessionAffinitySeconds } },
        }),
  };
}
