import type { UpdateAnswer } from '../../../kubernetes/server/api-server';
import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { at, textOf } from '../../../kubernetes/plain';
import { parseQuantity } from '../../../kubernetes/quantity';
import { templateOf } from '../../facts/claim-template-renames';
import type { Context } from '../../facts/context';
import { type FieldError, formatFieldError } from '../../../kubernetes/validation/field-error';
import { changeTemplates } from '../../remedies/change-templates';
import { growClaims, shrinkTemplate } from '../../remedies/grow-claims';
import { applyAgain, COMMIT_TO_BE_REFUSED } from '../../remedies/pipeline';
import { type Recreation, recreate } from '../../remedies/recreate';
import { renewNames } from '../../remedies/renew-names';
import { command, numbered, word } from '../../remedies/steps';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';
import { ifForced } from './if-forced';

/** An update of a StatefulSet that the API server refuses. */
export interface Refusal extends Recreation {
  readonly context: Context;
  readonly answer: UpdateAnswer;
  /** Differences in what may not change. */
  readonly immutable: readonly Difference[];
  /** What the API server says to them. */
  readonly errors: readonly FieldError[];
}

const SOURCE = 'pkg/apis/apps/validation/validation.go, ValidateStatefulSetUpdate';

function immutableRule(
  code: string,
  title: string,
  pattern: RegExp,
  remedy: string,
  advise: (refusal: Refusal, difference: Difference) => string,
  versions = ALL_VERSIONS,
): Rule<Refusal> {
  return {
    code,
    title,
    impact: 'rejected',
    remedy,
    versions,
    source: SOURCE,
    *check(refusal): Iterable<Found> {
      for (const difference of refusal.immutable) {
        const path = formatPath(difference.path);
        if (!pattern.test(path)) continue;
        yield {
          path,
          before: difference.before,
          after: difference.after,
          message: `${title}: ${what(difference)}. The API server refuses it: ${says(refusal, path)}${ifForced(difference, refusal.before, refusal.after, refusal.context)}`,
          remedy: advise(refusal, difference),
        };
      }
    },
  };
}

/** The change in words: of a whole claim template its name says enough. */
function what(difference: Difference): string {
  const { path, before, after } = difference;
  if (path.length !== 3 || path[1] !== 'volumeClaimTemplates') return `${show(before)} → ${show(after)}`;
  return `${show(templateOf(difference))} is ${after === undefined ? 'removed' : 'added'}`;
}

/** The complaint that names this field: one of its own from 1.37 on, one for the whole spec before. */
function says(refusal: Refusal, path: string): string {
  const error = refusal.errors.find((each) => path.startsWith(each.field)) ?? refusal.errors[0];
  if (error === undefined) return 'field is immutable';
  return formatFieldError({ ...error, value: undefined });
}

const ANY_RECREATE =
  'Take the change back; where it must be, delete the StatefulSet with --cascade=orphan and apply the new one';

