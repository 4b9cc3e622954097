import type { PlainObject } from '../kubernetes/plain';
import type { Pipeline } from '../pipelines/tool';
import type { ApplyMode } from '../plan/types';

/** How the manifests of a unit are made. Paths are inside the repository; '' is its top. */
export type Build =
  | {
      readonly as: 'kustomize';
      readonly path: string;
      /** Fields that the tool adds to the kustomization. */
      readonly added: PlainObject;
      /** Whether the tool writes a kustomization where there is none, as Flux does. */
      readonly generated: boolean;
      /** What `${…}` stands for, where the tool fills it in. */
      readonly variables?: Variables;
    }
  | {
      /** A folder as Argo CD reads it. */
      readonly as: 'directory';
      readonly path: string;
      readonly recurse: boolean;
      readonly include: string;
      readonly exclude: string;
    }
  | {
      readonly as: 'helm';
      readonly path: string;
      readonly release: string;
      readonly namespace: string;
      readonly valueFiles: readonly string[];
      /** Later ones win, and win over the files. */
      readonly values: readonly PlainObject[];
      readonly parameters: readonly { readonly name: string; readonly value: string; readonly text: boolean }[];
      readonly upgrade: boolean;
      /** Kustomizations that Flux runs over what Helm renders, one after the other. */
      readonly postRenderers?: readonly PlainObject[];
    }
  | { readonly as: 'files'; readonly paths: readonly string[] };

export interface Variables {
  readonly values: Readonly<Record<string, string>>;
  /** Whether those are all: the tool then puts nothing in the place of others. */
  readonly complete: boolean;
}

export interface CommonMetadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a unit has of the one in whose output it is described. */
export interface Parentage {
  /** The names of those, the outermost first. */
  readonly by: string;
  readonly cluster?: string;
  /** The folder or chart at their top, if nobody describes it: of several, each may be for a cluster of its own. */
  readonly variant?: string;
  /** Whether that is a chart, which is rendered with its own values, and applied with others. */
  readonly isAssumed: boolean;
}

/** What is applied as a whole. */
export interface Unit {
  /** The same in both revisions. */
  readonly key: string;
  readonly kind: 'Application' | 'Chart' | 'Folder' | 'HelmRelease' | 'Kustomization';
  /** `flux-system/apps`, `deploy/wiki`. */
  readonly name: string;
  /** The file that describes it; none where nobody does. */
  readonly file?: string;
  readonly pipeline?: Pipeline;
  readonly apply: ApplyMode;
  readonly namespace?: string;
  readonly cluster?: string;
  /** The unit names its cluster itself, or applies to the one in which its tool runs; else it is taken from the path. */
  readonly clusterIsSaid?: boolean;
  /** What the tool puts on each of its objects. */
  readonly commonMetadata?: CommonMetadata;
  /** What makes the tool delete an object and create it anew where the API server refuses the update: `\`force\` of the Kustomization`. */
  readonly force?: string;
  /** Names of the same kind that must be ready before this one is applied: `flux-system/infrastructure`. */
  readonly dependsOn?: readonly string[];
  /** Those of them whose readiness an expression decides. */
  readonly dependsOnExpression?: readonly string[];
  /** Units that are not applied if this one is refused, as a report names them. */
  readonly holdsUp?: readonly string[];
  /** Where it is described in the output of another unit. */
  readonly parent?: Parentage;
  /** An ApplicationSet makes it. */
  readonly isGenerated?: boolean;
  /** Whether what is no longer declared is deleted; undefined if nothing says so. */
  readonly prune?: boolean;
  /** Whether its objects are deleted when nobody describes it any more. */
  readonly whenRemoved: 'deleted' | 'kept' | 'unknown';
  readonly builds: readonly Build[];
  /** What it takes from outside of the repository. */
  readonly outside: readonly string[];
}

/** The API server takes no object with a longer name. */
export const LONGEST_NAME = 253;

/** A path in the repository out of what a tool is told: `./apps/` is `apps`; undefined for one that leads out of it. */
export function insidePath(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
