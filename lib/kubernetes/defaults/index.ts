import { has } from '../gates';
import { defaultPullPolicy } from '../image-tag';
import { asObject, asObjects, isPlainObject, type PlainObject, remove } from '../plain';
import { CLASS_DEFAULTS } from './classes';
import { type Defaults, fill } from './fill';
import { OTHER_DEFAULTS } from './other';
import { POD_DEFAULTS } from './pod';
import { SERVICE_DEFAULTS } from './service';
import { VOLUME_DEFAULTS } from './volume';
import { WORKLOAD_DEFAULTS } from './workload';

/**
 * By API type, for what stands in a template. Pods get more (requests from limits, `enableServiceLinks`, …), and templates do
 * not: writing such a default out in a template changes it. Read in pkg/apis/{core,apps}/v1/defaults.go of k8s.io/kubernetes.
 */
const TEMPLATE_DEFAULTS: Readonly<Record<string, Defaults>> = {
  PodSpec: (spec, minor) => {
    dropImageVolumes(spec, minor);
    if (!has('HostPortsOfTemplatesLeftOut', minor) && spec['hostNetwork'] === true) hostPorts(spec);
    const account = spec['serviceAccountName'] ?? spec['serviceAccount'];
    if (account !== undefined) {
      spec['serviceAccountName'] = account;
      spec['serviceAccount'] = account;
    }
    fill(spec, 'dnsPolicy', 'ClusterFirst');
    fill(spec, 'restartPolicy', 'Always');
    fill(spec, 'securityContext', {});
    fill(spec, 'terminationGracePeriodSeconds', 30);
    fill(spec, 'schedulerName', 'default-scheduler');
  },
  Container: container,
  EphemeralContainer: container,
  ContainerPort: (port) => {
    fill(port, 'protocol', 'TCP');
  },
  Probe: (probe) => {
    fill(probe, 'timeoutSeconds', 1);
    fill(probe, 'periodSeconds', 10);
    fill(probe, 'successThreshold', 1);
    fill(probe, 'failureThreshold', 3);
  },
  HTTPGetAction: (action) => {
    fill(action, 'path', '/');
    fill(action, 'scheme', 'HTTP');
  },
  GRPCAction: (action) => {
    fill(action, 'service', '');
  },
  ObjectFieldSelector: (selector) => {
    fill(selector, 'apiVersion', 'v1');
  },
  FileKeySelector: (selector) => {
    fill(selector, 'optional', false);
  },
  SecurityContext: (context, minor) => {
    // While the gate is off, a proc mount in a manifest is replaced, not removed.
    if (!has('ProcMountType', minor) && context['procMount'] !== undefined) context['procMount'] = 'Default';
  },
};

const DEFAULTS: ReadonlyMap<string, Defaults> = new Map(
  Object.entries({
    ...TEMPLATE_DEFAULTS,
    ...VOLUME_DEFAULTS,
    ...WORKLOAD_DEFAULTS,
    ...SERVICE_DEFAULTS,
    ...OTHER_DEFAULTS,
    ...CLASS_DEFAULTS,
    ...POD_DEFAULTS,
  }),
);

export function applyDefaults(struct: string, value: PlainObject, minor: number): void {
  DEFAULTS.get(struct)?.(value, minor);
}

function container(value: PlainObject): void {
  const image = typeof value['image'] === 'string' ? value['image'] : '';
  fill(value, 'imagePullPolicy', defaultPullPolicy(image));
  fill(value, 'terminationMessagePath', '/dev/termination-log');
  fill(value, 'terminationMessagePolicy', 'File');
}

/** A template on the host's network gets its host ports written in. */
function hostPorts(spec: PlainObject): void {
  for (const each of [...asObjects(spec['containers']), ...asObjects(spec['initContainers'])]) {
    for (const port of asObjects(each['ports'])) fill(port, 'hostPort', port['containerPort']);
  }
}

/** Before 1.35 image volumes vanish, and with them the mounts of their names. */
function dropImageVolumes(spec: PlainObject, minor: number): void {
  if (has('ImageVolume', minor)) return;
  const volumes = asObjects(spec['volumes']);
  const names = new Set(volumes.filter((volume) => isPlainObject(volume['image'])).map((volume) => volume['name']));
  if (names.size === 0) return;
  keep(spec, 'volumes', (volume) => !isPlainObject(volume['image']));
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    for (const each of asObjects(spec[list])) keep(each, 'volumeMounts', (mount) => !names.has(mount['name']));
  }
}

function keep(owner: PlainObject, field: string, wanted: (item: PlainObject) => boolean): void {
  const kept = asObjects(owner[field]).filter((item) => wanted(asObject(item)));
  if (kept.length > 0) owner[field] = kept;
  else remove(owner, field);
}
