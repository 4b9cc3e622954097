import * as fs from 'node:fs';
import * as path from 'node:path';

/** Removes a folder of our own, also where folders in it, made like those of others, do not let us write to them. */
export function removeTree(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    makeWritable(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function makeWritable(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      makeWritable(path.join(folder, entry.name));
    }
  }
}
