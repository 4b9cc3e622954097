import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Manifest } from '../../kubernetes/manifest';
import { UserError } from '../../messages/user-error';
import { writeYaml } from '../../synth/yaml-writer';

/** Writes Secrets to a new file that only its owner can read. */
export function writeSecrets(file: string, secrets: readonly Manifest[]): void {
  try {
    fs.writeFileSync(file, writeYaml(secrets, true), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new UserError(`the Secrets cannot be written to ${file} (${(error as Error).message}). Nothing is written`);
  }
}

/** What is in the project is committed. */
export function refuseInside(file: string, out: string | undefined, cwd: string): void {
  if (out === undefined) return;
  const inside = path.relative(path.resolve(cwd, out), path.resolve(cwd, file));
  if (inside.startsWith('..') || path.isAbsolute(inside)) return;
  throw new UserError(
    `--secrets-to '${file}' is inside of --out '${out}', which is committed. Name a file outside of it`,
  );
}
