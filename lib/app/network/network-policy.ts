import type { ApiObjectProps } from 'cdk8s';
import { k8s, Protocol } from 'cdk8s-plus-27';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName, checkWholeNumber } from '../base/problem';
import { dnsSubdomainFault } from '../../kubernetes/names';
import type { App } from '../base/app';
import type { NetworkPeer } from './network-peer';
import { unknownPort } from './offered-port';

/**
 * Who may connect to the app's pods, and whom they may connect to (NetworkPolicy). Everything else is refused, in both directions,
 * where the cluster's network enforces policies: some networks ignore them. A node can always connect to its own pods.
 */
export interface NetworkAccess {
  /** Name of the NetworkPolicy. @default - the app's name */
  readonly name?: string;

  /** Labels beside those of the app. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations beside those of the app. @default - none */
  readonly annotations?: { readonly [key: string]: string };

  /** Whether the policy limits whom the pods may connect to. With false they may connect to everybody. @default true */
  readonly limitsEgress?: boolean;

  /** Who may connect to the pods. @default - only the app's own pods */
  readonly ingress?: NetworkRule[];

  /** Whom the pods may connect to. @default - only the app's own pods, and DNS */
  readonly egress?: NetworkRule[];

  /** Whether the app's pods may connect to each other, on every port. @default true */
  readonly peers?: boolean;

  /** Whether the pods may ask DNS servers, on port 53 anywhere: without them no name resolves. @default true */
  readonly dns?: boolean;
}

/** Some peers, and the ports that are open for them. */
export interface NetworkRule {
  readonly peers: NetworkPeer[];

  /** @default - for connections to the app, all ports that its Services offer; for those that it makes, every port */
  readonly ports?: NetworkPort[];
}

/** A port, or a range of ports. */
export interface NetworkPort {
  /** Its number, 1 to 65535. @default - `portName`; where neither is given, every port of the protocol */
  readonly port?: number;
  /** Name of the port in the container that is connected to. @default - `port` */
  readonly portName?: string;
  /** The last of a range that begins with `port`. @default - one port */
  readonly endPort?: number;
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
}

const DNS_PORTS: NetworkPort[] = [
  { port: 53, protocol: Protocol.UDP },
  { port: 53, protocol: Protocol.TCP },
];

export function checkNetworkPolicy(
  report: Report,
  access: NetworkAccess | undefined,
  { containers, minor }: App,
): void {
  if (access === undefined) return;
  if (access.name !== undefined) {
    const fault = dnsSubdomainFault(access.name);
    checkName(report, { code: 'object-name-invalid', prop: 'networkPolicy.name', value: access.name, fault });
  }
  checkLabels(report, access.labels, 'networkPolicy.labels');
  checkAnnotations(report, access.annotations, 'networkPolicy.annotations');
  if (access.limitsEgress === false && (access.egress ?? []).length > 0) {
    report({
      code: 'network-egress-unlimited',
      prop: 'networkPolicy.egress',
      message: 'must not be given with limitsEgress = false, which lets the pods connect to everybody',
      remedy: 'Leave one of the two out',
    });
  }
  const ports = containers.all.flatMap((container) => container.ports);
  for (const direction of ['ingress', 'egress'] as const) {
    for (const [index, rule] of (access[direction] ?? []).entries()) {
      const prop = `networkPolicy.${direction}[${index}]`;
      if (rule.peers.length === 0) {
        report({
          code: 'network-peers-empty',
          prop: `${prop}.peers`,
          message: 'must have at least one peer: for Kubernetes, no peers means everybody',
        });
      }
      for (const [at, peer] of rule.peers.entries()) {
        peer._check(report, `${prop}.peers[${at}]`, minor);
      }
      for (const [at, port] of (rule.ports ?? []).entries()) {
        checkPort(report, port, `${prop}.ports[${at}]`);
        if (
          direction === 'ingress' &&
          port.portName !== undefined &&
          !ports.some(({ name }) => name === port.portName)
        ) {
          report(unknownPort(`${prop}.ports[${at}].portName`, port.portName, ports));
        }
      }
    }
  }
}

function checkPort(report: Report, { port, portName, endPort }: NetworkPort, prop: string): void {
  checkWholeNumber(report, { code: 'port-out-of-range', prop: `${prop}.port`, value: port, min: 1, max: 65535 });
  checkWholeNumber(report, {
    code: 'port-out-of-range',
    prop: `${prop}.endPort`,
    value: endPort,
    min: port ?? 1,
    max: 65535,
  });
  if (portName !== undefined && port !== undefined) {
    report({
      code: 'network-port-invalid',
      prop: `${prop}.portName`,
      value: portName,
      message: 'must not be given beside port',
      remedy: 'Keep one of the two',
    });
  }
  if (endPort !== undefined && port === undefined) {
    report({
      code: 'network-port-invalid',
      prop: `${prop}.endPort`,
      value: endPort,
      message: 'needs port beside it: the range begins there',
      remedy: 'Give port',
    });
  }
}

export function networkPolicy(access: NetworkAccess | undefined, app: App): Companion | undefined {
  if (access === undefined) {
    return undefined;
  }
  const { name = app.identity.name, peers = true, dns = true, limitsEgress = true } = access;
  const own: k8s.NetworkPolicyPeer[] = peers ? [{ podSelector: { matchLabels: app.selectorLabels } }] : [];
  const offered = app.exposedPorts.map(({ containerPort, protocol }) => ({ port: containerPort, protocol }));
  const ingress: k8s.NetworkPolicyIngressRule[] = [
    ...own.map((peer) => ({ from: [peer] })),
    ...(access.ingress ?? []).map((rule) => ({ from: renderPeers(rule), ports: renderPorts(rule.ports ?? offered) })),
  ];
  const egress: k8s.NetworkPolicyEgressRule[] = [
    ...own.map((peer) => ({ to: [peer] })),
    ...(dns ? [{ ports: renderPorts(DNS_PORTS) }] : []),
    ...(access.egress ?? []).map((rule) => ({ to: renderPeers(rule), ports: renderPorts(rule.ports ?? []) })),
  ];
  const manifest = k8s.KubeNetworkPolicy.manifest({
    metadata: companionMetadata(app, name, access),
    spec: {
      podSelector: { matchLabels: app.selectorLabels },
      policyTypes: limitsEgress ? ['Ingress', 'Egress'] : ['Ingress'],
      ingress: ingress.length === 0 ? undefined : ingress,
      egress: egress.length === 0 || !limitsEgress ? undefined : egress,
    },
  }) as ApiObjectProps;
  return { id: 'NetworkPolicy', kind: 'NetworkPolicy', name, manifest };
}

/** Nothing, which means everybody, as soon as one of the peers is everybody. */
function renderPeers({ peers }: NetworkRule): k8s.NetworkPolicyPeer[] | undefined {
  const rendered = peers.map((peer) => peer._render());
  return rendered.some((peer) => peer === undefined) ? undefined : rendered.flatMap((peer) => peer ?? []);
}

function renderPorts(ports: readonly NetworkPort[]): k8s.NetworkPolicyPort[] | undefined {
  return ports.length === 0
    ? undefined
    : ports.map(({ port, portName, endPort, protocol }) => ({
        port:
          portName !== undefined
            ? k8s.IntOrString.fromString(portName)
            : port === undefined
              ? undefined
              : k8s.IntOrString.fromNumber(port),
        endPort,
        // The API server writes it into the list, and a GitOps tool may take the list for changed.
        protocol: protocol ?? Protocol.TCP,
      }));
}
