/**
 * The wheel: what jsii makes of the package for Python, with what overlay/ adds, in build/python. The package is the one of npm; give its
 * tarball, or it is packed. Needs python3 with pip, and the registry of Python, which has what builds wheels.
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const OVERLAY = path.join(__dirname, 'overlay');
const MODULE = 'cdk8s_stateful_web_app';
/** Above the line that hides what `__all__` lacks. */
const PUBLISH = '\npublication.publish()\n';
const ADDED = `
from ._python import UserError, adapt
__all__ += ["UserError"]
adapt(globals())
`;

/** Builds the wheel of a packed package below a folder of this repository, and gives its path. */
export function buildWheel(tarball: string, out: string): string {
  fs.rmSync(out, { recursive: true, force: true });
  const code = generate(tarball, out);
  addOverlay(path.join(code, 'src'));
  addCommand(path.join(code, 'setup.py'));
  run(code, 'python3', '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', out, '.');
  const wheel = fs.readdirSync(out).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip wrote no wheel to ${out}`);
  return path.join(out, wheel);
}

/** The sources, as jsii generates them of the packed package. */
function generate(tarball: string, out: string): string {
  const source = path.join(out, 'package');
  fs.mkdirSync(out, { recursive: true });
  run(out, 'tar', 'xzf', tarball);
  // In the sources goes the tarball itself, byte for byte: it is not packed again.
  const pack = `node -p ${JSON.stringify(JSON.stringify(tarball))}`;
  const options = ['--targets', 'python', '--code-only', '--outdir', out, '--pack-command', pack];
  run(source, path.join(ROOT, 'node_modules/.bin/jsii-pacmak'), ...options, '.');
  fs.rmSync(source, { recursive: true }); // A second package of this name would confuse what looks for the first.
  return path.join(out, 'python');
}

function addOverlay(src: string): void {
  fs.cpSync(OVERLAY, src, { recursive: true, filter: (file) => !file.endsWith('__pycache__') });
  const file = path.join(src, MODULE, '__init__.py');
  const parts = fs.readFileSync(file, 'utf8').split(PUBLISH);
  if (parts.length !== 2) throw new Error(`${file} has no place for what is added`);
  fs.writeFileSync(file, parts.join(`${ADDED}${PUBLISH}`));
}

/** Commands of the package's own, which need no process of jsii, in place of those that jsii generates. */
function addCommand(setup: string): void {
  const text = fs.readFileSync(setup, 'utf8');
  const [, json = ''] = /json\.loads\(\s*"""(.*?)"""/s.exec(text) ?? [];
  const settings = JSON.parse(json) as { packages: string[]; scripts?: string[]; entry_points?: object };
  const names = (settings.scripts ?? []).map((script) => path.basename(script));
  if (names.length === 0) throw new Error(`${setup} names no command`);
  delete settings.scripts;
  settings.packages.push('stateful_web_app');
  settings.entry_points = { console_scripts: names.map((name) => `${name} = stateful_web_app.__main__:main`) };
  fs.writeFileSync(
    setup,
    text.replace(json, () => `\n${JSON.stringify(settings, null, 4)}\n`),
  );
}

function run(cwd: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
}
