import { asObjects, at, isPlainObject, type PlainObject } from '../../kubernetes/plain';
import { call, type Code } from '../code/code';
import { envFromOf, environmentOf } from './env';
import { amountsOf, anyOf, filled } from './fields';
import { headersOf, portOf } from './http';
import { probeOf } from './probe';
import { containerSecurityOf } from './security';

/** A container as props, by the names that `StatefulWebApp` has for its fields. */
export function containerOf(container: PlainObject): PlainObject {
  return {
    image: container['image'] ?? '',
    imagePullPolicy: container['imagePullPolicy'],
    command: container['command'],
    args: container['args'],
    workingDir: container['workingDir'],
    ports: filled(portsOf(asObjects(container['ports']))),
    envValues: environmentOf(container['env']),
    envFrom: filled(asObjects(container['envFrom']).map(envFromOf)),
    resources: resourcesOf(container['resources']),
    startup: probeOf(container['startupProbe']),
    readiness: probeOf(container['readinessProbe']),
    liveness: probeOf(container['livenessProbe']),
    lifecycle: lifecycleOf(container['lifecycle']),
    mounts: filled(asObjects(container['volumeMounts'])),
    devices: filled(asObjects(container['volumeDevices'])),
    terminal: anyOf({
      stdin: container['stdin'],
      stdinOnce: container['stdinOnce'],
      tty: container['tty'],
      terminationMessagePath: container['terminationMessagePath'],
      terminationMessagePolicy: container['terminationMessagePolicy'],
    }),
    restart: anyOf(restartOf(container)),
    ...containerSecurityOf(container['securityContext']),
  };
}

export function additionalContainerOf(container: PlainObject): PlainObject {
  return { name: container['name'], ...containerOf(container) };
}

/** A Service cannot offer what it could not tell apart, so such ports are the container's alone. */
function portsOf(ports: readonly PlainObject[]): PlainObject[] {
  const keys = ports.map((port) => `${String(port['containerPort'])}/${String(port['protocol'] ?? 'TCP')}`);
  return ports.map(({ name, containerPort, protocol, hostPort, hostIP }, index) => ({
    name,
    containerPort: Number(containerPort),
    protocol,
    hostPort,
    hostIp: hostIP,
    exposed: (ports.length === 1 || Boolean(name)) && keys.indexOf(keys[index] ?? '') === index,
  }));
}

export function resourcesOf(resources: unknown): PlainObject | undefined {
  if (!isPlainObject(resources)) return undefined;
  return anyOf({
    requests: amountsOf(resources['requests']),
    limits: amountsOf(resources['limits']),
    claims: filled(asObjects(resources['claims'])),
  });
}

function lifecycleOf(lifecycle: unknown): PlainObject | undefined {
  if (!isPlainObject(lifecycle)) return undefined;
  return anyOf({
    postStart: hookOf(lifecycle['postStart']),
    preStop: hookOf(lifecycle['preStop']),
    stopSignal: lifecycle['stopSignal'],
  });
}

function hookOf(hook: unknown): Code | undefined {
  const command = at(hook, 'exec', 'command');
  if (command !== undefined) return call('LifecycleHook', 'exec', command);
  const seconds = at(hook, 'sleep', 'seconds');
  if (seconds !== undefined) return call('LifecycleHook', 'sleep', seconds);
  const request = at(hook, 'httpGet');
  if (!isPlainObject(request)) return undefined;
  const { path, port, scheme, host, httpHeaders } = request;
  return call('LifecycleHook', 'httpGet', { path, ...portOf(port), scheme, host, headers: headersOf(httpHeaders) });
}

function restartOf(container: PlainObject): PlainObject {
  const { restartPolicy, restartPolicyRules: rules, resizePolicy: resize } = container;
  return {
    policy: restartPolicy,
    rules:
      rules === undefined
        ? undefined
        : asObjects(rules).map((rule) => ({
            action: rule['action'],
            exitCodes: at(rule, 'exitCodes', 'values') ?? [],
            except: at(rule, 'exitCodes', 'operator') === 'NotIn',
          })),
    onResize:
      resize === undefined
        ? undefined
        : Object.fromEntries(
            asObjects(resize).map((item) => [
              String(item['resourceName']),
              item['restartPolicy'] === 'RestartContainer',
            ]),
          ),
  };
}
