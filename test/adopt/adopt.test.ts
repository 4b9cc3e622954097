import * as fs from 'node:fs';
import * as path from 'node:path';
import { transpileModule } from 'typescript';
import { writeYaml } from '../../lib/synth/yaml-writer';
import { adopted, statefulSet, WIKI, wiki } from './support';

test('an app and what stands around it becomes one StatefulWebApp, and nothing changes', () => {
  const { files, changes, left } = adopted(WIKI);

  expect(files.get('apps/wiki.ts')).toBe(`import { Chart } from 'cdk8s';
import {
  DisruptionBudget, EnvVar, PodSecurityLevel, Probe, StatefulWebApp, UnhealthyPodEviction,
} from 'cdk8s-stateful-web-app';

export function wiki(chart: Chart): StatefulWebApp {
  return new StatefulWebApp(chart, 'wiki', {
    selectorLabels: { app: 'wiki' },
    replicas: 2,
    image: 'example/wiki:1.4',
    port: 8080,
    envValues: { DB_PASSWORD: EnvVar.secret('wiki-db', 'password') },
    env: { MODE: 'production' },
    readiness: Probe.httpGet({ path: '/healthz' }),
    claims: [{ name: 'pages', mountPath: '/var/lib/wiki', size: '1Gi' }],
    securityLevel: PodSecurityLevel.PRIVILEGED,
    clientService: { name: 'wiki-web', port: 80 },
    disruptionBudget: DisruptionBudget.maxUnavailable(1, { unhealthyPods: UnhealthyPodEviction.IF_HEALTHY_BUDGET }),
    externalObjects: { 'wiki-db': 'kept out of this repository' },
  });
}
`);
  expect(left).toEqual([]);
  expect(changes).toEqual([]);
});

test('what is no app stays as it was, and binary data with it', () => {
  const { files } = adopted(WIKI);

  expect(files.get('manifests/config-map.yaml')).toContain('logo.png: iVBORw0KGgo=');
  expect(files.get('manifests/config-map.yaml')).toContain('text: "yes"');
  expect(files.get('main.ts')).toContain("'manifests/config-map.yaml'");
});

test('the value of a Secret is in no file', () => {
  const { files, sorted } = adopted(WIKI);

  expect([...files.values()].join('\n')).not.toMatch(/hunter2|aHVudGVyMg/);
  expect(sorted.secrets).toHaveLength(1);
});

test('a Service that is not as the app would write it stays YAML beside the app', () => {
  const objects = wiki();
  const service = objects['Service wiki'] as unknown as { spec: object };
  service.spec = { ...service.spec, externalIPs: ['192.0.2.1'] };
  const { files, changes } = adopted(Object.values(objects));

  expect(files.get('apps/wiki.ts')).toContain('governingServiceElsewhere: true');
  expect(files.get('manifests/service.yaml')).toContain('externalIPs');
  expect(changes).toEqual([]);
});

test('a governing Service that has an address, and Services that lead to ports that nothing declares', () => {
  const objects = wiki();
  const set = objects['StatefulSet wiki'] as unknown as { spec: { template: { spec: { containers: object[] } } } };
  set.spec.template.spec.containers = [{ name: 'wiki', image: 'example/wiki:1.4' }];
  const service = objects['Service wiki'] as unknown as { spec: object };
  service.spec = { ...service.spec, clusterIP: undefined, type: 'NodePort' };
  const client = objects['Service wiki-web'] as unknown as { spec: object };
  client.spec = { ...client.spec, clusterIP: 'None', ports: [{ port: 80, targetPort: 8080 }] };
  const { files, changes } = adopted(Object.values(objects));

  expect(files.get('apps/wiki.ts')).toContain(
    'adoption: { unmountedClaims: true, governingServiceType: ServiceExposure.NODE_PORT, undeclaredPorts: true },',
  );
  expect(files.get('apps/wiki.ts')).toContain(
    "clientService: { name: 'wiki-web', headless: true, ports: [{ port: 80, targetNumber: 8080 }] },",
  );
  expect([...files.keys()]).not.toContain('manifests/service.yaml');
  expect(changes).toEqual([]);
});

