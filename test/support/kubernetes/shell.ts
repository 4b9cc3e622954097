import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cluster } from './cluster';

/** Runs a command of a remedy as a person would, against the cluster of the tests. */
export async function shell(command: string): Promise<void> {
  const words = [cluster.kubectl, '--kubeconfig', cluster.kubeconfig].map((word) => `'${word}'`).join(' ');
  await promisify(execFile)('bash', ['-euc', `kubectl() { command ${words} "$@"; }\n${command}`], { timeout: 120_000 });
}
