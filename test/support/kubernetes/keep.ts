import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';

/** What a run needs, and what its keeper removes after it. */
export type Wanted =
  | { readonly kind: 'control-plane'; readonly assets: string }
  | { readonly kind: 'node'; readonly tools: string; readonly assets: string; readonly images: string }
  | { readonly kind: 'cluster'; readonly kubeconfig: string; readonly run: string };

/** What was started. */
export interface Kept {
  /** A folder that is removed at the end. */
  readonly folder: string;
  readonly kubeconfig: string;
  readonly controllers: boolean;
}

/** A keeper at work. */
export interface Keeper extends Kept {
  /** Removes everything, and waits until it is gone. */
  close(): Promise<void>;
}

/** Starts what is wanted under a keeper: see keeper.ts for what that protects from. */
export async function keep(wanted: Wanted): Promise<Keeper> {
  const program = path.join(__dirname, 'keeper.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(wanted)], {
    cwd: path.resolve(__dirname, '../../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  try {
    return { ...(await answer(child)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function answer(child: ChildProcess): Promise<Kept> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The keeper of the test servers ended')));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) {
        const { kept, error } = JSON.parse(text) as { kept?: Kept; error?: string };
        if (kept === undefined) {
          reject(new Error(error));
        } else {
          resolve(kept);
        }
      }
    });
  });
}
