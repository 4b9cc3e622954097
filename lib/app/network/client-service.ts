import { type Companion, companionMetadata } from '../base/companion';
import { checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import type { App } from '../base/app';
import { serviceNameFault } from '../../kubernetes/names';
import { type RouteProps, routesOf } from './route-target';
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

/** The props that decide whether there is one, and which. */
export interface ClientServiceChoice extends RouteProps {
  readonly clientService?: ClientServiceProps;
}

export function clientServiceName(props: ClientServiceChoice, { identity }: App): string {
  return props.clientService?.name ?? `${identity.name}-client`;
}

/** Whether the app has a client Service: where one is asked for, and where a route leads to all pods. */
function hasClientService(props: ClientServiceChoice): boolean {
  return props.clientService !== undefined || routesOf(props).some(({ ordinal }) => ordinal === undefined);
}

export function checkClientService(report: Report, props: ClientServiceChoice, app: App): void {
  if (!hasClientService(props)) {
    return;
  }
  const name = clientServiceName(props, app);
  checkName(report, {
    code: 'service-name-invalid',
    prop: 'clientService.name',
    value: name,
    fault: serviceNameFault(name),
  });
  checkLabels(report, props.clientService?.labels, 'clientService.labels');
  checkServiceOptions(report, props.clientService ?? {}, app, 'clientService');
}

export function clientService(props: ClientServiceChoice, app: App): Companion | undefined {
  if (!hasClientService(props)) {
    return undefined;
  }
  const options = props.clientService ?? {};
  const name = clientServiceName(props, app);
  const ports = resolveOfferedPorts(options, app.exposedPorts);
  const manifest = renderService(options, companionMetadata(app, name, options), {
    ports: [...ports],
    selector: app.selectorLabels,
  });
  return { id: 'ClientService', kind: 'Service', name, manifest, ports };
}
