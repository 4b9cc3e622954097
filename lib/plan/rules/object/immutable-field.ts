import { at } from '../../../kubernetes/plain';
import { type Refused, isImmutable } from '../../facts/refused';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const IMMUTABLE_FIELD: Rule<Refused> = {
  code: 'immutable-field',
  title: 'A field of an object that cannot change',
  impact: 'rejected',
  remedy: 'Take the change back, or declare a new object under another name',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/{apps,batch,core,rbac,scheduling,storage}/validation/validation.go',
  *check({ errors, before, object }): Iterable<Found> {
    for (const error of errors.filter(isImmutable)) {
      const [from, to] = [before, object].map((each) => at(each, ...error.field.split('.')));
      yield {
        path: error.field,
        before: from,
        after: to,
        message: `${show(from)} → ${show(to)}. The API server refuses it: ${error.field}: ${error.detail}${error.field === 'reclaimPolicy' ? '. Volumes that are there keep their own policy in any case' : ''}`,
        remedy: error.detail.includes('`immutable` is set')
          ? 'Give the new content a new name and refer to that.'
          : 'Take the change back, or declare a new object under another name and let the users of the old one move over.',
      };
    }
  },
};
