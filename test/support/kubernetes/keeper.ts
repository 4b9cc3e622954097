import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Client } from './client';
import { startControlPlane } from './control-plane';
import type { Kept, Wanted } from './keep';

/**
 * Keeps what a test run started, and removes all of it when the run's end of the pipe on standard input closes: at its end, and as
 * well when it is interrupted or killed. It is a process of its own, in a session of its own, so that neither Ctrl-C nor a
 * kill of the run's process group ends it before its work is done.
 */
const wanted = JSON.parse(process.argv[2] ?? '') as Wanted;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stateful-web-app-test-'));
const children: ChildProcess[] = [];
let closing = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void close());
}
// Whoever listened may be gone.
process.stdout.on('error', () => undefined);
process.stdin.on('error', () => void close());
process.stdin.on('end', () => void close());
process.stdin.resume();

start().then(
  (kept) => tell({ kept }),
  (error: unknown) => {
    tell({ error: error instanceof Error ? error.message : String(error) });
    void close();
  },
);

function tell(message: object): void {
  if (!closing) {
    process.stdout.write(`${JSON.stringify(message)}\n`);
  }
}

function started(child: ChildProcess): void {
  children.push(child);
  if (closing) {
    child.kill('SIGKILL');
  }
}

async function start(): Promise<Kept> {
  switch (wanted.kind) {
    case 'control-plane': {
      // A free port can be taken by somebody else before the server has it.
      for (let attempt = 1; ; attempt++) {
        const own = fs.mkdtempSync(path.join(folder, 'control-plane-'));
        try {
          return { folder, ...(await startControlPlane(wanted.assets, own, started)) };
        } catch (error) {
          await killAll();
          if (attempt === 3 || closing) {
            throw error;
          }
        }
      }
    }
    case 'node': {
      const { tools, assets, images } = wanted;
      await run(path.join(tools, 'node'), ['up', path.join(folder, 'node'), assets, images]);
      return { folder, kubeconfig: path.join(folder, 'node', 'kubeconfig'), controllers: true };
    }
    case 'cluster':
      return { folder, kubeconfig: wanted.kubeconfig, controllers: true };
  }
}

async function close(): Promise<void> {
  if (closing) {
    return;
  }
  closing = true;
  try {
    await killAll();
    if (wanted.kind === 'node') {
      await run(path.join(wanted.tools, 'node'), ['down', path.join(folder, 'node')]);
    }
    if (wanted.kind === 'cluster') {
      await removeNamespaces(wanted.kubeconfig, wanted.run);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    process.exit();
  }
}

/** Ends the processes in the order of their start, newest first: the data is thrown away, so nothing needs to be saved. */
async function killAll(): Promise<void> {
  for (const child of children.splice(0).reverse()) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // The node script clears up after itself when it is asked to end; servers only need to go.
      child.kill(wanted.kind === 'node' ? 'SIGTERM' : 'SIGKILL');
      await ended;
    }
  }
}

function run(command: string, args: string[]): Promise<void> {
  const log = path.join(folder, 'keeper.log');
  const output = fs.openSync(log, 'a');
  const child = spawn(command, args, { stdio: ['ignore', output, output] });
  fs.closeSync(output);
  if (!closing) {
    children.push(child);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} failed\n${fs.readFileSync(log, 'utf8').slice(-2000)}`)),
    );
  });
}

/** The namespaces of this run and no others: those that carry its mark. */
async function removeNamespaces(kubeconfig: string, mark: string): Promise<void> {
  const client = Client.of(kubeconfig);
  const labelSelector = `stateful-web-app/test-run=${mark}`;
  const marked = (): Promise<{ metadata: { name: string } }[]> => client.list('v1', 'Namespace', '', { labelSelector });
  for (const namespace of await marked()) {
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', ...namespace });
  }
  const start = Date.now();
  while ((await marked()).length > 0 && Date.now() - start < 180_000) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