test('labels of the StatefulSet that the objects around it do not have', () => {
  const { 'Service wiki': service, 'StatefulSet wiki': owner } = wiki();
  const objects = [
    { ...service, metadata: { name: 'wiki' } },
    { ...owner, metadata: { name: 'wiki', labels: { team: 'docs' } } },
  ];
  const { files, changes } = adopted(objects);

  expect(files.get('apps/wiki.ts')).toContain('separateMetadata: true');
  expect([...files.keys()].filter((name) => name.startsWith('manifests/'))).toEqual([]);
  expect(changes).toEqual([]);
});

test('policies, accounts, routes and configuration of the app are its props', () => {
  const metadata = { name: 'wiki' };
  const objects = wiki();
  const set = objects['StatefulSet wiki'] as unknown as { spec: { template: { spec: object } } };
  set.spec.template.spec = {
    ...set.spec.template.spec,
    serviceAccountName: 'wiki',
    volumes: [{ name: 'config', configMap: { name: 'wiki-files', defaultMode: 0o400 } }],
  };
  const selector = { app: 'wiki' };
  const web = { kind: 'Service', name: 'wiki-web', port: 80 };
  const beside = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'wiki-files' },
      data: { 'wiki.conf': 'a = 1\nb = 2\n', users: 'me' },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'wiki-policy' },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] }],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ group: '', ...web, weight: 1 }],
          },
        ],
      },
    },
    ...[0, 1].map((ordinal) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `wiki-${ordinal}`, annotations: { host: `wiki-${ordinal}.example.org` } },
      spec: {
        selector: { ...selector, 'statefulset.kubernetes.io/pod-name': `wiki-${ordinal}` },
        ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
      },
    })),
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata,
      spec: { selector: { matchLabels: selector }, podMetricsEndpoints: [{ port: 'http', interval: '30s' }] },
    },
  ];
  const { files, objects: written, changes } = adopted([...Object.values(objects), ...beside]);
  const code = files.get('apps/wiki.ts') ?? '';

  expect(changes).toEqual([]);
  expect(code).toContain('serviceAccount: { automountToken: false },');
  expect(code).toContain("configMaps: [{ name: 'wiki-files', data: ConfigFiles.fromFolder('config/wiki-files') }],");
  expect(code).toContain("name: 'wiki-policy'");
  expect(code).toContain('limitsEgress: false');
  expect(code).toContain("httpRoutes: [{ gateways: [{ name: 'public' }] }],");
  expect(code).toContain("ordinalServices: { annotations: { host: 'wiki-{ordinal}.example.org' } },");
  expect(code).toContain('podMonitor: { intervalSeconds: 30 },');
  expect(files.get('config/wiki-files/wiki.conf')).toBe('a = 1\nb = 2\n');
  expect([...files.keys()].filter((name) => name.startsWith('manifests/'))).toEqual(['manifests/config-map.yaml']);
  expect(written.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(2);
});

test('what an app says several times has a name', () => {
  const probe = { httpGet: { path: '/', port: 80 }, initialDelaySeconds: 12, timeoutSeconds: 3, periodSeconds: 20 };
  const image = 'example/application:1';
  const { files, changes } = adopted([
    statefulSet('twice', {
      initContainers: [{ name: 'init', image }],
      containers: [{ name: 'main', image, readinessProbe: probe, livenessProbe: probe }],
    }),
  ]);
  const code = files.get('apps/twice.ts') ?? '';

  expect(code).toContain("const image = 'example/application:1';");
  expect(code).toMatch(/\n {4}image,\n/);
  expect(code).toContain('readiness: probe,');
  expect(errorsOf(files)).toEqual([]);
  expect(changes).toEqual([]);
});

test('the governing Service may lead to ports by name, with other numbers', () => {
  const objects = wiki();
  const service = objects['Service wiki'] as unknown as { spec: object };
  service.spec = {
    ...service.spec,
    ports: [{ name: 'web', port: 80, targetPort: 'http', appProtocol: 'http' }],
  };
  const { files, changes } = adopted(Object.values(objects));

  expect(files.get('apps/wiki.ts')).toContain(
    "governingService: { ports: [{ port: 80, name: 'web', appProtocol: 'http' }] }",
  );
  expect(changes).toEqual([]);
});

