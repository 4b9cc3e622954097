import type { Manifest } from '../../lib/kubernetes/manifest';
import { plan } from '../../lib/plan';
import { change, service, short, statefulSet } from './objects';

const addressed = (spec: object = {}): ReturnType<typeof service> => service({ clusterIP: undefined, ...spec });

describe('a Service', () => {
  test('cannot become headless, or stop being it', () => {
    for (const [before, after] of [
      [addressed(), service()],
      [service(), service({ clusterIP: '10.0.0.9' })],
      [service({ clusterIP: '10.0.0.8' }), service({ clusterIP: '10.0.0.9' })],
    ] as const) {
      expect(short(before, after)).toEqual({ impact: 'rejected', findings: ['cluster-ip-immutable spec.clusterIP'] });
    }
  });

  test('stays headless when clusterIP is left out: accepted and ignored', () => {
    for (const apply of ['client', 'server', 'replace'] as const) {
      expect(short(service(), addressed(), { apply })).toEqual({
        impact: 'none',
        findings: ['cluster-ip-kept spec.clusterIP'],
      });
    }
  });

  test('cannot be headless and have node ports', () => {
    const { impact, findings } = change([service()], [service({ type: 'NodePort' })]);
    expect([impact, findings[0]?.message]).toEqual([
      'rejected',
      "The API server refuses it: spec.clusterIPs[0]: Invalid value: may not be set to 'None' for NodePort services",
    ]);
  });

  test('needs ports unless it is headless, and names once there are two', () => {
    expect(short(addressed(), addressed({ ports: [] }))).toEqual({
      impact: 'rejected',
      findings: ['invalid-object spec.ports'],
    });
    expect(plan([service()], [service({ ports: undefined })]).impact).toBe('update');
    const two = addressed({ ports: [{ name: 'http', port: 80 }, { port: 81 }] });
    expect(change([addressed()], [two]).findings[0]?.message).toContain('spec.ports[1].name: Required value');
  });

  test('loses one of two ports with one number by client-side apply, and is refused by a PUT', () => {
    const twice = addressed({
      ports: [
        { name: 'http', port: 80 },
        { name: 'other', port: 80 },
      ],
    });
    const { findings } = plan([addressed()], [twice], { apply: 'client' }).changes[0]!;
    expect(findings[0]).toMatchObject({ code: 'duplicate-port-merged', impact: 'update' });
    expect(plan([addressed()], [twice], { apply: 'replace' }).impact).toBe('rejected');
  });

  test('takes its type with what was allocated along', () => {
    for (const type of ['NodePort', 'LoadBalancer']) {
      expect(plan([addressed()], [addressed({ type })]).impact).toBe('update');
    }
    expect(plan([addressed({ type: 'NodePort' })], [addressed()]).impact).toBe('update');
    expect(plan([addressed({ type: 'LoadBalancer' })], [addressed()]).impact).toBe('outage');
    expect(
      plan([service()], [service({ clusterIP: undefined, type: 'ExternalName', externalName: 'a.example' })]).impact,
    ).toBe('update');
  });

  test('has a class of load balancers with a qualified name', () => {
    const balanced = (loadBalancerClass: string): ReturnType<typeof service> =>
      addressed({ type: 'LoadBalancer', loadBalancerClass });
    expect(plan([addressed()], [balanced('example.com/inside')]).impact).toBe('update');
    expect(change([addressed()], [balanced('not valid')]).findings[0]?.message).toContain('spec.loadBalancerClass');
  });

  test('has ranges of a load balancer in its annotation, and topology annotations that agree', () => {
    const annotated = (
      annotations: Record<string, string>,
      spec: object = { type: 'LoadBalancer' },
    ): ReturnType<typeof service> => ({
      ...addressed(spec),
      metadata: { ...addressed().metadata, annotations },
    });
    const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
    const verdict = (annotations: Record<string, string>, spec?: object, kubernetes = '1.37'): string =>
      plan([], [annotated(annotations, spec)], { kubernetes }).impact;
    expect(verdict({ [ranges]: ' 10.0.0.0/8, 192.0.2.0/24 ' })).toBe('create');
    expect(verdict({ [ranges]: '' })).toBe('create');
    expect(verdict({ [ranges]: 'inside' })).toBe('rejected');
    expect(verdict({ [ranges]: '10.0.0.0/8' }, {})).toBe('rejected');
    expect(verdict({ [ranges]: '010.0.0.0/8' }, undefined, '1.35')).toBe('create');
    expect(verdict({ [ranges]: '010.0.0.0/8' }, undefined, '1.36')).toBe('rejected');
    // What was there before 1.33 judged it, and from then on is left alone.
    const [before, after] = [annotated({ [ranges]: 'inside' }), annotated({ [ranges]: 'inside', note: 'new' })];
    expect(plan([before], [after], { kubernetes: '1.33' }).impact).toBe('update');
    const topology = (hints: string): Record<string, string> => ({
      'service.kubernetes.io/topology-mode': 'Auto',
      'service.kubernetes.io/topology-aware-hints': hints,
    });
    expect(verdict(topology('Auto'))).toBe('create');
    expect(verdict(topology('Disabled'))).toBe('rejected');
  });

  test('may begin with a digit from 1.36 on', () => {
    expect(plan([], [service({}, '1web')], { kubernetes: '1.35' }).impact).toBe('rejected');
    expect(plan([], [service({}, '1web')], { kubernetes: '1.36' }).impact).toBe('create');
  });
});

