import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Runs a program that synthesises, such as main.ts, and gives what it wrote: file → text. */
export function synthProgram(program: string): Record<string, string> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- run for its effect, each time anew
      require(program);
    });
    return readFolder(outdir);
  } finally {
    if (before === undefined) {
      delete process.env.CDK8S_OUTDIR;
    } else {
      process.env.CDK8S_OUTDIR = before;
    }
    fs.rmSync(outdir, { recursive: true });
  }
}

/** Every file below a folder, by its relative path in order. */
export function readFolder(folder: string): Record<string, string> {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}
