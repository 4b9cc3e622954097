import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A package, the folder of the module that names its version, and the files that it is built from. */
interface Source {
  readonly source: string;
  readonly module: string;
  readonly files: readonly string[];
}

const MODULE = ['go.mod', 'go.sum'];
const TOOLS = { module: '.', files: [...MODULE, 'flux-apply/main.go'] };

/** The tools, and what is built for each. Argo CD's engine needs older modules of Kubernetes than the others, so it has a go.mod of its own. */
const PACKAGES = {
  kustomize: { source: 'sigs.k8s.io/kustomize/kustomize/v5', ...TOOLS },
  flux: { source: './flux-apply', ...TOOLS },
  helm3: { source: 'helm.sh/helm/v3/cmd/helm', ...TOOLS },
  helm4: { source: 'helm.sh/helm/v4/cmd/helm', ...TOOLS },
  argocd: { source: '.', module: 'argocd-sync', files: [...MODULE, 'main.go'] },
} as const satisfies Readonly<Record<string, Source>>;
export type PipelineTool = keyof typeof PACKAGES;

/**
 * The program of a tool in the user's cache folder; undefined where it was not built. `npm run tools` builds all, from the Go modules:
 * ten to fifteen minutes of CPU the first time, a third of it for Argo CD's engine.
 */
export function builtTool(tool: PipelineTool): string | undefined {
  const program = programOf(tool);
  return fs.existsSync(program) ? program : undefined;
}

export function buildTools(): void {
  for (const tool of Object.keys(PACKAGES) as PipelineTool[]) {
    const program = programOf(tool);
    if (fs.existsSync(program)) continue;
    fs.mkdirSync(path.dirname(program), { recursive: true });
    // A build that is cut short leaves no program.
    const unfinished = `${program}.${process.pid}`;
    execFileSync('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', unfinished, PACKAGES[tool].source], {
      cwd: path.join(__dirname, PACKAGES[tool].module),
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    fs.renameSync(unfinished, program);
  }
}

function programOf(tool: PipelineTool): string {
  const { module, files } = PACKAGES[tool];
  const digest = createHash('sha256');
  for (const file of files) digest.update(fs.readFileSync(path.join(__dirname, module, file)));
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'stateful-web-app', 'pipeline-tools', digest.digest('hex').slice(0, 12), tool);
}

if (require.main === module) {
  if (spawnSync('go', ['version']).status === 0) buildTools();
  else
    process.stderr.write(
      'go is not on the path: Helm, kustomize and the apply code of Flux and Argo CD are not built\n',
    );
}
