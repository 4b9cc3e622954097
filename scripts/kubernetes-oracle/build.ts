import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Release by version of Kubernetes: `v1.37.2` for `1.37`. */
const RELEASES: ReadonlyMap<string, string> = new Map(
  fs
    .readFileSync(path.join(__dirname, 'releases.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as [string, string]),
);

/**
 * Builds the oracle of a version, such as `1.37`, and returns the path of the program. It lies in the user's cache folder, and is
 * built again only if its source has changed. Needs `go` and its module proxy; says so if either is missing.
 */
export function buildOracle(version: string): string {
  const { release, sources, texts, folder, program } = placeOf(version);
  if (fs.existsSync(program)) return program;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'go.mod'), goMod(release));
  fs.mkdirSync(path.join(folder, 'sample'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'sample/go.mod'), 'module k8s.io/sample\n');
  sources.forEach((name, index) => fs.writeFileSync(path.join(folder, name), texts[index] ?? ''));
  // A build that is cut short leaves no program.
  const unfinished = path.join(folder, `oracle.${process.pid}`);
  go(['build', '-trimpath', '-ldflags', '-s -w', '-o', unfinished, '.'], folder);
  fs.renameSync(unfinished, program);
  return program;
}

/** The program, if it is built already. */
export function builtOracle(version: string): string | undefined {
  if (!RELEASES.has(version)) return undefined;
  const { program } = placeOf(version);
  return fs.existsSync(program) ? program : undefined;
}

interface Place {
  readonly release: string;
  readonly sources: readonly string[];
  readonly texts: readonly string[];
  readonly folder: string;
  readonly program: string;
}

function placeOf(version: string): Place {
  const release = RELEASES.get(version);
  if (release === undefined)
    throw new Error(`There is no oracle of ${version}: choose ${[...RELEASES.keys()].join(', ')}`);
  const sources = fs.readdirSync(__dirname).filter((name) => name.endsWith('.go'));
  const texts = sources.map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'));
  const digest = createHash('sha256')
    .update(JSON.stringify([release, sources, texts]))
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(cacheFolder(), `${version}-${digest}`);
  return { release, sources, texts, folder, program: path.join(folder, 'oracle') };
}

function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'stateful-web-app', 'kubernetes-oracle');
}

function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod -buildvcs=false' };
  return execFileSync('go', args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Modules that nothing of Kubernetes imports, and that the proxy does not have in every version: an empty one stands for them. */
const SAMPLE = /^k8s\.io\/sample-/;

/**
 * The go.mod of a program that imports Kubernetes itself: the one of Kubernetes, so that exactly its versions are chosen, with each
 * module that lies in its folder `staging` replaced by the published one of the same release.
 */
function goMod(release: string): string {
  const download = go(['mod', 'download', '-json', `k8s.io/kubernetes@${release}`], os.tmpdir());
  const text = fs.readFileSync((JSON.parse(download) as { GoMod: string }).GoMod, 'utf8');
  // Up to 1.29 each is replaced by its folder; from 1.30 on it is required in a version that does not exist.
  const staging = [...text.matchAll(/^\s*(k8s\.io\/[\w-]+) (?:=> \.\/staging\/.*|v0\.0\.0(?: .*)?)$/gm)].map(
    ([, name]) => name ?? '',
  );
  const published = release.replace(/^v1\./, 'v0.');
  return [
    text
      .replace(/^module .*$/m, 'module kubernetes-oracle')
      .split('\n')
      .filter((line) => !line.includes('=> ./staging/'))
      .join('\n'),
    `require k8s.io/kubernetes ${release}`,
    ...[...new Set(staging)].map((name) =>
      SAMPLE.test(name) ? `replace ${name} => ./sample` : `replace ${name} => ${name} ${published}`,
    ),
    '',
  ].join('\n');
}