test('an object of an API that is no longer served stays as it is, nulls or not', () => {
  const job = `apiVersion: batch/v1beta1
kind: CronJob
metadata: { name: old, labels: null }
spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { metadata: null, spec: { containers: [] } } } } }
`;
  const { changes, files } = adopted(`${WIKI}---\n${job}`);

  expect(files.get('manifests/cron-job.yaml')).toContain('batch/v1beta1');
  expect(changes).toEqual([]);
});

test('what is empty means the default', () => {
  const readinessProbe = { timeoutSeconds: 0, tcpSocket: { port: 1 } };
  const pod = { containers: [{ name: 'main', image: 'example/app:1', readinessProbe }] };
  const { apps, left, changes } = adopted([statefulSet('empty', pod, { podManagementPolicy: '' })]);

  expect([apps.length, left]).toEqual([1, []]);
  expect(changes).toEqual([]);
});

test('two StatefulSets may share one governing Service', () => {
  const objects = Object.values(wiki());
  const other = statefulSet('wiki-2', {}, { serviceName: 'wiki' });
  const { apps, changes, files } = adopted([...objects, other]);

  expect(apps.map(({ name }) => name)).toEqual(['wiki', 'wiki-2']);
  expect(files.get('apps/wiki-2.ts')).toContain('governingServiceElsewhere: true');
  expect(changes).toEqual([]);
});

test('what a merge would take for a change is said, even if it is a default', () => {
  const ports = [
    { name: 'dns-udp', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
  ];
  const { files, changes } = adopted([
    statefulSet('dns', { containers: [{ name: 'main', image: 'example/dns:1', ports }] }),
  ]);

  expect(files.get('apps/dns.ts')).toContain('Protocol.TCP');
  expect(changes).toEqual([]);
});

test('an object without a name of its own is refused, with its place', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'job-' }, spec: {} };

  expect(() => adopted([job])).toThrow(/source\.yaml, document 1.*generateName/);
});

test('what this repository writes becomes the program that wrote it', () => {
  const source = fs.readFileSync(path.join(__dirname, '../../dist/kind/web.k8s.yaml'), 'utf8');
  const { files, objects, changes } = adopted(source);

  expect(files.get('apps/web.ts')).toContain("writablePaths: ['/run', '/tmp', '/var/cache/nginx', '/var/lib/nginx'],");
  expect(changes).toEqual([]);
  expect(writeYaml(objects)).toBe(source);
});

test('comments that say why stay with what they are about', () => {
  const text = `# The database of the shop.
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  # Two, so that one can be drained.
  replicas: 2
  # oldReplicas: 3
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          # Pinned: 17 changed the format. */ process.exit(1)
          image: example/db:16
          env:
            - name: TZ # the auditors want it
              value: UTC
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 5Gi # never less
`;
  const app = adopted(text).files.get('apps/db.ts') ?? '';

  expect(app).toContain('// The database of the shop.\nexport function db(');
  expect(app).toContain('// Two, so that one can be drained.\n    replicas: 2');
  expect(app).toMatch(/\/\/ Pinned: 17 changed the format\.[^\n]*\n {4}image: 'example\/db:16'/);
  expect(app).toMatch(/\/\/ the auditors want it\n\s+TZ: 'UTC'/);
  expect(app).toMatch(/\/\/ never less\n\s+size: '5Gi'/);
  expect(app).not.toContain('oldReplicas');
});

test('what no prop knows is a patch that says so', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
  ];
  const { files, apps, changes } = adopted([
    statefulSet('twice', { containers: [{ name: 'main', image: 'example/app:1', env }] }),
  ]);

  expect(files.get('apps/twice.ts')).toMatch(/\/\/ No prop knows[^\n]*\n\s+patches:/);
  expect(apps[0]?.patched).toEqual(['/spec/template/spec/containers/0/env']);
  expect(changes).toEqual([]);
});

