import { has } from '../gates';
import { asList, asText } from '../plain';
import { type Defaults, fill } from './fill';

/** Kinds that describe what a cluster offers. */
export const CLASS_DEFAULTS: Readonly<Record<string, Defaults>> = {
  CSIDriverSpec: (spec, minor) => {
    fill(spec, 'attachRequired', true);
    fill(spec, 'podInfoOnMount', false);
    fill(spec, 'storageCapacity', false);
    fill(spec, 'fsGroupPolicy', 'ReadWriteOnceWithFSType');
    if (asList(spec['volumeLifecycleModes']).length === 0) spec['volumeLifecycleModes'] = ['Persistent'];
    fill(spec, 'requiresRepublish', false);
    if (has('DriverSELinuxDefaulted', minor)) fill(spec, 'seLinuxMount', false);
  },
  CustomResourceDefinitionNames: (names) => {
    const kind = asText(names['kind']) ?? '';
    if (kind === '') return;
    fill(names, 'singular', kind.toLowerCase());
    fill(names, 'listKind', `${kind}List`);
  },
  CustomResourceDefinitionSpec: (spec) => {
    fill(spec, 'conversion', { strategy: 'None' });
  },
  EndpointPort: (port) => {
    fill(port, 'protocol', 'TCP');
  },
  IngressClassParametersReference: (parameters) => {
    fill(parameters, 'scope', 'Cluster');
  },
  ServiceReference: (service) => {
    fill(service, 'port', 443);
  },
};
