import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');

const PIPELINES = 'examples/pipelines';

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Writes the command line as one file that needs no other, and gives the files that it is made of, from the top of the repository. */
export function bundle(outfile: string): readonly string[] {
  const { version, peerDependencies, devDependencies } = JSON.parse(textOf('package.json')) as Readonly<
    Record<string, object>
  >;
  const pipelines = (readdirSync(join(ROOT, PIPELINES), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${PIPELINES}/${file.replaceAll('\\', '/')}`);
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
    define: {
      OWN_PACKAGE: JSON.stringify({ version, peerDependencies, devDependencies }),
      OWN_FILES: JSON.stringify(Object.fromEntries(pipelines.map((file) => [file, textOf(file)]))),
    },
  });
  return Object.keys(metafile.inputs);
}
