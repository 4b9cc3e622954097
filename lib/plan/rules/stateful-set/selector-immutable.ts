import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const SELECTOR_IMMUTABLE = immutableRule({
  code: 'selector-immutable',
  title: 'The selector cannot change',
  pattern: /^spec\.selector/,
  advise: (refusal) => [
    say(
      `Revert the selector (StatefulWebApp: selectorLabels), and put new labels on the pod template only. If you must change it:`,
    ),
    ...recreate(refusal),
  ],
});
