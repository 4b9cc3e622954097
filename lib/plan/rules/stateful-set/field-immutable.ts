import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const FIELD_IMMUTABLE = immutableRule({
  code: 'field-immutable',
  title: 'This field cannot change',
  pattern: /^spec\./,
  advise: (refusal) => `Take the change back. Where it must be:\n${recreate(refusal)}`,
});
