import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { Client } from './client';

/** Programs of a folder in the envtest layout. The controller manager is not always among them. */
const CONTROLLER_MANAGER = 'kube-controller-manager';

/** What a running control plane is reached by. */
export interface ControlPlane {
  readonly kubeconfig: string;
  /** Whether StatefulSets, claims and namespaces are acted on. */
  readonly controllers: boolean;
}

/**
 * etcd and an API server, with controllers where the folder has them, on free loopback ports. Everything they write is in `folder`;
 * every process is handed to `started`, and is to be killed by whoever called.
 */
export async function startControlPlane(
  assets: string,
  folder: string,
  started: (process: ChildProcess) => void,
): Promise<ControlPlane> {
  const controllers = fs.existsSync(path.join(assets, CONTROLLER_MANAGER));
  const token = randomBytes(16).toString('hex');
  const file = (name: string): string => path.join(folder, name);
  fs.writeFileSync(file('tokens.csv'), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  fs.writeFileSync(file('sa.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  fs.writeFileSync(file('sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  const [client, peer, secure, manager] = await freePorts(4);

  const run = (program: string, args: string[]): ChildProcess => {
    const log = fs.openSync(file(`${program}.log`), 'a');
    const child = spawn(path.join(assets, program), args, { stdio: ['ignore', log, log], cwd: folder });
    fs.closeSync(log);
    started(child);
    return child;
  };
  const etcd = run('etcd', [
    `--data-dir=${file('etcd')}`,
    `--listen-client-urls=http://127.0.0.1:${client}`,
    `--advertise-client-urls=http://127.0.0.1:${client}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
  const server = run('kube-apiserver', [
    `--etcd-servers=http://127.0.0.1:${client}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--secure-port=${secure}`,
    `--cert-dir=${file('certificates')}`,
    `--token-auth-file=${file('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${file('sa.pub')}`,
    `--service-account-signing-key-file=${file('sa.key')}`,
    '--allow-privileged=true',
    '--profiling=false',
    // Nobody makes the default service accounts that this plugin looks for.
    ...(controllers ? [] : ['--disable-admission-plugins=ServiceAccount']),
  ]);
  const certificate = file('certificates/apiserver.crt');
  const running = [etcd, server];
  await until('the API server', file('kube-apiserver.log'), running, () => Promise.resolve(fs.existsSync(certificate)));
  const kubeconfig = file('kubeconfig');
  const config = kubeconfigOf(`https://127.0.0.1:${secure}`, fs.readFileSync(certificate), token);
  fs.writeFileSync(kubeconfig, config, { mode: 0o600 });
  const api = Client.of(kubeconfig);
  const ready = async (target: string): Promise<boolean> => (await api.request('GET', target)).status === 200;
  await until('the API server', file('kube-apiserver.log'), running, () => ready('/readyz'));
  if (controllers) {
    running.push(
      run(CONTROLLER_MANAGER, [
        `--kubeconfig=${kubeconfig}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${manager}`,
        `--cert-dir=${file('certificates')}`,
        '--leader-elect=false',
        '--use-service-account-credentials=true',
        '--kube-api-qps=500',
        '--kube-api-burst=1000',
        `--root-ca-file=${certificate}`,
        `--service-account-private-key-file=${file('sa.key')}`,
      ]),
    );
    // What pods need first of all.
    await until('the controllers', file(`${CONTROLLER_MANAGER}.log`), running, () =>
      ready('/api/v1/namespaces/default/serviceaccounts/default'),
    );
  }
  return { kubeconfig, controllers };
}

function kubeconfigOf(server: string, ca: Buffer, token: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': ca.toString('base64') } }],
    users: [{ name: 'test', user: { token } }],
  });
}

/** Distinct ports of the loopback interface that nobody listens on now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function until(
  what: string,
  log: string,
  running: readonly ChildProcess[],
  done: () => Promise<boolean>,
): Promise<void> {
  const start = Date.now();
  for (;;) {
    if (await done().catch(() => false)) {
      return;
    }
    const ended = running.find(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null);
    if (ended !== undefined || Date.now() - start > 120_000) {
      const tail = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').split('\n').slice(-10).join('\n') : '';
      throw new Error(
        `${what} did not come up${ended === undefined ? '' : `: ${path.basename(ended.spawnfile)} ended`}\n${tail}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
