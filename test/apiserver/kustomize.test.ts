import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Cluster, GitOpsApp, SynthReport } from '../../lib';
import type { KubeObject } from '../support/kubernetes/client';
import { cluster, kubectl, newNamespace } from '../support/kubernetes/cluster';

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** Things that people and pipelines put beside manifests. */
const BESIDE = {
  'README.md': '# Notes\n',
  'report.json': '{"impact":"none"}',
  'values.yaml': 'image: other\n',
  'notes/other.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: foreign\n',
};

test.each(TYPES.map((type) => [YamlOutputType[type], type] as const))(
  'kubectl -k reads the folder of a cluster as it is, whatever lies beside the manifests: %s',
  async (name, yamlOutputType) => {
    const namespace = await newNamespace('kustomize');
    const outdir = path.join(cluster.folder, `kustomize-${name}`);
    const app = new GitOpsApp({ outdir, yamlOutputType, report: SynthReport.QUIET });
    const charts = ['base', 'web'].map((id) => {
      const chart = new Chart(app.cluster(Cluster.of({ name: `${id}-cluster` })), id, { namespace });
      new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${id}-one` } });
      return new Chart(chart, 'nested', { namespace });
    });
    charts.forEach((chart, index) =>
      new ApiObject(chart, 'two', { apiVersion: 'v1', kind: 'Secret', metadata: { name: `two-${index}` } })); // prettier-ignore
    app.synth();
    const folder = path.join(outdir, 'web-cluster');
    for (const [file, text] of Object.entries(BESIDE)) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    }

    const { code, stdout } = await kubectl(['kustomize', folder]);

    expect(code).toBe(0);
    const objects = [...parseAllDocuments(stdout)].map((document) => document.toJS() as KubeObject);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata?.name}`).sort()).toEqual([
      'ConfigMap web-one',
      'Secret two-1',
    ]);
    expect(await kubectl(['apply', '--dry-run=server', '-k', folder])).toMatchObject({ code: 0 });
  },
);
