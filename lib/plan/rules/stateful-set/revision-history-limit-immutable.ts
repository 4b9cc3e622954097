import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const REVISION_HISTORY_LIMIT_IMMUTABLE = immutableRule({
  code: 'revision-history-limit-immutable',
  title: 'The revision history limit cannot change before 1.33',
  pattern: /^spec\.revisionHistoryLimit/,
  remedy: 'Revert the change until the cluster runs 1.33',
  versions: '1.27 to 1.32',
  advise: (refusal) => [
    say(`Revert the change until the cluster runs 1.33. If you must make it now:`),
    ...recreate(refusal),
  ],
});
