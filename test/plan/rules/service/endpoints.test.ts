import { statefulSet } from '../../objects';
import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { app, clientService, codesOf, configMap, deployment, messagesOf } from '../../workloads';

const SERVICE = 'Service default/web';

describe('a Service whose pods are no longer selected', () => {
  const nobody = 'service-selects-nobody outage';

  test('if the selector names a label that no pod has', () => {
    const after = [deployment(), clientService({ selector: { app: 'other' } })];
    expect(codesOf(SERVICE, [deployment(), clientService()], after)).toContain(nobody);
  });

  test('if the pods lose the label that it needs', () => {
    const service = clientService({ selector: { app: 'web', tier: 'a' } });
    const tiered = (tier: string): ReturnType<typeof deployment> => deployment({ labels: { app: 'web', tier } });
    expect(codesOf(SERVICE, [tiered('a'), service], [tiered('b'), service])).toContain(nobody);
  });

  test('and a label that no template has may be set while the pods run', () => {
    const code = 'service-selects-nobody';
    const active = clientService({ selector: { app: 'web', role: 'active' } });
    expect(messagesOf(code, [deployment(), clientService()], [deployment(), active])).toContain(
      'unless something sets',
    );
    const other = clientService({ selector: { app: 'b' } });
    expect(messagesOf(code, [deployment(), clientService()], [deployment(), other])).not.toContain('unless');
  });

  test('and no step of the remedy asks for a second value of a label that the pods have', () => {
    const code = 'service-selects-nobody';
    const other = messagesOf(
      code,
      [deployment(), clientService()],
      [deployment(), clientService({ selector: { app: 'b' } })],
    );
    expect(other).toContain('label with a new name');
    const added = clientService({ selector: { app: 'web', tier: 'a' } });
    const more = messagesOf(code, [deployment(), clientService()], [deployment(), added]);
    expect(more).toContain('first add the new labels');
    const tiered = (tier: string): ReturnType<typeof deployment> => deployment({ labels: { app: 'web', tier } });
    const moved = clientService({ selector: { app: 'web', tier: 'b' } });
    const interrupted = messagesOf('service-interrupted', [tiered('a'), added], [tiered('b'), moved]);
    expect(interrupted).toContain('label with a new name');
  });

  test('if the workload is scaled to 0', () => {
    const after = [deployment({ replicas: 0 }), clientService()];
    expect(codesOf(SERVICE, [deployment(), clientService()], after)).toContain(nobody);
  });

  test('if the workload is deleted and the Service stays', () => {
    expect(codesOf(SERVICE, [deployment(), clientService()], [clientService()])).toContain(nobody);
  });

  test('if the API server rejects the new labels of the workload, and takes the new selector', () => {
    const labels = { app: 'site' };
    const set = statefulSet({
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [app()] } },
    });
    const before = [statefulSet(), clientService({}, 'web')];
    const after = [set, clientService({ selector: labels }, 'web')];
    expect(codesOf(SERVICE, before, after)).toContain(nobody);
    expect(messagesOf('service-selects-nobody', before, after)).toContain('rejects');
  });

  test('not if both the workload and the Service are deleted', () => {
    expect(codesOf(SERVICE, [deployment(), clientService()], [])).not.toContain(nobody);
  });

  test('not if another workload takes over, nor if it never selected one', () => {
    const other = deployment({ name: 'other' });
    expect(codesOf(SERVICE, [deployment(), other, clientService()], [other, clientService()])).not.toContain(nobody);
    const nothing = clientService({ selector: { app: 'elsewhere' } });
    expect(codesOf(SERVICE, [nothing], [clientService({ selector: { app: 'operator' } })])).not.toContain(nobody);
  });

  test('not if a partition keeps pods of the old labels', () => {
    const set = (tier: string, partition: number): ReturnType<typeof statefulSet> =>
      statefulSet({
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
        template: { metadata: { labels: { app: 'web', tier } }, spec: { containers: [app()] } },
      });
    const service = clientService({ selector: { app: 'web', tier: 'a' } });
    expect(codesOf(SERVICE, [set('a', 1), service], [set('b', 1), service])).not.toContain(nobody);
    expect(codesOf(SERVICE, [set('a', 0), service], [set('b', 0), service])).toContain(nobody);
  });

  describe('as far as the pipeline goes on after a refusal', () => {
    const refused = (value: string): Manifest => ({ ...configMap({ a: value }, 'fixed'), immutable: true });
    const before = [deployment(), clientService(), refused('1')];

    test.each([
      ['helm', false],
      ['kubectl', false],
      ['flux', true],
      ['argocd', true],
    ] as const)('with %s: %s', (pipeline, told) => {
      const after = [clientService(), refused('2')];
      expect(codesOf(SERVICE, before, after, { pipeline }).includes(nobody)).toBe(told);
      expect(codesOf(SERVICE, before, [clientService(), refused('1')], { pipeline })).toContain(nobody);
    });

    test('not with Flux, which applies nothing then, and both together later', () => {
      const labels = { app: 'site' };
      const set = statefulSet({
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [app()] } },
      });
      const sides = [
        [statefulSet(), clientService({}, 'web')],
        [set, clientService({ selector: labels }, 'web')],
      ] as const;
      expect(codesOf(SERVICE, [...sides[0]], [...sides[1]], { pipeline: 'flux' })).not.toContain(nobody);
    });
  });

  test('not if the pipeline keeps the workload that is no longer declared', () => {
    const kept = { ...deployment(), metadata: { name: 'web', annotations: { 'helm.sh/resource-policy': 'keep' } } };
    expect(codesOf(SERVICE, [kept, clientService()], [clientService()], { pipeline: 'helm' })).not.toContain(nobody);
  });

  test('but is only interrupted if the workload becomes a hook that creates it again', () => {
    const hook = { ...deployment(), metadata: { name: 'web', annotations: { 'helm.sh/hook': 'post-upgrade' } } };
    const codes = codesOf(SERVICE, [deployment(), clientService()], [hook, clientService()], { pipeline: 'helm' });
    expect(codes).not.toContain(nobody);
    expect(codes).toContain('service-interrupted outage');
  });

  test('not if the labels that change are none of its selector', () => {
    const labelled = deployment({ labels: { app: 'web', 'helm.sh/chart': 'web-2' } });
    expect(codesOf(SERVICE, [deployment(), clientService()], [labelled, clientService()])).toEqual([]);
  });
});

