import { nameOf } from '../../facts/identity';
import type { ServiceEndpoints } from '../../facts/service-endpoints';
import { selectorOf } from '../../facts/endpoints';
import type { Workload } from '../../facts/workload';
import { moveSelector } from '../../remedies/move-selector';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

export const SERVICE_SELECTS_NOBODY: Rule<ServiceEndpoints> = {
  code: 'service-selects-nobody',
  title: 'A Service no longer has a pod',
  impact: 'outage',
  remedy:
    'Keep a label that its selector matches, or change the labels of the pods first and the selector in a later change',
  versions: ALL_VERSIONS,
  source: 'EndpointSlice controller, measured on 1.30 and 1.37: the slice is empty, no error and no event',
  *check(endpoints): Iterable<Found> {
    const { before, service, was, atEnd } = endpoints;
    if (before === undefined || was.selected.length === 0 || atEnd.selected.length > 0) return;
    if (Object.keys((service['spec'] as { selector?: object }).selector ?? {}).length === 0) return;
    const lost = was.selected.map((each) => why(each, endpoints));
    yield {
      path: 'spec.selector',
      message: `Service ${show(nameOf(service))} no longer has a pod, and its clients get no answer: ${lost.map(({ reason }) => reason).join('; ')}`,
      remedy: [...new Set(lost.map(({ remedy }) => remedy))].join(' '),
    };
  },
};

interface Loss {
  readonly reason: string;
  readonly remedy: string;
}

/** What takes the pods of a workload away from the Service. */
function why(old: Workload, { rollouts, before, service }: ServiceEndpoints): Loss {
  const { after, refused } = rollouts.find((each) => each.before?.key === old.key) ?? {};
  if (refused === true) {
    return {
      reason: `the API server rejects the change of ${old.label}, so its pods keep their labels, and the new selector does not match them`,
      remedy: `Revert the selector of the Service: it may change only after the pods have the new labels.`,
    };
  }
  if (after === undefined) {
    return {
      reason: `${old.label} is deleted`,
      remedy: 'Delete the Service too if nobody uses it, or keep the workload.',
    };
  }
  if (after.replicas === 0) {
    return { reason: `${old.label} is scaled to 0`, remedy: `Keep at least one replica of ${old.label}.` };
  }
  const wanted = selectorOf(service) ?? {};
  const missed = Object.keys(wanted).filter((label) => after.labels[label] !== wanted[label]);
  const isNew = missed.some((label) => (before && selectorOf(before))?.[label] !== wanted[label]);
  const unset = missed.filter((label) => old.labels[label] === undefined && after.labels[label] === undefined);
  const unless = unset.length === 0 ? '' : `, unless something sets ${listing(unset)} on the pods while they run`;
  const steps = `To change it: ${moveSelector(service, [isNew ? old : after])}`;
  if (isNew) {
    return {
      reason: `the new selector does not match the labels of ${old.label} (${listing(missed)})${unless}`,
      remedy: `Revert the selector. ${steps}`,
    };
  }
  return {
    reason: `the selector does not match the new labels of ${old.label} (${listing(missed)})${unless}`,
    remedy: missed.some((label) => after.labels[label] !== undefined)
      ? `Keep the label that the selector needs. ${steps}`
      : `Keep the label that the selector needs, or add the new labels beside the old ones, wait until the rollout has ended, then change the selector, and remove the old labels last.`,
  };
}
