import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plan } from '../../lib/plan';
import { run } from '../cli/run';

/** What a plan of a repository said. */
export interface RepoPlan {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
  readonly units: readonly Readonly<Record<string, unknown>>[];
  /** `unit: object code impact`, of every finding. */
  readonly findings: readonly string[];
}

const folders: string[] = [];

/** A repository whose commits are these changes, one after the other; `null` removes a file. */
export function repository(...commits: readonly Readonly<Record<string, string | null>>[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plan-repo-'));
  folders.push(folder);
  git(folder, 'init', '-q', '-b', 'main');
  for (const files of commits) {
    change(folder, files);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'a change');
  }
  return folder;
}

export function change(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, path), { recursive: true });
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
}

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

export function removeRepositories(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
}

/** Plans the last commit of a repository, or what is named. */
export async function planRepo(folder: string, ...args: readonly string[]): Promise<RepoPlan> {
  const given = args.length === 0 ? ['HEAD~1', 'HEAD'] : args.filter((each) => each !== '');
  const { code, out, err } = await run(['plan', '--repo', ...given, '--format', 'json'], { cwd: folder, engine: plan });
  if (code === 1) return { code, out, notes: err, units: [], findings: [] };
  interface Shown {
    readonly units: readonly {
      readonly unit: string;
      readonly changes: readonly { object: string; findings: readonly { code: string; impact: string }[] }[];
    }[];
  }
  const { units } = JSON.parse(out) as Shown;
  return {
    code,
    out,
    notes: err,
    units: units.map((each) => ({ ...each })),
    findings: units.flatMap(({ unit, changes }) =>
      changes.flatMap(({ object, findings }) =>
        findings.map((finding) => `${unit}: ${object} ${finding.code} ${finding.impact}`),
      ),
    ),
  };
}

/** Where the findings of a plan stand: `code file:line`. */
export async function places(folder: string): Promise<readonly string[]> {
  const args = ['plan', '--repo', 'HEAD~1', 'HEAD', '--format', 'sarif', '--verbose'];
  const { out } = await run(args, { cwd: folder, engine: plan });
  interface Log {
    readonly runs: readonly {
      readonly results: readonly {
        readonly ruleId: string;
        readonly locations: readonly [
          { physicalLocation?: { artifactLocation: { uri: string }; region: { startLine: number } } },
        ];
      }[];
    }[];
  }
  return (JSON.parse(out) as Log).runs.flatMap(({ results }) =>
    results.map(({ ruleId, locations: [{ physicalLocation }] }) =>
      physicalLocation === undefined
        ? `${ruleId} nowhere`
        : `${ruleId} ${physicalLocation.artifactLocation.uri}:${physicalLocation.region.startLine}`,
    ),
  );
}

export const configMap = (name: string, value = 'a', namespace?: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}data:\n  key: ${value}\n`;

export const claim = (name: string, size = '1Gi'): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: { requests: { storage: ${size} } }\n`;

export const deployment = (name: string, image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec:\n      containers: [{ name: web, image: ${image} }]\n`;

export const kustomization = (...resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(', ')}]\n`;

/** A Flux Kustomization. */
export const flux = (name: string, path: string, more = 'prune: true'): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: flux-system\nspec:\n  path: ${path}\n  ${more.replaceAll('\n', '\n  ')}\n  sourceRef: { kind: GitRepository, name: flux-system }\n`;

/** An Argo CD Application of this repository. */
export const application = (name: string, path: string, more = '', finalizer = true): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\n  namespace: argocd\n${finalizer ? '  finalizers: [resources-finalizer.argocd.argoproj.io]\n' : ''}spec:\n  source: { repoURL: https://git.example.com/shop/deploy.git, path: ${path}${more} }\n  destination: { namespace: web, server: https://kubernetes.default.svc }\n  syncPolicy: { automated: { prune: true } }\n`;
