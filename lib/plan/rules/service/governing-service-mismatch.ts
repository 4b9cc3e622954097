import { asObject, at } from '../../../kubernetes/plain';
import { selects } from '../../../kubernetes/validation/metadata';
import type { Governed } from '../../facts/governed';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const GOVERNING_SERVICE_MISMATCH: Rule<Governed> = {
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
        message: `The selector of Service ${show(set.serviceName)} does not match the labels of the pods: the pods have no DNS names`,
        remedy: 'Give the Service the selector labels of the StatefulSet.',
      };
    } else if (at(service, 'spec', 'clusterIP') !== 'None') {
      yield {
        path: 'spec.serviceName',
        after: set.serviceName,
        message: `Service ${show(set.serviceName)} is not headless: its name resolves to one address and not to the pods`,
        remedy: `Declare a headless Service with another name, and write that name into serviceName now: neither can change later.`,
      };
    }
  },
};
