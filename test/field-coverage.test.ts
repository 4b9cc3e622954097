import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cover, faultsOf } from '../scripts/field-coverage/judge';

const container = { name: 'web', image: 'nginx:1.22.1' };
const statefulSet = (pod: object, spec: object = {}): Record<string, unknown> => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: pod },
    ...spec,
  },
});

test('what props can say is exact, defaults and notation aside', () => {
  const manifest = statefulSet({
    restartPolicy: 'Always',
    containers: [
      { ...container, resources: { limits: { memory: '1024Mi', cpu: 1 } }, env: [{ name: 'B' }, { name: 'A' }] },
    ],
  });

  expect(cover(manifest)).toEqual({ patched: [], refused: [] });
});

test('what no prop says is missing, and a patch gives it', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
  ];
  const coverage = cover(statefulSet({ containers: [{ ...container, env }] }));

  expect(coverage).toEqual({ patched: ['/spec/template/spec/containers/0/env'], refused: [] });
});

test('what the construct refuses is told', () => {
  const readinessProbe = { tcpSocket: { port: 'nope' } };
  const coverage = cover(statefulSet({ containers: [{ ...container, readinessProbe }] }));

  expect(coverage.refused).toEqual([expect.stringContaining('[probe-port-unknown]')]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['an API that no server has', { ...statefulSet({}), apiVersion: 'apps/v1beta1' }, 'apiVersion apps/v1beta1'],
  [
    'a field that does not exist',
    statefulSet({ containers: [container], rkey: 1 }),
    'spec.template.spec.rkey: unknown field',
  ],
  [
    'a value of another type',
    statefulSet({ containers: [container] }, { replicas: '2' }),
    'spec.replicas: json: cannot unmarshal',
  ],
  [
    'a namespace that cannot be',
    { ...statefulSet({ containers: [container] }), metadata: { name: 'a', namespace: 'a.b' } },
    'metadata.namespace',
  ],
])('a manifest with %s is not valid', (_, manifest, fault) => {
  expect(faultsOf(manifest)).toEqual([expect.stringContaining(fault)]);
});

test('the command reads Lists and passes over what is no YAML, and its last line counts', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coverage-'));
  try {
    const items = [statefulSet({ containers: [container] }), { kind: 'Service' }, null];
    fs.writeFileSync(path.join(folder, 'list.json'), JSON.stringify({ kind: 'List', apiVersion: 'v1', items }));
    fs.writeFileSync(path.join(folder, 'template.yaml'), 'kind: StatefulSet\n{{ if }}\n');
    const script = path.join(__dirname, '..', 'scripts', 'field-coverage', 'main.ts');
    const output = execFileSync(process.execPath, ['--import', 'tsx', script, folder], { encoding: 'utf8' });

    expect(output).toContain('unreadable');
    expect(output.trimEnd().split('\n').at(-1)).toBe('exact 1 of 1, with the escape hatch 1 of 1');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
