import { say } from '../../remedy';
import { templateOf } from '../../facts/claim-template-renames';
import { recreate } from '../../remedies/recreate';
import { show } from '../../show';
import { immutableRule } from '../../immutable-rule';

export const CLAIM_TEMPLATE_STORAGE_CLASS = immutableRule({
  code: 'claim-template-storage-class',
  title: 'The storage class of a claim template cannot change',
  pattern: /^spec\.volumeClaimTemplates\[[^\]]*\]\.spec\.storageClassName$/,
  remedy: 'Keep the class: existing claims cannot change theirs. For another class, add a new claim template',
  advise: (refusal, difference) => [
    say(
      `${difference.before === undefined ? 'Leave the class out' : `Keep the class ${show(difference.before)}`} (StatefulWebApp: storageClass of the claim): a claim never changes its class. To move the data, add a claim template of the new class beside '${templateOf(difference)}', copy the files from one mount to the other, and remove the old template later. To give only new ordinals the new class:`,
    ),
    ...recreate(refusal),
  ],
});
