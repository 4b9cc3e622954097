import { changeTemplates } from '../../remedies/change-templates';
import { immutableRule } from '../../immutable-rule';

export const CLAIM_TEMPLATE_IMMUTABLE = immutableRule({
  code: 'claim-template-immutable',
  title: 'Claim templates cannot change',
  pattern: /^spec\.volumeClaimTemplates/,
  advise: changeTemplates,
});
