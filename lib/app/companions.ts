import { adviseAutoscaling, autoscaler, checkAutoscaling } from '../availability/autoscaling';
import { adviseDisruptionBudget, checkDisruptionBudget, disruptionBudget } from '../availability/disruption-budget';
import { checkMonitors, monitors } from '../monitoring/monitor';
import { checkClientService, clientService } from '../network/client-service';
import { checkHttpRoutes, httpRoutes } from '../network/http-route';
import { checkIngresses, ingresses } from '../network/ingress';
import { checkNetworkPolicy, networkPolicy } from '../network/network-policy';
import { checkOrdinalServices, ordinalServices } from '../network/ordinal-service';
import type { Companion } from './companion';
import type { Problem } from './problem';
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

export function* checkCompanions(app: ResolvedApp): Iterable<Problem> {
  yield* checkClientService(app);
  yield* checkOrdinalServices(app);
  yield* checkServiceNames(app);
  yield* checkIngresses(app);
  yield* checkHttpRoutes(app);
  yield* checkNetworkPolicy(app);
  yield* checkDisruptionBudget(app);
  yield* checkAutoscaling(app);
  yield* checkMonitors(app);
}

/** What is legal around the pods, and dangerous. */
export function* adviseCompanions(app: ResolvedApp): Iterable<Problem> {
  yield* adviseDisruptionBudget(app);
  yield* adviseAutoscaling(app);
}

/** An app has several Services, and each needs a name of its own. */
function* checkServiceNames(app: ResolvedApp): Iterable<Problem> {
  const taken = new Set([app.identity.serviceName]);
  for (const { name, id } of [clientService(app) ?? [], ordinalServices(app)].flat()) {
    if (taken.has(name)) {
      const client = id === 'ClientService';
      yield {
        code: 'object-name-duplicate',
        prop: client ? 'clientService.name' : 'ordinalServices',
        value: name,
        message: 'must not be the name of another Service of the app',
        remedy: client ? 'Choose another name' : 'Give that Service another name',
      };
    }
    taken.add(name);
  }
}