test('a StatefulSet that the construct refuses stays YAML, with the reason', () => {
  const readinessProbe = { tcpSocket: { port: 'nope' } };
  const { left, files, changes } = adopted([
    statefulSet('odd', { containers: [{ name: 'main', image: 'example/app:1', readinessProbe }] }),
  ]);

  expect(left).toEqual([
    { object: 'StatefulSet default/odd', reasons: [expect.stringContaining('probe-port-unknown')] },
  ]);
  expect([...files.keys()]).toContain('manifests/stateful-set.yaml');
  expect(changes).toEqual([]);
});

test('apps of one name in two namespaces, and names that are words of TypeScript', () => {
  const names = ['delete', 'class', '1st'];
  const { files, changes } = adopted([
    ...names.map((name) => statefulSet(name)),
    statefulSet('db', {}, {}, { namespace: 'a' }),
    statefulSet('db', {}, {}, { namespace: 'b' }),
  ]);

  const main = files.get('main.ts') ?? '';
  expect(main).toContain("import { deleteApp } from './apps/delete';");
  expect(main).toContain("new Chart(app, 'a', { namespace: 'a' })");
  expect(main).toContain("new Chart(app, 'b', { namespace: 'b' })");
  expect([...files.keys()]).toEqual(expect.arrayContaining(['apps/db.ts', 'apps/db2.ts']));
  expect(errorsOf(files)).toEqual([]);
  expect(changes).toEqual([]);
});

test.each<[string, string]>([
  ['ends the text', "'); process.exit(1); ('"],
  ['ends a template', '`${process.exit(1)}`\n\\`\n${1}'],
  ['ends a comment', 'a\u2028process.exit(1)\n*/ process.exit(1)\n//'],
  ['hides what it is', 'a\u202eb\u200bc'],
])('a value that %s is a value in the program too', (_, value) => {
  const containers = [{ name: 'main', image: 'example/app:1', args: [value], env: [{ name: 'A', value }] }];
  const { files, changes } = adopted([
    statefulSet('hostile', { containers }, {}, { annotations: { __proto__: value, note: value } }),
  ]);

  expect(errorsOf(files)).toEqual([]);
  expect(files.get('apps/hostile.ts')).not.toMatch(/[\u2028\u202e\u200b]/);
  expect(changes).toEqual([]);
});

test('a live object comes without what the API server and the controllers wrote', () => {
  const uid = { uid: '1', resourceVersion: '2', creationTimestamp: '2026-01-01T00:00:00Z' };
  const live = Object.values(wiki()).map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: 'wiki', ...uid },
  }));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'wiki-0', namespace: 'wiki', ...uid, ownerReferences: [{ uid: '1' }] },
  };
  const root = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-root-ca.crt', namespace: 'wiki', ...uid },
  };
  const { files } = adopted([...live, pod, root]);
  const all = [...files.values()].join('\n');

  expect(all).not.toMatch(/creationTimestamp|resourceVersion|kube-root-ca|ownerReferences/);
  expect(files.get('apps/wiki.ts')).toContain("claims: [{ name: 'pages', mountPath: '/var/lib/wiki', size: '1Gi' }]");
});

test('claims that have all grown alike are said to have grown, and others are not', () => {
  const uid = { uid: '1', resourceVersion: '2' };
  const set = wiki()['StatefulSet wiki'] as object & { metadata: object };
  const claim = (ordinal: number, storage: string): object => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `pages-wiki-${ordinal}`, namespace: 'wiki', ...uid },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });
  const live = { ...set, metadata: { ...set.metadata, namespace: 'wiki', ...uid } };

  expect(adopted([live, claim(0, '5Gi'), claim(1, '5Gi')]).files.get('apps/wiki.ts')).toContain("grownTo: '5Gi'");
  expect(adopted([live, claim(0, '5Gi'), claim(1, '2Gi')]).files.get('apps/wiki.ts')).not.toContain('grownTo');
});

/** What TypeScript cannot read. */
function errorsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files]
    .filter(([name]) => name.endsWith('.ts'))
    .flatMap(([name, text]) => {
      const { diagnostics = [] } = transpileModule(text, { reportDiagnostics: true });
      return diagnostics.map(({ messageText }) => `${name}: ${JSON.stringify(messageText)}`);
    });
}
