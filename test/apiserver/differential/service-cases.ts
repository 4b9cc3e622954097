import { parse } from 'yaml';
import type { KubeObject } from '../../support/kubernetes/client';

/** Services of every type, with every field between them. */
export const SERVICES = (
  parse(`
- {name: headless, spec: {clusterIP: None, selector: {app: web}, publishNotReadyAddresses: true, ports: [{name: http, port: 80, targetPort: http}, {name: admin, port: 8080}]}}
- {name: headless-alone, spec: {clusterIP: None, ports: [{port: 80}]}}
- {name: headless-bare, spec: {clusterIP: None, selector: {app: web}}}
- {name: plain, spec: {selector: {app: web}, ports: [{port: 80}]}}
- {name: two, spec: {type: ClusterIP, selector: {app: web}, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}], internalTrafficPolicy: Local}}
- {name: sticky, spec: {selector: {app: web}, sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}, ports: [{name: http, port: 80}], trafficDistribution: PreferClose}}
- {name: stack, spec: {selector: {app: web}, ipFamilies: [IPv4], ipFamilyPolicy: PreferDualStack, ports: [{name: http, port: 80, appProtocol: http}]}}
- {name: addresses, spec: {selector: {app: web}, externalIPs: [192.0.2.1], externalTrafficPolicy: Local, ports: [{name: http, port: 80}]}}
- {name: node, spec: {type: NodePort, selector: {app: web}, sessionAffinity: ClientIP, ports: [{name: http, port: 80, targetPort: 8080}, {name: dns, port: 53, protocol: UDP}]}}
- {name: node-alone, spec: {type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80}]}}
- {name: balanced, spec: {type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{name: http, port: 80}]}}
- {name: balanced-by, spec: {type: LoadBalancer, loadBalancerClass: example.com/one, loadBalancerSourceRanges: [10.0.0.0/8], loadBalancerIP: 192.0.2.9, selector: {app: web}, ports: [{name: http, port: 80}, {name: https, port: 443}]}}
- {name: balanced-bare, spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: {app: web}, ports: [{port: 80}]}}
- {name: elsewhere, spec: {type: ExternalName, externalName: example.org}}
- {name: elsewhere-ports, spec: {type: ExternalName, externalName: example.org, selector: {app: web}, ports: [{name: http, port: 80}]}}
`) as { name: string; spec: KubeObject }[]
).map(({ name, spec }) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels: { app: 'web' }, annotations: { note: 'one' } },
  spec: spec as object,
}));

const balanced = (loadBalancerClass: string): object => ({
  type: 'LoadBalancer',
  loadBalancerClass,
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80 }],
});

