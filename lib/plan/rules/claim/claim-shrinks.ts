import { at } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import { type ClaimChange, SIZE } from '../../facts/claim-change';
import { NO_FORCE } from '../../remedies/no-force';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const CLAIM_SHRINKS: Rule<ClaimChange> = {
  code: 'claim-shrinks',
  title: 'A claim cannot become smaller',
  impact: 'rejected',
  remedy: 'Keep the size; for a smaller volume, copy the data to a new claim',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate',
  *check({ answer, after }): Iterable<Found> {
    const error = answer.errors.find((each) => each.field === SIZE);
    if (error === undefined) return;
    const live = at(answer.before, 'spec', 'resources', 'requests', 'storage');
    yield {
      path: SIZE,
      before: live,
      after: at(after, 'spec', 'resources', 'requests', 'storage'),
      message: `The API server refuses it: ${formatFieldError(error)}`,
      remedy: `Write ${show(live)}, the size that the claim requests today. If you need less, copy the data to a new, smaller claim. ${NO_FORCE}`,
    };
  },
};
