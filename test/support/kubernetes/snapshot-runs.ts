import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { cluster, type Ended, eventually, kubectl } from './cluster';

interface CronJobContainer {
  readonly command: readonly string[];
  readonly env: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/** Runs of a schedule of snapshots: what its container would run, with the token of its account; the test is the snapshot controller. */
export class SnapshotRuns {
  /** Waits for the claim, which the first run needs. */
  public static async of(namespace: string, name: string, claim: string): Promise<SnapshotRuns> {
    await eventually(() => wanted(['get', 'persistentvolumeclaim', claim, '--namespace', namespace]), 20);
    const job = JSON.parse(await wanted(['get', 'cronjob', name, '--namespace', namespace, '--output', 'json'])) as {
      spec: { jobTemplate: { spec: { template: { spec: { containers: [CronJobContainer] } } } } };
    };
    const token = (await wanted(['create', 'token', name, '--namespace', namespace])).trim();
    const config = JSON.parse(await wanted(['config', 'view', '--raw', '--minify', '--output', 'json'])) as {
      clusters: ReadonlyArray<{ readonly name: string }>;
    };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapshot-runs-'));
    const context = { cluster: config.clusters[0]?.name, user: 'account', namespace };
    const file = path.join(folder, 'kubeconfig');
    fs.writeFileSync(
      file,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: config.clusters,
        users: [{ name: 'account', user: { token } }],
        contexts: [{ name: 'account', context }],
        'current-context': 'account',
      }),
    );
    return new SnapshotRuns(namespace, job.spec.jobTemplate.spec.template.spec.containers[0], file);
  }

  private constructor(
    private readonly namespace: string,
    private readonly container: CronJobContainer,
    private readonly kubeconfig: string,
  ) {}

  /** Starts a run whose snapshots become usable. Gives when it began. */
  public async succeeds(): Promise<string> {
    const before = await this.taken();
    const ended = this.start('30s');
    const made = await eventually(async () => {
      const [name] = (await this.taken()).filter((one) => !before.includes(one));
      if (name === undefined) throw new Error('no snapshot yet');
      return name;
    }, 20);
    const status = JSON.stringify({ status: { readyToUse: true } });
    const patch = ['patch', 'volumesnapshot', made, '--subresource', 'status', '--type', 'merge', '--patch', status];
    await wanted([...patch, '--namespace', this.namespace]);
    const { code, stderr } = await ended;
    if (code !== 0) throw new Error(stderr);
    return /-(\d{14})-/.exec(made)?.[1] ?? '';
  }

  /** Starts a run whose snapshots do not. */
  public async fails(): Promise<void> {
    if ((await this.start('1s')).code === 0) throw new Error('the run succeeded');
  }

  /** The names of all snapshots, the oldest first. */
  public async taken(): Promise<string[]> {
    const names = await wanted(['get', 'volumesnapshots', '--namespace', this.namespace, '--output', 'name']);
    return names
      .split('\n')
      .flatMap((line) => (line === '' ? [] : (line.split('/')[1] ?? [])))
      .sort();
  }

  public start(timeout: string, claims?: string): Promise<Ended> {
    const [program = '', ...args] = this.container.command;
    const env = {
      ...Object.fromEntries(this.container.env.map(({ name, value }) => [name, value])),
      PATH: `${path.dirname(cluster.kubectl)}:${process.env['PATH'] ?? ''}`,
      KUBECONFIG: this.kubeconfig,
      HOME: path.dirname(this.kubeconfig),
      TIMEOUT: timeout,
      ...(claims === undefined ? {} : { CLAIMS: claims }),
    };
    return new Promise((resolve) => {
      const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
      child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
    });
  }
}

async function wanted(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
