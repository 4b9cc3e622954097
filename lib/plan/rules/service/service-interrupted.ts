import { nameOf } from '../../facts/identity';
import { isHeadless, type ServiceEndpoints } from '../../facts/service-endpoints';
import { moveSelector } from '../../remedies/move-selector';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** The pods that run now answer no longer, and those of the new revision not yet. */
export const SERVICE_INTERRUPTED: Rule<ServiceEndpoints> = {
  code: 'service-interrupted',
  title: 'A Service has no pod until the first new one is ready',
  impact: 'outage',
  remedy: 'First give the pods both the old and the new label or port, then change the Service',
  versions: ALL_VERSIONS,
  source: 'EndpointSlice controller, measured on 1.30 and 1.37: a Service changes at once, pods one after the other',
  *check({ before, service, was, atOnce, atEnd }): Iterable<Found> {
    if (before === undefined || was.selected.length === 0 || atEnd.selected.length === 0) return;
    const name = show(nameOf(service));
    const news = listing(atEnd.selected.map(({ label }) => label));
    if (atOnce.selected.length === 0) {
      yield {
        path: 'spec.selector',
        message: `Service ${name} has no pod from the moment this is applied until a new pod of ${news} is ready: the pods that run now do not match its selector, or are deleted`,
        remedy: `Do it in steps: ${moveSelector(service, was.selected)} If a workload gets another name, run both until the new one is ready, then delete the old one.`,
      };
      return;
    }
    if (isHeadless(service)) return;
    for (const port of atEnd.ports) {
      const old = was.ports.find((each) => each.port === port.port);
      const now = atOnce.ports.find((each) => each.port === port.port);
      if (old === undefined || old.reaches.length === 0 || port.reaches.length === 0 || now?.reaches.length !== 0)
        continue;
      yield {
        path: `spec.ports[${port.name}].targetPort`,
        before: old.target,
        after: port.target,
        message: `Port ${String(port.port)} of Service ${name} reaches no pod from the moment this is applied until a new pod of ${news} is ready: the pods that run now have no port ${show(port.target)}`,
        remedy: `${typeof old.target === 'string' ? `Keep both port names in the pods for one rollout: add ${show(port.target)} beside ${show(old.target)} first` : `First add the name ${show(port.target)} to the port of the pods`}, wait until the rollout has ended, then change the Service. A targetPort that is a number needs no name.`,
      };
    }
  },
};
