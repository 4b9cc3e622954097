import type { Recreation } from '../facts/refusal';
import { listing } from '../show';
import { claimsFor } from '../facts/stateful-set-change';
import { type Remedy, say } from '../remedy';
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
        `Keep the name '${from}' of the claim template (StatefulWebApp: name of the claim): claims are named after it, and '${to}' means new, empty ones. Where it must be '${to}', move the volumes; size, class and access modes must stay in this change:`,
      ),
      ...recreate(change),
    ];
  }
  if (removed.length > 0) {
    const claims = listing(claimsFor(before, removed));
    return [
      say(
        `Take the change back. Where the claim template must go (${claims} stay with their data, and no pod uses them${added.length > 0 ? '; the new ones start empty' : ''}):`,
      ),
      ...recreate(change),
    ];
  }
  if (added.length > 0) {
    return [say('Take the change back, or, for a claim template more:'), ...recreate(change)];
  }
  return [
    say(
      `Take the change to the claim templates back (order, labels, annotations and access modes count as well). Where it must be (claims that are there stay as they are, only new ordinals get it):`,
    ),
    ...recreate(change),
  ];
}
