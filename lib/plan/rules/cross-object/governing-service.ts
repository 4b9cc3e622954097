import { at } from '../../../kubernetes/plain';
import type { Context } from '../../facts/context';
import type { Manifest } from '../../../kubernetes/manifest';
import { selects } from '../../../kubernetes/validation/metadata';
import { asObject } from '../../../kubernetes/plain';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';
import { podsOf, type StatefulSetView } from '../../facts/stateful-set-view';

/** A Service that goes while StatefulSets name it. */
export interface ServiceRemoval {
  readonly service: string;
  readonly governs: readonly string[];
  /** A new Service with the same selector: the removed one under another name. */
  readonly renamedTo: string | undefined;
}

export const GOVERNING_SERVICE_REMOVED: Rule<ServiceRemoval> = {
  code: 'governing-service-removed',
  title: 'A StatefulSet still names a Service that goes',
  impact: 'delete',
  remedy: 'Keep the Service under its name: serviceName cannot change',
  versions: ALL_VERSIONS,
  source: 'the existence of the Service is never checked; pod DNS records need it',
  *check({ service, governs, renamedTo }): Iterable<Found> {
    if (governs.length === 0) return;
    yield {
      path: '',
      ...(renamedTo === undefined ? {} : { after: renamedTo }),
      message: `${renamedTo === undefined ? '' : `Renamed to ${show(renamedTo)}, but `}${listing(governs)} still ${are(governs, 'name', 'names')} it in serviceName, which cannot change: without it ${are(governs, 'their', 'its')} pods have no DNS names, and peers that cannot find each other may split or start a new cluster`,
      remedy: `Keep the headless Service ${show(service)} as long as the StatefulSet lives. For another name declare a second Service with the same selector.`,
    };
  },
};

/** A StatefulSet on the new side, with the Services around it. */
export interface Governed {
  readonly context: Context;
  readonly set: StatefulSetView;
  /** The Service of that name on the new side. */
  readonly service: Manifest | undefined;
  /** Whether a headless Service on either side selects the pods under another name. */
  readonly otherName: string | undefined;
}

export const SERVICE_MISSING: Rule<Governed> = {
  code: 'governing-service-missing',
  title: 'The Service named in serviceName is not declared',
  impact: 'create',
  remedy: 'Declare a headless Service of that name',
  versions: ALL_VERSIONS,
  source: 'pod DNS records need a headless Service of the name in serviceName',
  *check({ set, service, otherName }): Iterable<Found> {
    if (set.serviceName === '' || service !== undefined) return;
    yield {
      path: 'spec.serviceName',
      after: set.serviceName,
      message: `No Service ${show(set.serviceName)} is declared here${otherName === undefined ? '' : ` (${show(otherName)} selects the pods)`}: unless it is elsewhere, ${listing(podsOf(set))} have no DNS names`,
      remedy: `Declare a Service ${set.serviceName} with clusterIP: None, or name the right one now: serviceName cannot change later.`,
    };
  },
};

export const SERVICE_DOES_NOT_MATCH: Rule<Governed> = {
  code: 'governing-service-mismatch',
  title: 'The governing Service does not give the pods their names',
  impact: 'create',
  remedy: 'Make it headless, with a selector that matches the pods',
  versions: ALL_VERSIONS,
  source: 'endpointslice controller, ShouldSetHostname',
  *check({ set, service }): Iterable<Found> {
    if (service === undefined) return;
    const labels = asObject(at(set.spec, 'template', 'metadata', 'labels'));
    const selector = at(service, 'spec', 'selector');
    if (selector !== undefined && !selects({ matchLabels: selector }, labels)) {
      yield {
        path: 'spec.serviceName',
        after: set.serviceName,
        message: `The selector of Service ${show(set.serviceName)} does not match the labels of the pods: they have no DNS names`,
        remedy: 'Give the Service the selector labels of the StatefulSet.',
      };
    } else if (at(service, 'spec', 'clusterIP') !== 'None') {
      yield {
        path: 'spec.serviceName',
        after: set.serviceName,
        message: `Service ${show(set.serviceName)} is not headless: its name leads to one address instead of to the pods`,
        remedy: `Declare a headless Service of another name and give that as serviceName now: neither can change later.`,
      };
    }
  },
};

export const GOVERNED_RULES: readonly Rule<Governed>[] = [SERVICE_MISSING, SERVICE_DOES_NOT_MATCH];
