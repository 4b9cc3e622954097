import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const FIELD_IMMUTABLE = immutableRule({
  code: 'field-immutable',
  title: 'This field cannot change',
  pattern: /^spec\./,
  advise: (refusal) => [say(`Revert the change. If you must make it:`), ...recreate(refusal)],
});
