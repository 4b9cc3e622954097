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

/** One more Service for clients, with a name of its own. */
export interface NamedServiceProps extends ServiceOptions {
  /** Name of the Service. */
  readonly name: string;
}

/** The props that decide which Services for clients there are. */
export interface ClientServiceChoice extends RouteProps {
  readonly clientService?: ClientServiceProps;
  readonly clientServices?: readonly NamedServiceProps[];
}

/** A Service for clients that an app has. */
export interface ChosenService {
  /** Id of its construct below the app. */
  readonly id: string;
  readonly prop: string;
  readonly name: string;
  readonly options: ServiceOptions;
}

/** The Service that routes lead to unless they name another one. */
function clientServiceName(props: ClientServiceChoice, { identity }: App): string {
  return props.clientService?.name ?? `${identity.name}-client`;
}

/** The first one is there where it is asked for, and where a route leads to all pods without naming a Service. */
export function chosenServices(props: ClientServiceChoice, app: App): ChosenService[] {
  const { clientService, clientServices = [] } = props;
  const more = clientServices.map((options, index) => ({
    id: `ClientService${index}`,
    prop: `clientServices[${options.name}]`,
    name: options.name,
    options,
  }));
  const isRouted = routesOf(props).some(
    ({ ordinal, serviceName }) => ordinal === undefined && serviceName === undefined,
  );
  if (clientService === undefined && !isRouted) return more;
  const first = { id: 'ClientService', prop: 'clientService', name: clientServiceName(props, app) };
  return [{ ...first, options: clientService ?? {} }, ...more];
}

/** The Service that a route leads to, by its name; the client Service where it names none. */
export function routedService(
  props: ClientServiceChoice,
  app: App,
  name = clientServiceName(props, app),
): Pick<ChosenService, 'name' | 'options'> | undefined {
  return chosenServices(props, app).find((service) => service.name === name);
}

export function checkClientServices(report: Report, props: ClientServiceChoice, app: App): void {
  for (const { prop, name, options } of chosenServices(props, app)) {
    const fault = serviceNameFault(name);
    checkName(report, { code: 'service-name-invalid', prop: `${prop}.name`, value: name, fault });
    checkLabels(report, options.labels, `${prop}.labels`);
    checkServiceOptions(report, options, app, prop);
  }
}

export function clientServices(props: ClientServiceChoice, app: App): Companion[] {
  return chosenServices(props, app).map(({ id, name, options }) => {
    const ports = resolveOfferedPorts(options, app.exposedPorts);
    const spec = { ports: [...ports], selector: app.selectorLabels };
    return {
      id,
      kind: 'Service',
      name,
      manifest: renderService(options, companionMetadata(app, name, options), spec),
      ports,
    };
  });
}
