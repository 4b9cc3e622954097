import { say } from '../../remedy';
import { formatPath } from '../../../kubernetes/fields/differences';
import { at } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { type ClaimChange, SIZE } from '../../facts/claim-change';
import { nameOf, namespaceOf } from '../../facts/identity';
import { NO_FORCE } from '../../remedies/no-force';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { shownChange } from '../../shown-change';

export const CLAIM_IMMUTABLE: Rule<ClaimChange> = {
  code: 'claim-immutable',
  title: 'A claim can only grow',
  impact: 'rejected',
  remedy: 'Keep the spec of the existing claim; create a new claim for another class or mode',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate',
  *check({ answer, context, after }): Iterable<Found> {
    const error = answer.errors.find((each) => each.field === 'spec' || each.field === 'volumeMode');
    if (error === undefined) return;
    const paths = answer.differences.filter((each) => each.path[0] === 'spec' && !each.sameValue);
    const pending = at(answer.before, 'status', 'phase') === 'Pending';
    for (const each of paths) {
      const path = formatPath(each.path);
      if (path === SIZE && !pending) continue;
      yield {
        path,
        before: each.before,
        after: each.after,
        message: `${shownChange(each.before, each.after)}. The API server refuses it: ${formatFieldError(error)}`,
        remedy: pending
          ? [
              say(
                'The claim is not bound yet and holds no data. Wait until a pod uses it, or delete it and apply it again: ',
                deleteClaims([nameOf(after)], namespaceOf(after)),
                ', then apply.',
              ),
            ]
          : path === 'spec.volumeName' && context.apply === 'replace'
            ? 'A replace removes volumeName from the bound claim. Apply the claim instead (no Replace=true on claims), or write the volumeName of the live claim.'
            : `Revert the change. If you need another class, mode or volume, copy the data to a new claim. ${NO_FORCE}`,
      };
    }
  },
};
