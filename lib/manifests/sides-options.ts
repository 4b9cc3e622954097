import type { Manifest } from '../kubernetes/manifest';
import type { Pipeline } from '../pipelines/tool';
import type { ApplyMode, ClusterFacts, Doubt } from '../plan/types';

/** Whether fields that the API server does not know are refused, as kubectl does, or only told. */
export const VALIDATIONS = ['strict', 'warn'] as const;
export type Validation = (typeof VALIDATIONS)[number];

export interface SidesOptions {
  readonly kubernetes: string;
  readonly apply: ApplyMode;
  readonly validate: Validation;
  /** What applies them. Default: kubectl. */
  readonly pipeline?: Pipeline;
  /** Where objects go that name no namespace. Default: that of the live side, else what the other side names. */
  readonly namespace?: string;
  /** BEFORE was read from the cluster for this plan: what nobody applied is there too, and is not worth a word. */
  readonly asked?: Asked;
}

export interface Asked {
  /** Kinds that the cluster keeps in no namespace, by group and kind. */
  readonly clusterScoped: ReadonlySet<string>;
}

/** Both sides of a change, ready for the plan. */
export interface Sides {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  /** What a live stream told beside the objects themselves. */
  readonly facts: ClusterFacts;
  /** What a live stream does not tell. */
  readonly doubts: readonly Doubt[];
  readonly notes: readonly string[];
}
