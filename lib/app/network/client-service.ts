import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import { nameProblem, type Report } from '../base/problem';
import type { ResolvedApp } from '../resolved-app';
import { serviceNameFault } from '../../kubernetes/names';
import { resolveOfferedPorts } from './offered-port';
import { checkServiceOptions, renderService, type ServiceOptions } from './service-options';

/**
 * The Service for clients: one address for the whole app, behind which only pods stand that are ready. The governing Service beside it
 * is for the pods' names.
 */
export interface ClientServiceProps extends ServiceOptions {
  /** @default - `<name>-client` */
  readonly name?: string;
}

export function clientServiceName({ props, identity }: ResolvedApp): string {
  return props.clientService?.name ?? `${identity.name}-client`;
}

/** Whether the app has a client Service: where one is asked for, and where a route leads to all pods. */
export function hasClientService({ props }: ResolvedApp): boolean {
  return (
    props.clientService !== undefined ||
    [...(props.ingresses ?? []), ...(props.httpRoutes ?? [])].some(({ ordinal }) => ordinal === undefined)
  );
}

export function checkClientService(report: Report, app: ResolvedApp): void {
  if (!hasClientService(app)) {
    return;
  }
  const name = clientServiceName(app);
  nameProblem(
    report,
    'service-name-invalid',
    'clientService.name',
    name,
    serviceNameFault(name),
    'Give the Service a name of its own',
  );
  checkLabels(report, app.props.clientService?.labels, 'clientService.labels');
  checkServiceOptions(report, app.props.clientService ?? {}, app, 'clientService');
}

export function clientService(app: ResolvedApp): Companion | undefined {
  if (!hasClientService(app)) {
    return undefined;
  }
  const options = app.props.clientService ?? {};
  const name = clientServiceName(app);
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  const manifest = renderService(options, companionMetadata(app, name, options), {
    ports: [...ports],
    selector: app.selectorLabels,
  });
  return { id: 'ClientService', kind: 'Service', name, manifest, ports };
}