test('a headless Service without a selector may give up its second address family', () => {
  const bare = (spec: object): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'bare' },
    spec: { clusterIP: 'None', ...spec },
  });
  for (const apply of ['client', 'server', 'replace'] as const) {
    const { impact } = plan([bare({})] as never, [bare({ ipFamilyPolicy: 'SingleStack' })] as never, { apply });
    expect(impact).toBe('update');
    // Not without saying so.
    expect(plan([bare({})] as never, [bare({ ipFamilies: ['IPv4'] })] as never, { apply }).impact).toBe('rejected');
  }
});

test('null takes an empty object out of a pod template, which restarts pods', () => {
  const before = statefulSet({}, { affinity: {} });
  expect(plan([before], [statefulSet({}, { affinity: null })], { apply: 'server' }).impact).toBe('restart');
});

describe('a governing Service', () => {
  test('that goes while a StatefulSet names it is named', () => {
    const { impact, findings } = change([statefulSet(), service()], [statefulSet()]);
    expect([impact, findings.map((finding) => finding.code)]).toEqual([
      'outage',
      ['governing-service-removed', 'deleted'],
    ]);
  });

  test('that goes is no loss if it is not headless: it gave the pods no names', () => {
    const { findings } = change([statefulSet(), service({ clusterIP: undefined })], [statefulSet()]);
    expect(findings.map((finding) => finding.code)).toEqual(['deleted']);
  });

  test('that gets other ports or another selector changes what peers find', () => {
    const after = service({ ports: [{ name: 'web', port: 80 }] });
    const { findings } = change([statefulSet(), service()], [statefulSet(), after]);
    expect(findings.map((finding) => `${finding.code} ${finding.path}`)).toEqual([
      'governing-service-changed spec.ports[80].name',
    ]);
  });

  test('changes nothing for peers with a number of a port, a node port, or a selector that still matches', () => {
    const codes = (before: Manifest, after: Manifest): string[] =>
      plan([statefulSet(), before], [statefulSet(), after]).changes.flatMap((each) =>
        each.findings.map((finding) => finding.code),
      );
    expect(codes(service(), service({ ports: [{ name: 'http', port: 81 }] }))).not.toContain(
      'governing-service-changed',
    );
    const nodePort = addressed({ type: 'NodePort' });
    expect(codes(nodePort, addressed())).not.toContain('governing-service-changed');
    expect(codes(addressed(), addressed({ ports: [{ name: 'web', port: 80 }] }))).not.toContain(
      'governing-service-changed',
    );
    expect(JSON.stringify(plan([nodePort], [addressed()]))).not.toContain('-2147483648');
  });

  test('has the address families of its policy on an update too', () => {
    const required = (port: number): Manifest =>
      addressed({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4'], ports: [{ name: 'http', port }] });
    expect(plan([required(80)], [required(81)]).impact).toBe('rejected');
    const both = (port: number): Manifest =>
      addressed({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'], ports: [{ name: 'http', port }] });
    expect(plan([both(80)], [both(81)]).impact).toBe('update');
    expect(plan([], [required(80)]).impact).toBe('create');
  });

  test('that is missing or not headless is named when the StatefulSet is created', () => {
    const codes = (objects: Parameters<typeof plan>[1]): string[] =>
      plan([], objects).changes.flatMap((each) => each.findings.map((finding) => finding.code));
    expect(codes([statefulSet()])).toContain('governing-service-missing');
    expect(codes([statefulSet(), addressed()])).toContain('governing-service-mismatch');
    expect(codes([statefulSet(), service()])).toEqual(['created', 'stateful-set-created']);
  });

  test('has the address families of its policy', () => {
    const two = addressed({ ipFamilies: ['IPv4', 'IPv6'] });
    expect(change([addressed()], [two]).findings[0]?.message).toContain(
      "must be 'RequireDualStack' or 'PreferDualStack'",
    );
    expect(change([addressed()], [addressed({ ipFamilies: ['IPv6'] })]).findings[0]?.message).toContain(
      'spec.clusterIPs[0]: Invalid value: expected an IPv6 value',
    );
    const bare = service({ selector: undefined });
    expect(plan([bare], [service({ selector: undefined, ipFamilyPolicy: 'RequireDualStack' })]).changes).toEqual([]);
  });

  test('reads addresses and traffic distribution by version', () => {
    const zeros = addressed({ externalIPs: ['010.0.0.1'] });
    const near = addressed({ trafficDistribution: 'PreferSameNode' });
    for (const [kubernetes, impact] of [
      ['1.33', 'update'],
      ['1.36', 'rejected'],
    ] as const) {
      expect(plan([addressed()], [zeros], { kubernetes }).impact).toBe(impact);
    }
    expect(plan([addressed()], [near], { kubernetes: '1.33' }).impact).toBe('rejected');
    expect(plan([addressed()], [near], { kubernetes: '1.34' }).impact).toBe('update');
    expect(plan([zeros], [addressed({ externalIPs: ['010.0.0.1'], publishNotReadyAddresses: true })]).impact).toBe(
      'update',
    );
  });

  test('of an external name has no policy for traffic inside the cluster', () => {
    const outside = (spec: object): ReturnType<typeof service> =>
      service({ clusterIP: undefined, type: 'ExternalName', externalName: 'a.example', ...spec });
    expect(plan([outside({})], [outside({ internalTrafficPolicy: 'Local' })]).changes).toEqual([]);
  });
});