/** Values for its fields: legal, illegal, and those that mean the same. Absent is `undefined`. */
export const SERVICE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  spec: ['example.com/one', 'a/b/c', 'not valid', ''].map(balanced),
  'spec/clusterIP': ['None', undefined, '', '10.96.0.77', 'not-an-ip', 'fd00::1', null],
  'spec/clusterIPs': [['None'], [], undefined, ['10.96.0.78'], ['10.96.0.78', 'fd00::2'], ['None', 'None'], ['x']],
  'spec/type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'Other', undefined, ''],
  'spec/externalName': ['other.example', undefined, 'not a name', '', 'dot.example.'],
  'spec/ipFamilies': [['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], ['IPv5'], ['IPv4', 'IPv4'], [], undefined],
  'spec/ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack', 'Other', undefined],
  'spec/ports': [
    undefined,
    [],
    [{ port: 80 }],
    [{ port: 80 }, { port: 81 }],
    [
      { name: 'a', port: 80 },
      { name: 'b', port: 80 },
    ],
    [
      { name: 'a', port: 80 },
      { name: 'a', port: 81 },
    ],
    [{ port: 0 }],
    [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
    ],
    [
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'more', port: 54 },
    ],
    [
      { name: 'a', port: 80, nodePort: 32000 },
      { name: 'b', port: 81, nodePort: 32000 },
    ],
    [{ name: 'http', port: 8080 }],
    [{ name: 'sctp', port: 80, protocol: 'SCTP' }],
  ],
  'spec/ports/0/name': ['web', 'Not_Valid', undefined, 'http', 'a-name-that-is-long-but-fine', ''],
  'spec/ports/0/port': [8080, 70000, 53, '80', undefined],
  'spec/ports/0/targetPort': ['web', 8081, 0, undefined, 'a-name-that-is-too-long', 70000, '8080', 'UPPER'],
  'spec/ports/0/protocol': ['TCP', 'UDP', 'ICMP', undefined, 'tcp'],
  'spec/ports/0/appProtocol': ['http', 'kubernetes.io/h2c', 'not valid', undefined],
  'spec/ports/0/nodePort': [undefined, 0, 31999, 80, -1],
  'spec/ports/1': [{ name: 'more', port: 81 }, { name: 'http', port: 81 }, { port: 80, protocol: 'UDP' }, undefined],
  'spec/selector': [{ app: 'other' }, {}, undefined, { 'bad key!': 'x' }, { app: 'not valid!' }, { app: 1 }],
  'spec/sessionAffinity': ['None', 'ClientIP', 'Sticky', undefined],
  'spec/sessionAffinityConfig': [
    { clientIP: { timeoutSeconds: 30 } },
    { clientIP: { timeoutSeconds: 0 } },
    { clientIP: { timeoutSeconds: 100_000 } },
    { clientIP: {} },
    {},
    undefined,
  ],
  'spec/externalTrafficPolicy': ['Local', 'Cluster', 'Other', undefined, ''],
  'spec/internalTrafficPolicy': ['Local', 'Cluster', 'Other', undefined, ''],
  'spec/healthCheckNodePort': [31_998, 0, undefined, -1, 80],
  'spec/publishNotReadyAddresses': [true, false, undefined, 'yes'],
  'spec/externalIPs': [[], ['192.0.2.3'], ['x'], ['127.0.0.1'], ['192.0.2.3', '192.0.2.3'], undefined, ['010.0.0.1']],
  'spec/allocateLoadBalancerNodePorts': [true, false, undefined],
  'spec/loadBalancerClass': ['a/b', 'example.com/one', undefined, 'not valid', ''],
  'spec/loadBalancerIP': ['192.0.2.4', undefined, 'x', ''],
  'spec/loadBalancerSourceRanges': [
    ['192.0.2.0/24'],
    [' 192.0.2.0/24 '],
    ['192.0.2.1'],
    [],
    undefined,
    ['192.0.2.7/24'],
  ],
  'spec/trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode', 'Other', undefined, ''],
  'spec/unknownField': [1, { a: 1 }, [1]],
  'metadata/labels': [{ a: 'b' }, undefined, { 'bad key!': 'x' }, { a: 'x'.repeat(64) }, { a: 1 }, {}],
  'metadata/annotations': [
    { a: 'b' },
    undefined,
    { 'bad key!': 'x' },
    { a: 1 },
    { 'service.beta.kubernetes.io/x': '' },
    ...['10.0.0.0/8', ' 10.0.0.0/8, 192.0.2.0/24 ', '010.0.0.0/8', '10.0.0.1/8', 'x', ''].map((ranges) => ({
      'service.beta.kubernetes.io/load-balancer-source-ranges': ranges,
    })),
    ...['Auto', 'Disabled'].map((hints) => ({
      'service.kubernetes.io/topology-mode': 'Auto',
      'service.kubernetes.io/topology-aware-hints': hints,
    })),
  ],
  'metadata/annotations/service.kubernetes.io~1topology-mode': ['Auto', 'auto', 'Disabled'],
  'metadata/finalizers': [['example.com/keep'], ['keep']],
};
