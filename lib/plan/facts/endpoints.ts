import { has } from '../../kubernetes/gates';
import type { Manifest } from '../../kubernetes/manifest';
import { asObject, asObjects, asText, at, type PlainObject } from '../../kubernetes/plain';
import { selects } from '../../kubernetes/validation/metadata';
import { namespaceOf } from './identity';
import type { Workload } from './workload';

/** A port of a Service, with the workloads whose pods it reaches. */
export interface Endpoint {
  /** `http`, or the number if the port has no name. */
  readonly name: string;
  readonly port: unknown;
  readonly target: unknown;
  readonly reaches: readonly Workload[];
}

/** Who answers for a Service: the EndpointSlice controller's judgement (pkg/controller, endpointslice reconciler). */
export interface Answering {
  readonly selected: readonly Workload[];
  readonly ports: readonly Endpoint[];
}

/** @param workloads those that may run pods, of any namespace */
export function answering(service: Manifest, workloads: readonly Workload[], minor: number): Answering {
  const selector = selectorOf(service);
  const namespace = namespaceOf(service);
  const selected =
    selector === undefined
      ? []
      : workloads.filter(
          (each) =>
            each.serves &&
            each.replicas !== 0 &&
            each.namespace === namespace &&
            selects({ matchLabels: selector }, each.labels),
        );
  const ports = asObjects(at(service, 'spec', 'ports')).map((port) => ({
    name: asText(port['name']) ?? String(port['port']),
    port: port['port'],
    target: port['targetPort'],
    reaches: selected.filter((each) => resolves(port, each.pod, minor)),
  }));
  return { selected, ports };
}

/** What decides which pods a Service has; undefined if its endpoints are somebody else's: none, empty, or ExternalName. */
export function selectorOf(service: Manifest): PlainObject | undefined {
  if (at(service, 'spec', 'type') === 'ExternalName') return undefined;
  const selector = asObject(at(service, 'spec', 'selector'));
  return Object.keys(selector).length === 0 ? undefined : selector;
}

/** A number is never checked against the ports of containers; a name is looked up in each pod, with its protocol. */
function resolves(port: PlainObject, pod: PlainObject, minor: number): boolean {
  const target = port['targetPort'];
  if (typeof target !== 'string' || /^\d+$/.test(target)) return true;
  const protocol = port['protocol'] ?? 'TCP';
  const sidecars = asObjects(pod['initContainers']).filter(
    (each) => has('SidecarPortsServed', minor) && each['restartPolicy'] === 'Always',
  );
  return [...asObjects(pod['containers']), ...sidecars].some((container) =>
    asObjects(container['ports']).some((own) => own['name'] === target && (own['protocol'] ?? 'TCP') === protocol),
  );
}