describe('a Service without a selector', () => {
  test('keeps addresses that nobody updates', () => {
    const bare = clientService({ selector: undefined });
    expect(codesOf(SERVICE, [deployment(), clientService()], [deployment(), bare])).toContain(
      'service-selector-removed outage',
    );
  });

  test('is meant so if it leads to a name outside', () => {
    const external = clientService({ selector: undefined, type: 'ExternalName', externalName: 'db.example.org' });
    expect(codesOf(SERVICE, [deployment(), clientService()], [deployment(), external])).not.toContain(
      'service-selector-removed outage',
    );
  });
});

describe('a Service that changes with the labels of its pods', () => {
  test('has no pod until the first new one is ready', () => {
    const labels = { app: 'web', release: 'two' };
    const after = [deployment({ labels }), clientService({ selector: labels })];
    expect(codesOf(SERVICE, [deployment(), clientService()], after)).toContain('service-interrupted outage');
  });

  test('is not interrupted if the pods had the label before', () => {
    const labels = { app: 'web', release: 'two' };
    const before = [deployment({ labels }), clientService()];
    expect(codesOf(SERVICE, before, [deployment({ labels }), clientService({ selector: labels })])).not.toContain(
      'service-interrupted outage',
    );
  });
});

describe('a named port of a Service', () => {
  const renamed = deployment({}, { containers: [app({ ports: [{ name: 'api', containerPort: 8080 }] })] });

  test('reaches no pod if the container port gets another name', () => {
    expect(codesOf(SERVICE, [deployment(), clientService()], [renamed, clientService()])).toContain(
      'service-port-unresolved outage',
    );
  });

  test('reaches no pod if only a port of another protocol has the name', () => {
    const udp = deployment(
      {},
      { containers: [app({ ports: [{ name: 'http', containerPort: 8080, protocol: 'UDP' }] })] },
    );
    expect(codesOf(SERVICE, [deployment(), clientService()], [udp, clientService()])).toContain(
      'service-port-unresolved outage',
    );
  });

  test('reaches none of the running pods if both change at once', () => {
    const service = clientService({ ports: [{ name: 'http', port: 80, targetPort: 'api' }] });
    expect(codesOf(SERVICE, [deployment(), clientService()], [renamed, service])).toContain(
      'service-interrupted outage',
    );
  });

  test('is found while the pods have both names, and as a number always', () => {
    const both = deployment(
      {},
      {
        containers: [
          app({
            ports: [
              { name: 'http', containerPort: 8080 },
              { name: 'api', containerPort: 8081 },
            ],
          }),
        ],
      },
    );
    const service = clientService({ ports: [{ name: 'http', port: 80, targetPort: 'api' }] });
    expect(codesOf(SERVICE, [both, clientService()], [both, service]).join()).not.toContain('outage');
    const number = clientService({ ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    expect(codesOf(SERVICE, [deployment(), number], [renamed, number])).toEqual([]);
  });

  test('of a headless Service is not what its clients go by', () => {
    const headless = clientService({ clusterIP: 'None' });
    expect(codesOf(SERVICE, [deployment(), headless], [renamed, headless])).toEqual([]);
  });

  test('of a sidecar counts on the versions that look there', () => {
    const sidecar = { ...app(), name: 'proxy', restartPolicy: 'Always' };
    const after = deployment({}, { containers: [app({ ports: [] })], initContainers: [sidecar] });
    const sides = [
      [deployment(), clientService()],
      [after, clientService()],
    ] as const;
    expect(codesOf(SERVICE, [...sides[0]], [...sides[1]], { kubernetes: '1.37' }).join()).not.toContain('outage');
    expect(codesOf(SERVICE, [...sides[0]], [...sides[1]], { kubernetes: '1.30' })).toContain(
      'service-port-unresolved outage',
    );
  });
});

describe('an entrance from outside the cluster', () => {
  const balanced = clientService({ type: 'LoadBalancer' });

  test('is lost with the type LoadBalancer', () => {
    expect(codesOf(SERVICE, [balanced], [clientService()])).toContain('load-balancer-released outage');
    expect(codesOf(SERVICE, [clientService()], [balanced]).join()).not.toContain('outage');
  });

  const nodePort = (port: object): ReturnType<typeof clientService> =>
    clientService({ type: 'NodePort', ports: [{ name: 'http', port: 80, targetPort: 'http', ...port }] });

  test('is lost with a declared node port, or with another number', () => {
    expect(codesOf(SERVICE, [nodePort({ nodePort: 30080 })], [clientService()])).toContain('node-port-released outage');
    expect(codesOf(SERVICE, [nodePort({ nodePort: 30080 })], [nodePort({ nodePort: 30081 })])).toContain(
      'node-port-released outage',
    );
  });

  test('is kept if only the number is left out, and unknown if it was never declared', () => {
    expect(codesOf(SERVICE, [nodePort({ nodePort: 30080 })], [nodePort({})]).join()).not.toContain('outage');
    expect(codesOf(SERVICE, [nodePort({})], [clientService()]).join()).not.toContain('outage');
  });
});

describe('a node port', () => {
  const taken = 'node-port-taken rejected';
  const ported = (name: string, nodePort?: number, more: Record<string, unknown> = {}): Manifest =>
    clientService({ type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort, ...more }] }, name);

  test('belongs to one Service, whatever the protocol', () => {
    expect(codesOf('Service default/web', [ported('a', 30080)], [ported('a', 30080), ported('web', 30080)])).toContain(
      taken,
    );
    const udp = ported('web', 30080, { protocol: 'UDP' });
    expect(codesOf('Service default/web', [ported('a', 30080), ported('web')], [ported('a', 30080), udp])).toContain(
      taken,
    );
    expect(codesOf('Service default/a', [ported('web', 30080)], [ported('web', 30080), ported('a', 30080)])).toContain(
      taken,
    );
  });

  test('is free once the other Service has none, or another one', () => {
    expect(
      codesOf('Service default/web', [ported('a', 30080)], [ported('a', 30081), ported('web', 30080)]),
    ).not.toContain(taken);
    const plain = clientService({ ports: [{ name: 'http', port: 80 }] }, 'a');
    expect(codesOf('Service default/web', [plain], [plain, ported('web', 30080)])).not.toContain(taken);
    const both = clientService({
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80, nodePort: 30080 },
        { name: 'b', port: 80, nodePort: 30080, protocol: 'UDP' },
      ],
    });
    expect(codesOf('Service default/web', [], [both])).not.toContain(taken);
  });
});
