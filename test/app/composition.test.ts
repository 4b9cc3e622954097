import { Chart, JsonPatch, Testing } from 'cdk8s';
import { Ingress, IngressBackend } from 'cdk8s-plus-27';
import { StatefulWebApp } from '../../lib';
import { SMALLEST, synthApp } from '../support/synth';

test("an Ingress of cdk8s-plus routes to the app's Service", () => {
  const chart = new Chart(Testing.app(), 'chart');
  const { service } = new StatefulWebApp(chart, 'wiki', SMALLEST);
  new Ingress(chart, 'ingress', {
    rules: [{ host: 'wiki.example.org', backend: IngressBackend.fromService(service) }],
  });

  const ingress = Testing.synth(chart).find(({ kind }) => kind === 'Ingress');
  expect(ingress.spec.rules[0].http.paths[0].backend).toEqual({ service: { name: 'wiki', port: { number: 8080 } } });
});

test('the Service can be read as any of cdk8s-plus, and refuses what its manifest would lose', () => {
  const { app } = synthApp({ port: 80 });

  expect([app.service.name, app.service.port]).toEqual(['wiki', 80]);
  expect(() => app.service.bind(81)).toThrow(
    'chart/wiki/Service: bind() cannot change a Service of a StatefulWebApp. Give the port in ports of the app',
  );
  expect(() => app.service.selectLabel('a', 'b')).toThrow('Give selectorLabels of the app');
});

test('a patch on the StatefulSet acts on what goes to the API server', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const { statefulSet } = new StatefulWebApp(chart, 'wiki', {
    ...SMALLEST,
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv' }],
  });
  statefulSet.addJsonPatch(JsonPatch.replace('/spec/volumeClaimTemplates/0/spec/resources/requests/storage', '2Gi'));

  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'StatefulSet');
  expect(spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('2Gi');
});
