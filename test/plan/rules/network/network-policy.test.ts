import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { clientService, codesOf, deployment, messagesOf } from '../../workloads';

type Fields = Record<string, unknown>;

const POLICY = 'NetworkPolicy default/web';
const opens = 'network-policy-opens update';

function policy(spec: Fields = {}, name = 'web'): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 80 }] }],
      ...spec,
    },
  };
}

describe('a NetworkPolicy that goes', () => {
  test('leaves its pods open', () => {
    expect(codesOf(POLICY, [deployment(), policy()], [deployment()])).toContain(opens);
    const elsewhere = policy({ podSelector: { matchLabels: { app: 'other' } } });
    expect(codesOf(POLICY, [deployment(), policy()], [deployment(), elsewhere])).toContain(opens);
  });

  test('opens nothing if another one selects the pods, or the pods go too', () => {
    const all = policy({ podSelector: {} }, 'all');
    expect(codesOf(POLICY, [deployment(), policy(), all], [deployment(), all])).not.toContain(opens);
    expect(codesOf(POLICY, [deployment(), policy()], [])).not.toContain(opens);
  });
});

describe('a NetworkPolicy that the API server refuses', () => {
  const wrong = [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }];

  test('closes nothing, and opens nothing', () => {
    expect(codesOf(POLICY, [deployment()], [deployment(), policy({ ingress: wrong })])).toEqual([
      'invalid-object rejected',
    ]);
    const elsewhere = policy({ podSelector: { matchLabels: { app: 'other' } }, ingress: wrong });
    expect(codesOf(POLICY, [deployment(), policy()], [deployment(), elsewhere])).not.toContain(opens);
  });
});

describe('a NetworkPolicy with an empty list of egress rules alone', () => {
  test('limits who may connect, and the remedy says why', () => {
    const meant = policy({ policyTypes: undefined, ingress: undefined, egress: [] });
    const said = messagesOf('network-policy-closes', [deployment()], [deployment(), meant]);
    expect(said).toContain('policyTypes: [Egress]');
    const told = messagesOf('network-policy-closes', [deployment()], [deployment(), policy({ ingress: [] })]);
    expect(told).not.toContain('policyTypes');
  });
});

describe('a NetworkPolicy that stays', () => {
  const tiered = (tier: string): Manifest => deployment({ labels: { app: 'web', tier } });
  const front = policy({ podSelector: { matchLabels: { tier: 'front' } } });

  test('leaves pods open that lose the label it selects', () => {
    expect(codesOf(POLICY, [tiered('front'), front], [tiered('back'), front])).toContain(opens);
    expect(
      codesOf(POLICY, [tiered('back'), clientService(), front], [tiered('front'), clientService(), front]),
    ).toContain('network-policy-closes update');
  });

  test('says nothing of pods that it selects as before, or that are deleted', () => {
    const all = policy({ podSelector: {} });
    expect(codesOf(POLICY, [tiered('front'), all], [tiered('back'), all])).toEqual([]);
    expect(codesOf(POLICY, [tiered('front'), front], [front])).toEqual([]);
  });
});

describe('a NetworkPolicy that comes', () => {
  const closesAll = 'network-policy-closes outage';
  const closes = 'network-policy-closes update';

  test('leaves only the connections that it allows', () => {
    const before = [deployment(), clientService()];
    expect(codesOf(POLICY, before, [...before, policy()])).toContain(closes);
  });

  test('stops an app with a Service if no policy allows anything', () => {
    const before = [deployment(), clientService()];
    expect(codesOf(POLICY, before, [...before, policy({ ingress: [] })])).toContain(closesAll);
    const allow = policy({ podSelector: {} }, 'allow');
    expect(codesOf(POLICY, before, [...before, policy({ ingress: [] }), allow])).not.toContain(closesAll);
    expect(codesOf(POLICY, [deployment()], [deployment(), policy({ ingress: [] })])).not.toContain(closesAll);
  });

  test('restricts nothing if it allows everything, or another one does', () => {
    const open = policy({ ingress: [{}] });
    const before = [deployment(), clientService()];
    expect(codesOf(POLICY, before, [...before, open]).join()).not.toContain('closes');
    expect(codesOf(POLICY, [deployment(), open], [deployment()]).join()).not.toContain('opens');
    const all = policy({ podSelector: {}, ingress: [{}] }, 'all');
    expect(codesOf(POLICY, [...before, all], [...before, all, policy()]).join()).not.toContain('closes');
  });

  test('says nothing of pods that were restricted, or that are new', () => {
    const all = policy({ podSelector: {} }, 'all');
    expect(codesOf(POLICY, [deployment(), all], [deployment(), all, policy()]).join()).not.toContain('closes');
    expect(codesOf(POLICY, [], [deployment(), policy()]).join()).not.toContain('closes');
  });
});
