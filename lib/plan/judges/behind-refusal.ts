import { findings } from '../findings';
import { BEHIND_REFUSAL_RULES, POD_DATA_RULES } from '../rules';
import type { PodDataChange } from '../facts/pod-data-change';
import type { StatefulSetChange } from '../facts/stateful-set-change';
import type { Finding } from '../types';

/**
 * The dangers of a StatefulSet's update that the API server refuses for another reason: who repairs that as the remedy says gets all of the
 * change. Nothing happens yet, so they are no worse than the refusal.
 */
export function behindRefusal(change: StatefulSetChange): readonly Finding[] {
  return findings(BEHIND_REFUSAL_RULES, change)
    .filter((finding) => !isOfTemplate(finding, change))
    .map(later);
}

/** Whether a mount is lost with its claim template: that the template cannot change is said, with what it means for the data. */
function isOfTemplate({ code, path, before: from, after: to }: Finding, { before, after }: StatefulSetChange): boolean {
  const [old, now] = [before.templates, after.templates];
  const changed = [...old, ...now].filter((template) => !old.includes(template) || !now.includes(template));
  return (
    code === 'claim-mount-removed' &&
    changed.some((template) => from === template || to === template || path.endsWith(`.volumes[${template}]`))
  );
}

/** The same of a workload without claim templates. */
export function podDataBehindRefusal(change: PodDataChange): readonly Finding[] {
  return findings(POD_DATA_RULES, change).map(later);
}

function later(finding: Finding): Finding {
  return {
    ...finding,
    impact: 'rejected',
    message: `The API server refuses the change for now. If it is accepted later: ${finding.message}`,
    onceAccepted: finding,
  };
}
