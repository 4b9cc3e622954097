import type { Manifest } from '../kubernetes/manifest';
import type { UnitFact } from './facts/unit-fact';
import type { Remedy } from './remedy';
import type { Pipeline } from '../pipelines/tool';

/** What a change does to an object, from harmless to worst. The order is part of the API. */
export const IMPACTS = ['none', 'create', 'update', 'delete', 'restart', 'rejected', 'outage', 'data-risk'] as const;
export type Impact = (typeof IMPACTS)[number];

/**
 * How the pipeline applies manifests: `client` is kubectl's client-side apply (kubectl, Argo CD), `server` is
 * server-side apply (Flux), `replace` is a PUT.
 */
export const APPLY_MODES = ['client', 'server', 'replace'] as const;
export type ApplyMode = (typeof APPLY_MODES)[number];

/** One thing that a change does, where, and what to do instead. */
export interface Finding {
  /** Stable and never reused: `docs/reference/rules.md` has a row for each. */
  readonly code: string;
  readonly impact: Impact;
  /** List items by their name: `spec.volumeClaimTemplates[www].spec.storageClassName`. */
  readonly path: string;
  /** The declared value before; absent where there was none. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly message: string;
  /** What to do: the edit in code, or the commands in order. Empty where nothing needs doing. `remedyText` renders it. */
  readonly remedy: Remedy;
  /** Of a danger behind a refusal: what it is once the API server accepts the change. */
  readonly onceAccepted?: Finding;
}

/** Names of pods, in the order in which the controller takes them. */
export interface PodEffects {
  readonly created: readonly string[];
  readonly restarted: readonly string[];
  readonly deleted: readonly string[];
}

export interface ClaimEffects {
  readonly created: readonly string[];
  readonly resized: readonly string[];
  /** Kept, but no pod uses it any more. */
  readonly orphaned: readonly string[];
  readonly deleted: readonly string[];
}

/** Which object. */
export interface ObjectRef {
  /** `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Left out of cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
}

/** All that happens to one object. Its impact is the worst of its findings'. */
export interface Change extends ObjectRef {
  /** `StatefulSet default/web`; cluster-scoped objects have no namespace: `StorageClass fast`. */
  readonly object: string;
  readonly impact: Impact;
  readonly findings: readonly Finding[];
  readonly pods: PodEffects;
  readonly claims: ClaimEffects;
}

/** The answer. Its impact is the worst of its changes'; an object that nothing happens to has no change. */
export interface Plan {
  readonly kubernetes: string;
  readonly impact: Impact;
  readonly changes: readonly Change[];
}

/** What is known of the cluster beyond the two sides of the change. */
export interface ClusterFacts {
  /** Live claims: their real sizes, phases and classes. */
  readonly claims?: readonly Manifest[];
  readonly storageClasses?: readonly Manifest[];
  /** Live volumes, for their reclaim policies. */
  readonly volumes?: readonly Manifest[];
  /** Live pods, for the revisions that they run. */
  readonly pods?: readonly Manifest[];
  /** Live objects that decide what may be and what is kept: quotas, limit ranges, revisions, address ranges. */
  readonly surroundings?: readonly Manifest[];
  /** Live objects as they were read, of which BEFORE has what was declared: what is applied is merged with these. */
  readonly live?: readonly Manifest[];
}

/**
 * Something about the input that the plan cannot judge: a file that a tool may apply and that was not read, or a place from which it
 * may not be applied any more.
 */
export interface Doubt {
  readonly about:
    | 'not-read'
    | 'not-listed'
    | 'steering'
    | 'left-out'
    | 'cluster'
    | 'sub-folder'
    | 'number'
    | 'managed-fields'
    | 'release'
    | 'not-allowed';
  /** What the finding is shown for: `File dist/web.jsonnet`, `Folder new`. */
  readonly kind: 'File' | 'Folder' | 'Cluster';
  readonly name: string;
  /** What it is, as a noun: `a symbolic link to ../web.yaml`. Of a cluster or a sub-folder, the objects. */
  readonly what: string;
  /** The same on both sides. */
  readonly unchanged: boolean;
}

export interface PlanOptions {
  /** Minor version of the target API server: `1.27` to the newest known. Default: the newest known. */
  readonly kubernetes?: string;
  /** The version that the cluster has now, where it is upgraded before the change is applied. Default: `kubernetes`. */
  readonly from?: string;
  /** Default: that of the pipeline, `client` without one. */
  readonly apply?: ApplyMode;
  /** What applies the change. Default: none in particular; objects are applied as kubectl does. */
  readonly pipeline?: Pipeline;
  /** What makes the pipeline delete every object whose update is refused, and create it anew: `\`force: true\` of …`. Default: nothing. */
  readonly force?: string;
  readonly facts?: ClusterFacts;
  /** Bytes that the manifests take in the record of a Helm release: compressed, in base64. Default: not judged. */
  readonly releaseBytes?: number;
  /** What the reader of the input was not sure about. Default: nothing. */
  readonly doubts?: readonly Doubt[];
  /** Objects that other units apply to the same cluster with the same change. Default: none. */
  readonly beside?: readonly Manifest[];
  /** What is known of the unit of a repository that the objects are of. Default: nothing. */
  readonly units?: readonly UnitFact[];
}
