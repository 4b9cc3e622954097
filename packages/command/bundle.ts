import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');

/** Writes the command line as one file that needs no other, and gives the files that it is made of, from the top of the repository. */
export function bundle(outfile: string): readonly string[] {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly peerDependencies: object;
  };
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join(__dirname, 'bin.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    // Messages name classes.
    keepNames: true,
    legalComments: 'none',
    metafile: true,
    define: { OWN_PACKAGE: JSON.stringify({ version, peerDependencies }) },
  });
  return Object.keys(metafile.inputs);
}
