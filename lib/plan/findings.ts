import type { Manifest } from '../kubernetes/manifest';
import { line } from '../messages/line';
import { reported } from './given';
import { labelOfRef, refOf } from './facts/identity';
import { type Remedy, safeRemedy, say } from './remedy';
import type { Found, Rule } from './rule';
import { worstImpact } from './impact';
import type { Change, ClaimEffects, Finding, ObjectRef, PodEffects } from './types';

/** What the rules find about a subject, in the order of the rules. */
export function findings<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  return rules.flatMap((rule) =>
    [...rule.check(subject)].map((found) => ({
      code: rule.code,
      impact: found.impact ?? rule.impact,
      path: found.path,
      ...(found.before === undefined ? {} : { before: reported(found.before) }),
      ...(found.after === undefined ? {} : { after: reported(found.after) }),
      message: line(found.message),
      remedy: remedyOf(found.remedy),
    })),
  );
}

function remedyOf(remedy: Found['remedy'] = ''): Remedy {
  if (typeof remedy !== 'string') return safeRemedy(remedy);
  return remedy === '' ? [] : [say(remedy)];
}

const NO_PODS: PodEffects = { created: [], restarted: [], deleted: [] };
const NO_CLAIMS: ClaimEffects = { created: [], resized: [], orphaned: [], deleted: [] };

/** A change of an object; none where nothing was found. */
export function changeOf(
  object: Manifest,
  found: readonly Finding[],
  pods: Partial<PodEffects> = {},
  claims: Partial<ClaimEffects> = {},
): Change | undefined {
  return changeOfRef(refOf(object), found, pods, claims);
}

/** The same of what is no manifest: a file or a folder. */
export function changeOfRef(
  { group, kind, namespace, name }: ObjectRef,
  found: readonly Finding[],
  pods: Partial<PodEffects> = {},
  claims: Partial<ClaimEffects> = {},
): Change | undefined {
  if (found.length === 0) return undefined;
  const ref = { group, kind, ...(namespace === undefined ? {} : { namespace }), name };
  return {
    ...ref,
    object: labelOfRef(ref),
    impact: worstImpact(found.map((finding) => finding.impact)),
    findings: found,
    pods: { ...NO_PODS, ...pods },
    claims: { ...NO_CLAIMS, ...claims },
  };
}
