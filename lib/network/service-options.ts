import { k8s } from 'cdk8s-plus-27';
import { checkAnnotations } from '../app/labels';
import type { ContainerPort } from '../app/port';
import { type Problem, wholeNumberProblem } from '../app/problem';
import { checkOfferedPorts, type OfferedPort } from './offered-port';
import { cidrFault } from './cidr';

/** How a Service can be reached. */
export enum ServiceExposure {
  /** From inside the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** Also on a port of every node. */
  NODE_PORT = 'NodePort',
  /** Also through a load balancer that the cluster's provider makes. */
  LOAD_BALANCER = 'LoadBalancer',
}

/** To which nodes' pods a Service sends traffic that comes from outside or inside. */
export enum TrafficPolicy {
  /** To pods on all nodes. From outside, the pods see a node's address instead of the client's. */
  CLUSTER = 'Cluster',
  /** To pods on the node that the traffic reached only, and nowhere where that node has none. */
  LOCAL = 'Local',
}

/** What can be chosen for a Service that clients use. */
export interface ServiceOptions {
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

  /** Which controller makes the load balancer. Immutable. @default - the cluster's default */
  readonly loadBalancerClass?: string;

  /** Who may connect to the load balancer, as CIDRs, where the provider honours it. @default - everybody */
  readonly loadBalancerSourceRanges?: string[];
}

export function* checkServiceOptions(
  options: ServiceOptions,
  containerPorts: readonly ContainerPort[],
  prop: string,
): Iterable<Problem> {
  yield* checkOfferedPorts(options, containerPorts, prop);
  yield* checkAnnotations(options.annotations, `${prop}.annotations`);
  yield* wholeNumberProblem(
    'seconds-invalid',
    `${prop}.sessionAffinitySeconds`,
    options.sessionAffinitySeconds,
    { min: 1, max: 86_400 },
    'Give whole seconds, a day at most',
  );
  const type = options.type ?? ServiceExposure.CLUSTER_IP;
  const needs = (key: keyof ServiceOptions, ...types: ServiceExposure[]): Problem[] =>
    options[key] === undefined || types.includes(type)
      ? []
      : [
          {
            code: 'service-option-without-type',
            prop: `${prop}.${key}`,
            value: options[key],
            message: `must not be given with the type ${type}`,
            remedy: `Leave it out, or set the type to ${types.join(' or ')}`,
          },
        ];
  yield* needs('externalTrafficPolicy', ServiceExposure.NODE_PORT, ServiceExposure.LOAD_BALANCER);
  yield* needs('loadBalancerClass', ServiceExposure.LOAD_BALANCER);
  yield* needs('loadBalancerSourceRanges', ServiceExposure.LOAD_BALANCER);
  for (const [index, { nodePort }] of (options.ports ?? []).entries()) {
    if (nodePort !== undefined && type === ServiceExposure.CLUSTER_IP) {
      yield {
        code: 'service-option-without-type',
        prop: `${prop}.ports[${index}].nodePort`,
        value: nodePort,
        message: 'must not be given with the type ClusterIP',
        remedy: 'Leave it out, or set the type to NodePort or LoadBalancer',
      };
    }
  }
  for (const [index, range] of (options.loadBalancerSourceRanges ?? []).entries()) {
    const fault = cidrFault(range);
    if (fault !== undefined) {
      yield {
        code: 'cidr-invalid',
        prop: `${prop}.loadBalancerSourceRanges[${index}]`,
        value: range,
        message: fault,
        remedy: "Write it like '10.0.0.0/8'",
      };
    }
  }
}

/** The part of a Service's spec that does not depend on which pods it selects. */
export function renderServiceOptions(options: ServiceOptions): k8s.ServiceSpec {
  const { sessionAffinitySeconds } = options;
  return {
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
