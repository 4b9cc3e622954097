import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const SELECTOR_IMMUTABLE = immutableRule({
  code: 'selector-immutable',
  title: 'The selector cannot change',
  pattern: /^spec\.selector/,
  advise: (refusal) => [
    say(
      `Keep the selector labels as they were deployed (StatefulWebApp: selectorLabels) and put new labels elsewhere. If you must change it:`,
    ),
    ...recreate(refusal),
  ],
});
