import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitOpsApp, StatefulWebApp, SynthReport } from '../../lib';

const outdir = mkdtempSync(join(tmpdir(), 'duplicates-'));
afterAll(() => rmSync(outdir, { recursive: true }));

function wikiBeside(place: (chart: Chart) => void, folder: string): () => void {
  const app = new GitOpsApp({ outdir: join(outdir, folder), report: SynthReport.QUIET });
  const chart = new Chart(app, 'chart');
  new StatefulWebApp(chart, 'wiki', { image: 'example/wiki:1.4', port: 8080 });
  place(chart);
  return () => app.synth();
}

test('an object of an app that something else emits too is an error', () => {
  const synth = wikiBeside((chart) => {
    new kplus.Service(chart, 'mine', { metadata: { name: 'wiki', namespace: 'default' }, ports: [{ port: 80 }] });
  }, 'same');

  expect(synth).toThrow('[chart/mine/Resource] `Service default/wiki`: is also emitted by chart/wiki');
});

test('an object of another namespace or kind is none of them', () => {
  const synth = wikiBeside((chart) => {
    new kplus.Service(chart, 'mine', { metadata: { name: 'wiki', namespace: 'other' }, ports: [{ port: 80 }] });
    new kplus.ConfigMap(chart, 'map', { metadata: { name: 'wiki' } });
  }, 'other');

  expect(synth).not.toThrow();
});
