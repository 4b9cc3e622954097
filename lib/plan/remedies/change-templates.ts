import type { Recreation } from '../facts/refusal';
import { listing } from '../show';
import { claimsFor } from '../facts/stateful-set-change';
import { type Remedy, say } from '../remedy';
import { leftClaims } from '../facts/left-claims';
import { addedTemplates, recreate, renamedTemplate } from './recreate';

/** Templates that come, go, are renamed, or change in something else than size and class. */
export function changeTemplates(change: Recreation): Remedy {
  const { before, after } = change;
  const added = addedTemplates(before, after);
  const removed = addedTemplates(after, before);
  const renamed = renamedTemplate(before, after);
  if (renamed !== undefined) {
    const { from, to } = renamed;
    return [
      say(
        `Keep the name '${from}' of the claim template (StatefulWebApp: name of the claim): claims are named after it, and with '${to}' every pod gets a new, empty claim. If you must rename it to '${to}', move the volumes. Do not change size, class or access modes in the same change:`,
      ),
      ...recreate(change),
    ];
  }
  const left = leftClaims(before, after);
  if (left.length > 0) {
    return [
      say(
        `Revert the change: with the claim template ${listing(left.map(({ template }) => template))} the pods get new, empty claims, and the data stays on ${listing(left.map(({ claim }) => claim))}. If you must make the change, give the volume to the new claim of the first pod. The app is down until then:`,
      ),
      ...recreate(change),
    ];
  }
  if (removed.length > 0) {
    const claims = listing(claimsFor(before, removed));
    return [
      say(
        `Revert the change. If you must remove the claim template (${claims} are kept with their data, but no pod uses them any more${added.length > 0 ? '; the new claims start empty' : ''}):`,
      ),
      ...recreate(change),
    ];
  }
  if (added.length > 0) {
    return [say('Revert the change. To add a claim template:'), ...recreate(change)];
  }
  return [
    say(
      `Revert the change: order, labels, annotations and access modes of a claim template are immutable too. To change it anyway (existing claims keep their spec; only new ordinals follow the new template):`,
    ),
    ...recreate(change),
  ];
}
