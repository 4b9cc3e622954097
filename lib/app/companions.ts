import { adviseAutoscaling, autoscaler, checkAutoscaling } from './availability/autoscaling';
import { adviseDisruptionBudget, checkDisruptionBudget, disruptionBudget } from './availability/disruption-budget';
import { checkMonitors, monitors } from './monitoring/monitor';
import { checkClientService, clientService } from './network/client-service';
import { checkHttpRoutes, httpRoutes } from './network/http-route';
import { checkIngresses, ingresses } from './network/ingress';
import { checkNetworkPolicy, networkPolicy } from './network/network-policy';
import { checkOrdinalServices, ordinalServices } from './network/ordinal-service';
import type { Companion } from './base/companion';
import type { Report } from './base/problem';
import type { ResolvedApp } from './resolved-app';

/** All that an app emits beside its StatefulSet and its governing Service, in the order in which it is emitted. */
export function resolveCompanions(app: ResolvedApp): Companion[] {
  const services = [clientService(app) ?? [], ordinalServices(app)].flat();
  return [
    ...services,
    networkPolicy(app) ?? [],
    disruptionBudget(app) ?? [],
    autoscaler(app) ?? [],
    ingresses(app),
    httpRoutes(app),
    monitors(
      app,
      services.map(({ name }) => name),
    ),
  ].flat();
}

export function checkCompanions(report: Report, app: ResolvedApp): void {
  checkClientService(report, app);
  checkOrdinalServices(report, app);
  checkServiceNames(report, app);
  checkIngresses(report, app);
  checkHttpRoutes(report, app);
  checkNetworkPolicy(report, app);
  checkDisruptionBudget(report, app);
  checkAutoscaling(report, app);
  checkMonitors(report, app);
}

/** What is legal around the pods, and dangerous. */
export function adviseCompanions(report: Report, app: ResolvedApp): void {
  adviseDisruptionBudget(report, app);
  adviseAutoscaling(report, app);
}

/** An app has several Services, and each needs a name of its own. */
function checkServiceNames(report: Report, app: ResolvedApp): void {
  const taken = new Set([app.identity.serviceName]);
  for (const { name, id } of [clientService(app) ?? [], ordinalServices(app)].flat()) {
    if (taken.has(name)) {
      const client = id === 'ClientService';
      report({
        code: 'object-name-duplicate',
        prop: client ? 'clientService.name' : 'ordinalServices',
        value: name,
        message: 'must not be the name of another Service of the app',
        remedy: client ? 'Choose another name' : 'Give that Service another name',
      });
    }
    taken.add(name);
  }
}
