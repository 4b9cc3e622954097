import type { UpdateAnswer } from '../../../kubernetes/api-server';
import { type Difference, formatPath } from '../../../kubernetes/differences';
import { asText, at } from '../../../kubernetes/plain';
import { templateOf } from '../../claim-template-renames';
import type { Context } from '../../context';
import { claimsFor } from '../../stateful-set-change';
import { type FieldError, formatFieldError } from '../../../kubernetes/validation/field-error';
import { growClaims, recreate } from '../../remedies/recreate';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';
import { type StatefulSetView, viewOf } from '../../stateful-set-view';
import { ifForced } from './if-forced';
import type { ApplyMode } from '../../types';

/** An update of a StatefulSet that the API server refuses. */
export interface Refusal {
  readonly context: Context;
  readonly answer: UpdateAnswer;
  readonly before: StatefulSetView;
  readonly apply: ApplyMode;
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
          message: `${title}: ${what(difference)}. The API server refuses it: ${says(refusal, path)}${ifForced(difference, refusal.before, viewOf(refusal.answer.stored), refusal.context)}`,
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
    ({ before }, difference) => {
      const item = difference.path[2];
      const template = typeof item === 'object' ? item.value : '';
      const [from, to] = [asText(difference.before) ?? '', asText(difference.after) ?? ''];
      return growClaims(before, template, from, to, claimsFor(before, [template]));
    },
  ),
  immutableRule(
    'claim-template-storage-class',
    'The storage class of a claim template cannot change',
    /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.storageClassName$/,
    'Keep the class; existing claims could not follow anyway. New data on another class is a new claim template',
    ({ before }) =>
      `Keep the class: a claim never changes its class, so only new ordinals would get the other one. To move the data, copy each volume into a claim of the new class under the old name. For new ordinals only:\n${recreate(before)}`,
  ),
  immutableRule(
    'claim-template-immutable',
    'Claim templates cannot change',
    /^spec\.volumeClaimTemplates/,
    ANY_RECREATE,
    ({ before }) =>
      `Take the change to the claim templates back (order, labels and annotations count as well). A claim template under another name means new, empty volumes. Where it must be:\n${recreate(before)}`,
  ),
  immutableRule(
    'selector-immutable',
    'The selector cannot change',
    /^spec\.selector/,
    ANY_RECREATE,
    ({ before }) =>
      `Keep the selector labels as they were deployed and put new labels elsewhere. Where it must be, the old pods are not adopted by the new StatefulSet: they hold their volumes until you delete them one by one (kubectl delete pod … -n ${before.namespace}).\n${recreate(before)}`,
  ),
  immutableRule(
    'service-name-immutable',
    'The governing Service cannot change',
    /^spec\.serviceName/,
    ANY_RECREATE,
    ({ before }) =>
      `Keep serviceName and the headless Service of that name: the DNS names of all pods hang on it. Where it must be:\n${recreate(before)}\nPods get their new DNS names when they restart.`,
  ),
  immutableRule(
    'pod-management-policy-immutable',
    'The pod management policy cannot change',
    /^spec\.podManagementPolicy/,
    ANY_RECREATE,
    ({ before }) =>
      `Write the policy as it was deployed (leaving Parallel out means OrderedReady). Where it must be:\n${recreate(before)}`,
  ),
  immutableRule(
    'revision-history-limit-immutable',
    'The revision history limit cannot change before 1.33',
    /^spec\.revisionHistoryLimit/,
    'Take the change back until the cluster runs 1.33',
    ({ before }) => `Take the change back until the cluster runs 1.33. Where it must be now:\n${recreate(before)}`,
    '1.27 to 1.32',
  ),
  immutableRule(
    'field-immutable',
    'This field cannot change',
    /^spec\./,
    ANY_RECREATE,
    ({ before }) => `Take the change back. Where it must be:\n${recreate(before)}`,
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
  remedy:
    'Write rollingUpdate: null beside type: OnDelete for this one change; with server-side apply declare rollingUpdate first',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/validation/validation.go, measured with kubectl apply',
  *check({ answer, apply }) {
    const error = answer.errors.find((each) => each.field === 'spec.updateStrategy.rollingUpdate');
    if (error === undefined || at(answer.stored, 'spec', 'updateStrategy', 'type') !== 'OnDelete') return;
    yield {
      path: 'spec.updateStrategy.rollingUpdate',
      before: 'RollingUpdate',
      after: 'OnDelete',
      message: `The API server keeps the rollingUpdate it filled in, which OnDelete forbids: ${formatFieldError(error)}`,
      remedy:
        apply === 'server'
          ? 'In two changes: first apply rollingUpdate: {partition: 0} beside type: RollingUpdate, so that the field is yours; then write type: OnDelete without it.'
          : `Write it out for this one change:
  updateStrategy:
    type: OnDelete
    rollingUpdate: null`,
    };
  },
};
