import type { Impact } from './types';

/** What a rule is about, as `docs/rules.md` says it. */
export interface RuleInfo {
  /** Stable and never reused. */
  readonly code: string;
  readonly title: string;
  /** The impact of its findings, where they do not say otherwise. */
  readonly impact: Impact;
  /** What to do, in general; a finding carries the names and commands of its case. */
  readonly remedy: string;
  /** Kubernetes versions that it holds for. */
  readonly versions: string;
  /** Where this is known from. */
  readonly source: string;
}

/** What a rule finds. Code, impact and remedy are the rule's own unless given. */
export interface Found {
  readonly impact?: Impact;
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly message: string;
  readonly remedy?: string;
}

/** One rule: what it says, and a small check that finds where it applies. */
export interface Rule<Subject> extends RuleInfo {
  readonly check: (subject: Subject) => Iterable<Found>;
}

export const ALL_VERSIONS = '1.27 and later';
