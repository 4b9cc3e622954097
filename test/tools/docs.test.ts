import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { builtTool, type PipelineTool } from '../../scripts/pipeline-tools/build';
import { cluster, type Ended, newNamespace } from '../support/kubernetes/cluster';
import { chartOf, describeWith, runTool } from './tools';

const ROOT = path.resolve(__dirname, '../..');

/** The commands that a page shows, block by block. */
function commandsOf(page: string): string[] {
  const text = fs.readFileSync(path.join(ROOT, 'docs', 'reference', page), 'utf8');
  return [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, commands = '']) => commands);
}

/** A folder in which the programs of the page are found by their names. */
function programs(tools: Readonly<Record<string, PipelineTool>>): string {
  const folder = fs.mkdtempSync(path.join(cluster.folder, 'bin-'));
  for (const [name, tool] of Object.entries(tools)) fs.symlinkSync(builtTool(tool) ?? '', path.join(folder, name));
  const tsx = require.resolve('tsx');
  const command = `#!/bin/bash\nexec "${process.execPath}" --import "${tsx}" "${ROOT}/lib/cli/bin.ts" "$@"\n`;
  fs.writeFileSync(path.join(folder, 'stateful-web-app'), command, { mode: 0o755 });
  return folder;
}

function shell(script: string, cwd: string, bin: string): Promise<Ended> {
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: cwd,
    KUBECONFIG: cluster.kubeconfig,
  };
  return new Promise((resolve) => {
    execFile('bash', ['-euo', 'pipefail', '-c', script], { cwd, env, timeout: 100_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const CONFIG_MAP = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: ${text}}\n`;

describe.each(['helm3', 'helm4'] as const)('the commands of helm.md, with %s', (tool) => {
  describeWith(tool)('as they stand', () => {
    test('plan an upgrade, and show what differs at each render', async () => {
      const namespace = await newNamespace('docs');
      const templates = {
        'values.yaml': 'text: old\n',
        'templates/settings.yaml': CONFIG_MAP('{{ .Values.text }}'),
        'templates/random.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata: {name: random}\nstringData: {a: "{{ randAlphaNum 9 }}"}\n',
        'templates/hook.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hook, annotations: {helm.sh/hook: post-upgrade}}\n',
      };
      const chart = chartOf([], templates);
      expect(await runTool(tool, ['install', 'wiki', chart, '-n', namespace])).toMatchObject({ code: 0, stderr: '' });
      const folder = fs.mkdtempSync(path.join(cluster.folder, 'helm-'));
      fs.renameSync(chart, path.join(folder, 'chart'));
      fs.writeFileSync(path.join(folder, 'values.yaml'), 'text: new\n');
      const bin = programs({ helm: tool });
      const seen: string[] = [];
      for (const block of commandsOf('helm.md')) {
        const ended = await shell(block.replaceAll('-n wiki', `-n ${namespace}`), folder, bin);
        expect([block, ended.stderr, ended.code]).toEqual([block, expect.anything(), 0]);
        seen.push(ended.stdout);
      }
      const [upgrade = '', hooks = '', , render = ''] = seen;
      expect(upgrade).toMatch(/ConfigMap \S+\/settings/);
      expect(upgrade).not.toContain('/hook');
      expect(hooks).not.toMatch(/hook: created/);
      expect(render).toContain('/random');
      expect(render).not.toContain('/settings');
    }, 200_000);
  });
});

describeWith('kustomize')('the commands of kustomize.md, as they stand', () => {
  test('plan an overlay', async () => {
    const folder = fs.mkdtempSync(path.join(cluster.folder, 'kustomize-'));
    const write = (file: string, text: string): void => {
      fs.mkdirSync(path.dirname(path.join(folder, 'work', file)), { recursive: true });
      fs.writeFileSync(path.join(folder, 'work', file), text);
    };
    write('base/settings.yaml', CONFIG_MAP('old'));
    write('base/kustomization.yaml', 'resources: [settings.yaml]\n');
    write('overlays/prod/kustomization.yaml', 'namespace: prod\nresources: [../../base]\n');
    const bin = programs({ kustomize: 'kustomize' });
    const work = path.join(folder, 'work');
    const git = 'git -c user.name=t -c user.email=t@example.com';
    expect(await shell(`git init -q; git add -A; ${git} commit -qm one`, work, bin)).toMatchObject({ code: 0 });
    write('base/settings.yaml', CONFIG_MAP('new'));
    const seen: string[] = [];
    for (const block of commandsOf('kustomize.md')) {
      const ended = await shell(block, work, bin);
      expect([block, ended.stderr, ended.code]).toEqual([block, expect.anything(), 0]);
      seen.push(ended.stdout);
    }
    expect(seen.map((text) => /ConfigMap.* prod\/settings/.test(text))).toEqual([true, true]);
  }, 100_000);
});
