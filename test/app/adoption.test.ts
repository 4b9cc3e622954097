import { PodSecurityLevel, ServiceExposure, Volume } from '../../lib';
import { Chart, Testing } from 'cdk8s';
import { StatefulWebApp } from '../../lib';
import { diagnosticsOf } from '../../lib/messages/diagnostic';
import { synthApp, synthErrors } from '../support/synth';

test('what an existing StatefulSet carries in its templates can be kept', () => {
  const { statefulSet } = synthApp({
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv' }],
    adoption: {
      podTemplateName: 'web',
      podTemplateNamespace: 'docs',
      claimTemplateNamespace: 'docs',
      hostname: 'web',
      subdomain: 'web',
      withoutServiceName: true,
    },
  });
  const { template, volumeClaimTemplates } = statefulSet.spec;

  expect(template.metadata).toMatchObject({ name: 'web', namespace: 'docs' });
  expect(template.spec).toMatchObject({ hostname: 'web', subdomain: 'web' });
  expect(volumeClaimTemplates[0].metadata).toEqual({ name: 'www', namespace: 'docs' });
  expect(statefulSet.spec).not.toHaveProperty('serviceName');
});

test('a selector that exists can be kept, and the Services still go by labels', () => {
  const selector = { matchExpressions: [{ key: 'env', operator: 'In', values: ['dev'] }] };
  const { statefulSet, service } = synthApp({ selectorLabels: { env: 'dev' }, adoption: { selector } });

  expect(statefulSet.spec.selector).toEqual(selector);
  expect(service.spec.selector).toEqual({ env: 'dev' });
});

test('a selector that does not select the pods is an error', () => {
  expect(synthErrors({ adoption: { selector: { matchLabels: { env: 'dev' } } } })).toEqual([
    expect.stringContaining('[selector-against-pod-labels]'),
  ]);
});

test('a tracking label and claims that nothing mounts are taken where they are said to exist', () => {
  const props = { selectorLabels: { 'app.kubernetes.io/instance': 'web' }, claims: [{ name: 'www', size: '1Gi' }] };

  expect(synthErrors(props)).toHaveLength(2);
  expect(synthErrors({ ...props, adoption: { trackingLabelOnClaims: true, unmountedClaims: true } })).toEqual([]);
});

test('a volume whose place a claim takes is warned of', () => {
  const app = new StatefulWebApp(new Chart(Testing.app(), 'chart'), 'wiki', {
    image: 'x',
    securityLevel: PodSecurityLevel.PRIVILEGED,
    claims: [{ name: 'www', size: '1Gi', mountPath: '/srv' }],
    volumes: [Volume.emptyDir('www')],
  });

  expect(diagnosticsOf(app).filter(({ code }) => code === 'volume-shadowed')).toEqual([
    expect.objectContaining({ severity: 'warning', prop: 'volumes[www]' }),
  ]);
});

test('a claim template says all that a claim can', () => {
  const { statefulSet } = synthApp({
    kubernetesVersion: '1.34',
    claims: [
      {
        name: 'www',
        size: '1Gi',
        maxSize: '2Gi',
        mountPath: '/srv',
        selector: { matchLabels: { disk: 'a' } },
        volumeName: 'pv-1',
        dataSource: { kind: 'PersistentVolumeClaim', name: 'old' },
        dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'old' },
        volumeAttributesClassName: 'fast',
      },
    ],
  });

  expect(statefulSet.spec.volumeClaimTemplates[0].spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
    selector: { matchLabels: { disk: 'a' } },
    volumeName: 'pv-1',
    dataSource: { kind: 'PersistentVolumeClaim', name: 'old' },
    dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'old' },
    volumeAttributesClassName: 'fast',
  });
});

test('a governing Service may have an address, and lead to a port that no container declares', () => {
  const governingService = { ports: [{ port: 5432, targetNumber: 15432 }] };
  const adoption = { governingServiceType: ServiceExposure.LOAD_BALANCER, undeclaredPorts: true };
  const { manifests } = synthApp({ port: undefined, governingService, adoption });

  expect(manifests.find(({ kind }) => kind === 'Service')?.spec).toEqual({
    type: 'LoadBalancer',
    ports: [{ port: 5432, targetPort: 15432 }],
    selector: { 'app.kubernetes.io/name': 'wiki' },
  });
  expect(synthErrors({ governingService }).join()).toContain('port-unknown');
});

test('labels and annotations may be those of the StatefulSet alone', () => {
  const props = {
    labels: { team: 'docs' },
    annotations: { owner: 'docs' },
    clientService: { labels: { tier: 'web' } },
  };
  const metadata = (adoption?: object): object =>
    Object.fromEntries(
      synthApp({ ...props, adoption }).manifests.map(({ kind, metadata: { name, labels, annotations } }) => [
        `${kind} ${name}`,
        { labels, annotations },
      ]),
    );

  expect(metadata({ separateMetadata: true })).toEqual({
    'Service wiki': {},
    'Service wiki-client': { labels: { tier: 'web' } },
    'StatefulSet wiki': { labels: { team: 'docs' }, annotations: { owner: 'docs' } },
  });
  expect(metadata()).toMatchObject({
    'Service wiki': { labels: { team: 'docs', 'app.kubernetes.io/name': 'wiki' }, annotations: { owner: 'docs' } },
  });
});
