import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { clientService, codesOf, deployment } from '../../workloads';

const INGRESS = 'Ingress default/web';
const missing = 'route-backend-missing outage';

function ingress(port: object = { number: 80 }, service = 'web'): Manifest {
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name: service, port } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: { rules: [{ host: 'web.example.org', http: { paths: [path] } }] },
  };
}

describe('an Ingress', () => {
  const service = clientService({ ports: [{ name: 'http', port: 80, targetPort: 'http' }] });

  test('leads nowhere if its Service is deleted', () => {
    const before = [deployment(), service, ingress()];
    expect(codesOf(INGRESS, before, [deployment(), ingress()])).toContain(missing);
    expect(codesOf(INGRESS, before, [deployment()])).not.toContain(missing);
  });

  test('leads nowhere if the port of its Service gets another number or name', () => {
    const other = clientService({ ports: [{ name: 'web', port: 8080, targetPort: 'http' }] });
    expect(codesOf(INGRESS, [service, ingress()], [other, ingress()])).toContain(missing);
    expect(codesOf(INGRESS, [service, ingress({ name: 'http' })], [other, ingress({ name: 'http' })])).toContain(
      missing,
    );
    expect(codesOf(INGRESS, [service, ingress()], [other, ingress({ number: 8080 })])).not.toContain(missing);
  });

  test('says nothing of a Service that is declared elsewhere, nor of one that had no such port before', () => {
    const elsewhere = ingress({ number: 80 }, 'elsewhere');
    expect(codesOf(INGRESS, [ingress()], [elsewhere])).not.toContain(missing);
    const labelled = { ...service, metadata: { name: 'web', labels: { a: 'b' } } };
    const wrong = ingress({ number: 81 });
    expect(codesOf(INGRESS, [service, wrong], [labelled, wrong])).toEqual([]);
  });
});

test('an HTTPRoute leads nowhere if its Service is deleted', () => {
  const route: Manifest = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web' },
    spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  };
  expect(codesOf('HTTPRoute default/web', [clientService(), route], [route])).toContain(missing);
  const kept = clientService({ selector: { app: 'other' } });
  expect(codesOf('HTTPRoute default/web', [clientService(), route], [kept, route])).not.toContain(missing);
});
