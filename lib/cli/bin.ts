#!/usr/bin/env node
import './compile-cache';
import { main } from './main';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads no further, as `head`, has what they want.
  if (error.code !== 'EPIPE') {
    process.exitCode = 1;
    process.stderr.write(`stateful-web-app: cannot write to standard output: ${error.message}\n`);
  }
});
process.stderr.on('error', () => undefined); // Nobody can be told.

main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
}).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    process.stderr.write(
      `stateful-web-app: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
    );
    process.exitCode = 1;
  },
);
