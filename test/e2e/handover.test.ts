import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, type Ended, newNamespace } from '../support/kubernetes/cluster';
import { chartOf, describeWith, runTool } from '../tools/tools';
import { readyPod, run, sh } from './cluster-actions';

const root = path.resolve(__dirname, '../..');
const PAGE = '/usr/share/nginx/html/index.html';
const PODS = ['shop-0', 'shop-1'];

/** A chart of somebody: an app with data, configuration and a password. */
function chart(namespace: string): KubeObject[] {
  const labels = { app: 'shop' };
  const metadata = (name: string): object => ({
    name,
    namespace,
    labels: { ...labels, 'app.kubernetes.io/managed-by': 'Helm' },
  });
  const object = (apiVersion: string, kind: string, name: string, rest: object): KubeObject => ({
    apiVersion,
    kind,
    metadata: metadata(name) as KubeObject['metadata'],
    ...rest,
  });
  return [
    object('v1', 'Secret', 'shop', { stringData: { password: 'hunter2' } }),
    object('v1', 'ConfigMap', 'shop', { data: { 'motd.txt': 'Hello\nworld\n' } }),
    object('v1', 'Service', 'shop-headless', {
      spec: { clusterIP: 'None', selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    }),
    object('v1', 'Service', 'shop', {
      spec: { selector: labels, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    }),
    object('policy/v1', 'PodDisruptionBudget', 'shop', {
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    }),
    object('apps/v1', 'StatefulSet', 'shop', {
      spec: {
        serviceName: 'shop-headless',
        replicas: PODS.length,
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              {
                name: 'web',
                image: 'nginx:1.22.1',
                ports: [{ name: 'http', containerPort: 80 }],
                env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'shop', key: 'password' } } }],
                readinessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 1 },
                volumeMounts: [
                  { name: 'www', mountPath: path.dirname(PAGE) },
                  { name: 'config', mountPath: '/etc/shop' },
                ],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: 'shop' } }],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'www' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Mi' } } },
          },
        ],
      },
    }),
  ];
}

