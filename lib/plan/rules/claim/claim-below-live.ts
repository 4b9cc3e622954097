import { at } from '../../../kubernetes/plain';
import { parseQuantity } from '../../../kubernetes/quantity';
import { type ClaimChange, SIZE } from '../../facts/claim-change';
import { liveClaim } from '../../facts/context';
import { nameOf, namespaceOf } from '../../facts/identity';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const CLAIM_BELOW_LIVE: Rule<ClaimChange> = {
  code: 'claim-below-live',
  title: 'Git requests less than the live claim',
  impact: 'rejected',
  remedy: 'Write the size that the live claim has',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimUpdate',
  *check({ answer, context, after }): Iterable<Found> {
    const live = liveClaim(context, namespaceOf(after), nameOf(after));
    const request = parseQuantity(at(live, 'spec', 'resources', 'requests', 'storage'));
    const wanted = parseQuantity(at(after, 'spec', 'resources', 'requests', 'storage'));
    if (request === undefined || wanted === undefined || wanted.compare(request) >= 0) return;
    if (answer.errors.some((each) => each.field === SIZE)) return;
    yield {
      path: SIZE,
      before: request.canonical,
      after: wanted.canonical,
      impact: 'update',
      message: `The live claim requests ${request.canonical}: somebody grew it outside git`,
      remedy: `Write ${request.canonical}.`,
    };
  },
};