/** What may not change in a StatefulSet, the most particular first. A difference belongs to the first rule that knows it. */
export const REFUSAL_RULES: readonly Rule<Refusal>[] = [
  immutableRule(
    'claim-template-size',
    'The size of a claim template cannot change',
    /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.resources\.requests\.storage$/,
    'Keep the first size in the template and grow the claims',
    (refusal, difference) => {
      const [from, to] = [textOf(difference.before), textOf(difference.after)];
      const [small, large] = [parseQuantity(from), parseQuantity(to)];
      const grows = small !== undefined && large !== undefined && large.compare(small) > 0;
      return (grows ? growClaims : shrinkTemplate)(refusal, templateOf(difference), from, to);
    },
  ),
  immutableRule(
    'claim-template-storage-class',
    'The storage class of a claim template cannot change',
    /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.storageClassName$/,
    'Keep the class; existing claims could not follow anyway. New data on another class is a new claim template',
    (refusal, difference) =>
      `${difference.before === undefined ? 'Leave the class out' : `Keep the class ${show(difference.before)}`} (StatefulWebApp: storageClass of the claim): a claim never changes its class. To move the data, add a claim template of the new class beside '${templateOf(difference)}', copy from one mount to the other, and take the old one away later. So that only new ordinals get the new class:\n${recreate(refusal)}`,
  ),
  immutableRule(
    'claim-template-immutable',
    'Claim templates cannot change',
    /^spec\.volumeClaimTemplates/,
    ANY_RECREATE,
    changeTemplates,
  ),
  immutableRule(
    'selector-immutable',
    'The selector cannot change',
    /^spec\.selector/,
    ANY_RECREATE,
    (refusal) =>
      `Keep the selector labels as they were deployed (StatefulWebApp: selectorLabels) and put new labels elsewhere. Where it must be:\n${recreate(refusal)}`,
  ),
  immutableRule(
    'service-name-immutable',
    'The governing Service cannot change',
    /^spec\.serviceName/,
    ANY_RECREATE,
    (refusal) =>
      `Keep serviceName (StatefulWebApp: the prop serviceName) and the headless Service of that name: the DNS names of all pods hang on it. Where it must be, keep both Services until all pods have restarted:\n${recreate(refusal, renewNames(refusal))}`,
  ),
  immutableRule(
    'pod-management-policy-immutable',
    'The pod management policy cannot change',
    /^spec\.podManagementPolicy/,
    ANY_RECREATE,
    (refusal) =>
      `Write the policy as it was deployed (leaving Parallel out means OrderedReady; StatefulWebApp: podManagementPolicy). Where it must be:\n${recreate(refusal)}`,
  ),
  immutableRule(
    'revision-history-limit-immutable',
    'The revision history limit cannot change before 1.33',
    /^spec\.revisionHistoryLimit/,
    'Take the change back until the cluster runs 1.33',
    (refusal) => `Take the change back until the cluster runs 1.33. Where it must be now:\n${recreate(refusal)}`,
    '1.27 to 1.32',
  ),
  immutableRule(
    'field-immutable',
    'This field cannot change',
    /^spec\./,
    ANY_RECREATE,
    (refusal) => `Take the change back. Where it must be:\n${recreate(refusal)}`,
  ),
];

/** The complaints that are about immutability, told apart from invalid values by their words. */
export function isImmutability(error: FieldError): boolean {
  return error.detail === 'field is immutable' || error.detail.startsWith('updates to statefulset spec for fields');
}

/** `OnDelete` where the defaulted `rollingUpdate` of the live object stays behind. */
export const ON_DELETE_RULE: Rule<Refusal> = {
  code: 'on-delete-keeps-rolling-update',
  title: 'OnDelete next to the defaulted rollingUpdate',
  impact: 'rejected',
  remedy: 'Take rollingUpdate out of the live object once: kubectl patch with rollingUpdate: null',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/validation/validation.go, measured with kubectl apply',
  *check({ answer, before, apply }) {
    const error = answer.errors.find((each) => each.field === 'spec.updateStrategy.rollingUpdate');
    if (error === undefined || at(answer.stored, 'spec', 'updateStrategy', 'type') !== 'OnDelete') return;
    yield {
      path: 'spec.updateStrategy.rollingUpdate',
      before: 'RollingUpdate',
      after: 'OnDelete',
      message: `The API server keeps the rollingUpdate it filled in, which OnDelete forbids: ${formatFieldError(error)}`,
      remedy: `Take rollingUpdate out of the live object, once:\n${numbered([
        COMMIT_TO_BE_REFUSED,
        command(
          `kubectl patch statefulset ${word(before.name)} -n ${word(before.namespace)} --type merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`,
          'no pod restarts',
        ),
        applyAgain(apply, 'it is accepted now, and no pod restarts'),
      ])}`,
    };
  },
};
