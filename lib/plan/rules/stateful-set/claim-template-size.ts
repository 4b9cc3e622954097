import { textOf } from '../../../kubernetes/plain';
import { parseQuantity } from '../../../kubernetes/quantity';
import { templateOf } from '../../facts/claim-template-renames';
import { growClaims, shrinkTemplate } from '../../remedies/grow-claims';
import { immutableRule } from '../../immutable-rule';

export const CLAIM_TEMPLATE_SIZE = immutableRule({
  code: 'claim-template-size',
  title: 'The size of a claim template cannot change',
  pattern: /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.resources\.requests\.storage$/,
  remedy: 'Keep the first size in the template and grow the claims',
  advise: (refusal, difference) => {
    const [from, to] = [textOf(difference.before), textOf(difference.after)];
    const [small, large] = [parseQuantity(from), parseQuantity(to)];
    const grows = small !== undefined && large !== undefined && large.compare(small) > 0;
    return (grows ? growClaims : shrinkTemplate)(refusal, templateOf(difference), from, to);
  },
});
