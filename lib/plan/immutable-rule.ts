import type { Remedy } from './remedy';
import { type Difference, formatPath } from '../kubernetes/fields/differences';
import { formatFieldError } from '../kubernetes/validation/field-error';
import { templateOf } from './facts/claim-template-renames';
import { ifForced } from './facts/if-forced';
import type { Refusal } from './facts/refusal';
import { ALL_VERSIONS, type Found, type Rule } from './rule';
import { show } from './show';
import { shownChange } from './shown-change';

/** A part of a StatefulSet that no update may change. */
export interface ImmutablePart {
  readonly code: string;
  readonly title: string;
  /** The paths that it is about. */
  readonly pattern: RegExp;
  /** Default: revert, or delete with --cascade=orphan and apply the new one. */
  readonly remedy?: string;
  /** Default: all versions. */
  readonly versions?: string;
  readonly advise: (refusal: Refusal, difference: Difference) => Remedy;
}

const ANY_RECREATE =
  'Revert the change. If you must make it, delete the StatefulSet with --cascade=orphan and apply the new one';

/** The rule that finds each refused change of such a part, and says what a tool that forces it does to data. */
export function immutableRule({ pattern, advise, ...info }: ImmutablePart): Rule<Refusal> {
  return {
    code: info.code,
    title: info.title,
    impact: 'rejected',
    remedy: info.remedy ?? ANY_RECREATE,
    versions: info.versions ?? ALL_VERSIONS,
    source: 'pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate',
    *check(refusal): Iterable<Found> {
      for (const difference of refusal.immutable) {
        const path = formatPath(difference.path);
        if (!pattern.test(path)) continue;
        yield {
          path,
          before: difference.before,
          after: difference.after,
          message: `${info.title}: ${what(difference)}. The API server refuses it: ${says(refusal, path)}${ifForced(difference, refusal.before, refusal.after, refusal.context)}`,
          remedy: advise(refusal, difference),
        };
      }
    },
  };
}

/** The change in words: of a whole claim template its name says enough. */
function what(difference: Difference): string {
  const { path, before, after } = difference;
  if (path.length !== 3 || path[1] !== 'volumeClaimTemplates') return `${shownChange(before, after)}`;
  return `${show(templateOf(difference))} is ${after === undefined ? 'removed' : 'added'}`;
}

/** The complaint that names this field: one of its own from 1.37 on, one for the whole spec before. */
function says(refusal: Refusal, path: string): string {
  const error = refusal.errors.find((each) => path.startsWith(each.field)) ?? refusal.errors[0];
  if (error === undefined) return 'field is immutable';
  return formatFieldError({ ...error, value: undefined });
}
