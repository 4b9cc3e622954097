const nothing = (): undefined => undefined;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What the library asks of the process it runs in. */
export const process = {
  argv: ['node', 'main.ts'],
  env: {} as Record<string, string>,
  platform: 'browser',
  versions: { node: '22.0.0' },
  version: 'v22.0.0',
  cwd: (): string => '/project',
  on: nothing,
  listenerCount: (): number => 0,
  exit: nothing,
  emitWarning: nothing,
  stdout: { write: nothing },
  stderr: { write: nothing },
};
export const global = globalThis;
export const Buffer = {
  from: bytesOf,
  byteLength: (text: string): number => bytesOf(text).length,
  isBuffer: (): boolean => false,
};
export const __dirname = '/';
export const __filename = '/library.js';
export const setImmediate = (run: () => void): unknown => setTimeout(run, 0);
