import type { Remedy } from './remedy';
import type { Impact } from './types';

/*
 * A rule is one value in a file of its own, `rules/<subject>/<code>.ts`, exported under its code in capitals. It gets a subject: facts
 * about a change that are worked out once, for all rules, by `facts/` (`StatefulSetChange`, `Lifecycle`, …). It yields what it finds
 * there, and nothing where it does not apply. One that judges two subjects takes either and tells them apart.
 *
 * To add one: write the file, and put it into the list of `rules/index.ts` for its subject. Its judge takes the rules from there, its
 * place in the list is the place of its findings, and `npm run docs:rules` writes its row in docs/reference/rules.md.
 */

/** What a rule is about, as `docs/reference/rules.md` says it. */
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
  /** One sentence, or more than text: steps, commands, YAML. Left out: nothing needs doing. */
  readonly remedy?: string | Remedy;
}

/** One rule: what it says, and a small check that finds where it applies. */
export interface Rule<Subject> extends RuleInfo {
  readonly check: (subject: Subject) => Iterable<Found>;
}

export const ALL_VERSIONS = '1.27 and later';
