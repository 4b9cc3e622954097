import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The tools, in the versions of go.mod, and what is built for each. */
const PACKAGES = {
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
  flux: './flux-apply',
  helm3: 'helm.sh/helm/v3/cmd/helm',
  helm4: 'helm.sh/helm/v4/cmd/helm',
} as const;
export type PipelineTool = keyof typeof PACKAGES;

const SOURCES = ['go.mod', 'go.sum', 'flux-apply/main.go'];

/**
 * The program of a tool in the user's cache folder; undefined where it was not built. `npm run tools` builds all, from the Go modules:
 * four to eight minutes of CPU the first time.
 */
export function builtTool(tool: PipelineTool): string | undefined {
  const program = path.join(folder(), tool);
  return fs.existsSync(program) ? program : undefined;
}

export function buildTools(): void {
  fs.mkdirSync(folder(), { recursive: true });
  for (const [tool, source] of Object.entries(PACKAGES)) {
    const program = path.join(folder(), tool);
    if (fs.existsSync(program)) continue;
    // A build that is cut short leaves no program.
    const unfinished = `${program}.${process.pid}`;
    execFileSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', unfinished, source], {
      cwd: __dirname,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    fs.renameSync(unfinished, program);
  }
}

function folder(): string {
  const digest = createHash('sha256');
  for (const file of SOURCES) digest.update(fs.readFileSync(path.join(__dirname, file)));
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'stateful-web-app', 'pipeline-tools', digest.digest('hex').slice(0, 12));
}

if (require.main === module) {
  if (spawnSync('go', ['version']).status === 0) buildTools();
  else process.stderr.write('go is not on the path: Helm, Flux’s apply code and kustomize are not built\n');
}
