import { adviseAutoscaling, autoscaler, checkAutoscaling } from './availability/autoscaling';
import { adviseDisruptionBudget, checkDisruptionBudget, disruptionBudget } from './availability/disruption-budget';
import { checkMonitors, monitors } from './monitoring/monitor';
import { checkClientServices, chosenServices, clientServices } from './network/client-service';
import { checkGoverningService } from './network/governing-service';
import { checkHttpRoutes, httpRoutes } from './network/http-route';
import { checkIngresses, ingresses } from './network/ingress';
import { checkNetworkPolicy, networkPolicy } from './network/network-policy';
import { checkOrdinalServices, ordinalServices } from './network/ordinal-service';
import { configFolders } from './container/config-folder';
import { checkConfigMaps, configMaps } from './container/config-map';
import { checkServiceAccount, serviceAccount } from './pod/service-account';
import type { Companion } from './base/companion';
import type { Report } from '../messages/problem';
import type { ResolvedApp } from './resolved-app';

/** What pods need to start: it is emitted before the StatefulSet, in this order. */
export function resolvePrerequisites(app: ResolvedApp): Companion[] {
  const { props } = app;
  return [
    ...configFolders(props.configFolders, app),
    ...configMaps(props.configMaps, app),
    ...serviceAccount(props, app),
  ];
}

/** What stands around the pods, in the order in which it is emitted. */
export function resolveCompanions(app: ResolvedApp): Companion[] {
  const services = [clientServices(app.props, app), ordinalServices(app.props, app)].flat();
  return [
    ...services,
    networkPolicy(app.props.networkPolicy, app) ?? [],
    disruptionBudget(app.props.disruptionBudget, app) ?? [],
    autoscaler(app.props.autoscaling, app) ?? [],
    ingresses(app.props, app),
    httpRoutes(app.props, app),
    monitors(
      app.props,
      app,
      services.map(({ name }) => name),
    ),
  ].flat();
}

export function checkCompanions(report: Report, app: ResolvedApp): void {
  checkConfigMaps(report, app.props.configMaps);
  checkServiceAccount(report, app.props, app);
  checkGoverningService(report, app.props, app);
  checkClientServices(report, app.props, app);
  checkOrdinalServices(report, app.props, app);
  checkServiceNames(report, app);
  checkIngresses(report, app.props, app);
  checkHttpRoutes(report, app.props, app);
  checkNetworkPolicy(report, app.props.networkPolicy, app);
  checkDisruptionBudget(report, app.props.disruptionBudget);
  checkAutoscaling(report, app.props, app);
  checkMonitors(report, app.props, app);
}

/** What is legal around the pods, and dangerous. */
export function adviseCompanions(report: Report, app: ResolvedApp): void {
  adviseDisruptionBudget(report, app.props.disruptionBudget, app);
  adviseAutoscaling(report, app.props);
}

/** An app has several Services, and each needs a name of its own. */
function checkServiceNames(report: Report, app: ResolvedApp): void {
  const taken = new Set([app.identity.serviceName]);
  const ordinal = ordinalServices(app.props, app).map(({ name }) => ({ name, prop: 'ordinalServices' }));
  const client = chosenServices(app.props, app).map(({ name, prop }) => ({ name, prop: `${prop}.name` }));
  for (const { name, prop } of [...client, ...ordinal]) {
    if (taken.has(name)) {
      report({
        code: 'object-name-duplicate',
        prop,
        value: name,
        message: 'another Service of the app has this name',
        remedy: prop === 'ordinalServices' ? 'Give that Service another name' : 'Choose another name',
      });
    }
    taken.add(name);
  }
}
