import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle } from './bundle';
import { noticesOf } from '../../scripts/package/notices';

const ROOT = join(__dirname, '../..');
const OUT = join(ROOT, 'build/executable');
/** Where Node looks for the program that is in it; the same for every release of Node. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Writes `kubectl-stateful`, the command line and this Node in one file, and its archive for the platform that this runs on. Where
 * it is called `stateful-web-app`, that is how it calls itself.
 */
function main(): void {
  const { platform, arch, execPath } = process;
  const isMac = platform === 'darwin';
  const os = platform === 'win32' ? 'windows' : platform;
  const name = platform === 'win32' ? 'kubectl-stateful.exe' : 'kubectl-stateful';
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const program = join(OUT, 'program.js');
  const blob = join(OUT, 'program.blob');
  const config = join(OUT, 'sea.json');
  const inputs = bundle(program);
  writeFileSync(
    config,
    JSON.stringify({ main: program, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }),
  );
  execFileSync(execPath, ['--experimental-sea-config', config]);
  const file = join(OUT, name);
  copyFileSync(execPath, file);
  chmodSync(file, 0o755);
  // A signature that no longer fits keeps macOS from starting it.
  if (isMac) execFileSync('codesign', ['--remove-signature', file]);
  const segment = isMac ? ['--macho-segment-name', 'NODE_SEA'] : [];
  const postject = require.resolve('postject/dist/cli.js');
  execFileSync(execPath, [postject, file, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, ...segment], {
    stdio: 'pipe',
  });
  if (isMac) execFileSync('codesign', ['--sign', '-', file]);
  writeFileSync(
    join(OUT, 'NOTICES.md'),
    `${noticesOf(inputs, ROOT, 'The program holds')}\n## Node.js ${process.version}\n\n${licenseOfNode()}`,
  );
  copyFileSync(join(ROOT, 'LICENSE'), join(OUT, 'LICENSE'));
  const archive = `kubectl-stateful-${os}-${ARCHITECTURES[arch] ?? arch}.tar.gz`;
  // Windows has a tar too.
  execFileSync('tar', ['-czf', archive, name, 'LICENSE', 'NOTICES.md'], { cwd: OUT });
  [program, blob, config].forEach((each) => rmSync(each));
}

/** It lies beside Node, wherever that was installed. */
function licenseOfNode(): string {
  const folder = dirname(process.execPath);
  const places = [join(folder, '../LICENSE'), join(folder, 'LICENSE'), '/usr/share/doc/nodejs/LICENSE'];
  const found = [...places, process.env['NODE_LICENSE'] ?? ''].find((file) => existsSync(file));
  if (found === undefined) throw new Error('the licence of Node is not beside it: name its file in NODE_LICENSE');
  return readFileSync(found, 'utf8');
}

main();