/** A program of Node or a command of a shell, on the cluster. */
function start(file: string, args: readonly string[], cwd: string): Promise<Ended> {
  const env = {
    ...process.env,
    KUBECONFIG: cluster.kubeconfig,
    PATH: `${path.dirname(cluster.kubectl)}:${process.env['PATH'] ?? ''}`,
  };
  return new Promise((resolve) =>
    execFile(file, args, { cwd, env, maxBuffer: 1 << 26, timeout: 300_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    ),
  );
}

const tsx = ['--import', require.resolve('tsx')];
const command = (args: readonly string[], cwd: string): Promise<Ended> =>
  start(process.execPath, [...tsx, path.join(root, 'lib/cli/bin.ts'), ...args], cwd);

/** The commands that adopt prints below its steps. */
function commandsOf(printed: string): string[] {
  return [...printed.matchAll(/^ {5}(\S.*)$/gm)].map(([, text = '']) => text);
}

/** Each tool that takes the folder over, as its own code does it. */
const TAKES: Readonly<Record<string, (objects: readonly KubeObject[], namespace: string) => Promise<Ended>>> = {
  argocd: (objects, namespace) => runTool('argocd', [], JSON.stringify({ namespace, objects, gone: [] })),
  flux: (objects) => runTool('flux', [], JSON.stringify({ objects, gone: [] })),
};

describeWith('helm3')('a release of Helm with data', () => {
  let namespace: string;
  let project: string;
  let printed: string;
  let before: Awaited<ReturnType<typeof state>>;

  /** What must stay as it is: pods and claims by UID, the data, and which objects there are. */
  async function state(): Promise<object> {
    const list = async (apiVersion: string, kind: string): Promise<string[]> =>
      (await client.list(apiVersion, kind, namespace))
        .map(({ metadata }) => `${kind} ${metadata.name as string} ${metadata.uid as string}`)
        .sort();
    return {
      objects: [
        ...(await list('v1', 'Pod')),
        ...(await list('v1', 'PersistentVolumeClaim')),
        ...(await list('apps/v1', 'StatefulSet')),
        ...(await list('v1', 'Service')),
        ...(await list('v1', 'ConfigMap')),
        ...(await list('policy/v1', 'PodDisruptionBudget')),
        ...(await list('v1', 'Secret')).filter((name) => !name.includes('sh.helm.release')),
      ],
      restarts: await Promise.all(
        PODS.map(async (pod) => (await readyPod(pod, namespace)).status.containerStatuses[0].restartCount as number),
      ),
      pages: await Promise.all(PODS.map((pod) => sh(pod, namespace, `cat ${PAGE}`))),
      generation: (
        await client.get({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'shop', namespace } })
      ).metadata.generation as number,
    };
  }

  beforeAll(async () => {
    namespace = await newNamespace('adopt');
    const installed = await runTool('helm3', ['install', 'shop', chartOf(chart(namespace)), '-n', namespace]);
    expect([installed.code, installed.stderr]).toEqual([0, expect.anything()]);
    for (const pod of PODS) {
      await readyPod(pod, namespace);
      await sh(pod, namespace, `echo the data of ${pod} > ${PAGE}`);
    }
    before = await state();
    project = path.join(fs.mkdtempSync(path.join(cluster.folder, 'adopt-')), 'shop');
    const adopted = await command(['adopt', '--live', '-n', namespace, '--out', project], path.dirname(project));
    expect([adopted.code, adopted.stderr]).toEqual([0, expect.stringContaining('No change')]);
    printed = adopted.stderr;
    const modules = path.join(project, 'node_modules');
    fs.mkdirSync(modules);
    for (const name of ['cdk8s', 'cdk8s-plus-27', 'constructs', 'yaml'])
      fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
    fs.mkdirSync(path.join(modules, 'cdk8s-stateful-web-app'));
    fs.writeFileSync(
      path.join(modules, 'cdk8s-stateful-web-app/index.js'),
      `module.exports = require(${JSON.stringify(path.join(root, 'lib/index.ts'))});\n`,
    );
    const synth = await start(process.execPath, [...tsx, 'main.ts'], project);
    expect([synth.code, synth.stderr]).toEqual([0, expect.anything()]);
  }, 600_000);

  test('is handed to kubectl by the commands that adopt prints, and nothing that runs notices', async () => {
    const commands = commandsOf(printed);
    expect(commands.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual([
      'kubectl delete secret',
      'kubectl annotate secret',
      'stateful-web-app plan --live',
      'kubectl apply --server-side',
    ]);
    for (const text of commands) {
      const [program, ...args] = text.split(' ');
      const ended = program === 'kubectl' ? await start('sh', ['-c', text], project) : await command(args, project);
      expect([text, ended.code, ended.stdout, ended.stderr]).toEqual([text, 0, expect.anything(), expect.anything()]);
    }

    expect(await state()).toEqual(before);
    expect((await runTool('helm3', ['list', '-q', '-n', namespace])).stdout).toBe('');
  }, 600_000);

  test.each(['argocd', 'flux'])(
    'is handed on to the code of %s, and nothing that runs notices',
    async (tool) => {
      const text = fs
        .readdirSync(path.join(project, 'dist'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => fs.readFileSync(path.join(project, 'dist', name), 'utf8'));
      const objects = text
        .flatMap((each) => parseAllDocuments(each))
        .map((document) => document.toJS() as KubeObject | null)
        .filter((object): object is KubeObject => object !== null);
      expect(objects.map(({ kind }) => kind as string)).toContain('StatefulSet');
      const ended = await TAKES[tool]?.(objects, namespace);

      expect([ended?.code, ended?.stderr]).toEqual([0, expect.anything()]);
      expect(ended?.stdout).toMatch(tool === 'flux' ? /"error": ?""/ : /"phase": ?"Succeeded"/);
      expect(await state()).toEqual(before);
      expect(await run(['get', 'secret', 'shop', '-n', namespace, '-o', 'name'])).toBe('secret/shop');
    },
    300_000,
  );
});
