import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildSync, type Metafile, transformSync } from 'esbuild';
import { preProcessFile } from 'typescript';
import { noticesOf } from './notices';

const ROOT = join(__dirname, '../..');
const LIB = 'build/lib';
/** Where programs of others begin. */
const ENTRIES = ['index', 'cli/bin', 'synth-plugin'].map((name) => `${LIB}/${name}.js`);
/** Whose types others import. */
const TYPES = ['index', 'synth-plugin'].map((name) => `${LIB}/${name}.d.ts`);

/**
 * Makes of what jsii compiled what is packed: only the files that something loads, without comments, and the packages that they need
 * in `build/lib/vendor`, one file each, with their licences in NOTICES.md. So an installation adds no package.
 */
function main(): void {
  process.chdir(ROOT);
  const loaded = filesLoaded();
  const typed = new Set<string>();
  TYPES.forEach((file) => addTypes(file, typed));
  for (const file of filesIn('build/lib').concat(filesIn('build/imports'))) {
    if (!loaded.has(file) && !typed.has(file)) rmSync(file);
  }
  removeEmptyFolders('build');
  const needed = new Map<string, Set<string>>();
  for (const [file, { imports }] of loaded) slim(file, imports, needed);
  const inputs = [...needed].flatMap(([name, specifiers]) => vendor(name, [...specifiers].sort()));
  writeFileSync('NOTICES.md', noticesOf(inputs, ROOT, 'The files in `build/lib/vendor` hold'));
}

/** Files that are loaded, now or later, and what they require. */
function filesLoaded(): Map<string, Metafile['inputs'][string]> {
  const { metafile } = buildSync({
    entryPoints: ENTRIES,
    outdir: 'build/unused',
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
  });
  return new Map(Object.entries(metafile.inputs));
}

/** Adds a file of types and all that it names. */
function addTypes(file: string, found: Set<string>): void {
  if (found.has(file)) return;
  found.add(file);
  for (const { fileName } of preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
    if (!fileName.startsWith('.')) continue;
    const path = join(dirname(file), fileName);
    addTypes(existsSync(`${path}.d.ts`) ? `${path}.d.ts` : join(path, 'index.d.ts'), found);
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

type Imports = Metafile['inputs'][string]['imports'];

/** Takes the comments out of a file, and lets it require what is vendored. Comments for users are in the types. */
function slim(file: string, imports: Imports, needed: Map<string, Set<string>>): void {
  let text = readFileSync(file, 'utf8');
  for (const specifier of new Set(imports.filter(isVendored).map(({ path }) => path))) {
    const name = packageOf(specifier);
    needed.set(name, (needed.get(name) ?? new Set()).add(specifier));
    const path = relative(dirname(file), vendored(name)).replaceAll('\\', '/');
    const before = [`require("${specifier}")`, `require('${specifier}')`].find((each) => text.includes(each));
    if (before === undefined) throw new Error(`${file}: does not require '${specifier}' as the compiler writes it`);
    text = text.replaceAll(before, `require("${path.startsWith('.') ? path : `./${path}`}")["${specifier}"]`);
  }
  const { code } = transformSync(text, { platform: 'node', target: 'node20', legalComments: 'none' });
  writeFileSync(file, code);
}

const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly peerDependencies: object;
};

function isVendored({ path, external }: Imports[number]): boolean {
  return external === true && !path.startsWith('node:') && !(packageOf(path) in peerDependencies);
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function vendored(name: string): string {
  return `${LIB}/vendor/${name.replace(/^@/, '').replace('/', '-').replace(/\.js$/, '')}.js`;
}

/** Bundles a package: its entry and the others that are required, each by its name. Gives the files that are in it. */
function vendor(name: string, specifiers: readonly string[]): string[] {
  const { metafile } = buildSync({
    stdin: {
      contents: specifiers
        .map((each) => `export * as ${JSON.stringify(each)} from ${JSON.stringify(each)};`)
        .join('\n'),
      resolveDir: ROOT,
    },
    outfile: vendored(name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    // Errors are told apart by the names of their classes, and Node shows the line of an error.
    keepNames: true,
    lineLimit: 160,
    legalComments: 'none',
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

main();
