import type { EnvValue, ImagePullPolicy, Protocol } from 'cdk8s-plus-27';
import {
  type AdditionalContainer,
  type ContainerLifecycle,
  type ContainerPort,
  type ContainerProps,
  type ContainerResources,
  type ContainerRestart,
  type ContainerRestartPolicy,
  EnvFromSource,
  EnvVar,
  LifecycleHook,
  type VolumeMount,
} from '../../lib';
import { asObject, asObjects, at, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';
import { headersOf, portOf } from './http-props';
import { probeOf } from './probe-props';
import { containerSecurityOf } from './security-props';
import { given } from './given';

export function containerOf(container: PlainObject): ContainerProps {
  return {
    image: String(container['image'] ?? ''),
    imagePullPolicy: given<ImagePullPolicy>(container['imagePullPolicy']),
    command: given(container['command']),
    args: given(container['args']),
    workingDir: given(container['workingDir']),
    ports: portsOf(asObjects(container['ports'])),
    envValues: Object.fromEntries(asObjects(container['env']).map((item) => [String(item['name']), envOf(item)])),
    envFrom: asObjects(container['envFrom']).map(envFromOf),
    resources: resourcesOf(container['resources']),
    readiness: probeOf(container['readinessProbe']),
    liveness: probeOf(container['livenessProbe']),
    startup: probeOf(container['startupProbe']),
    mounts: asObjects(container['volumeMounts']).map((mount) => ({ ...mount }) as unknown as VolumeMount),
    devices: asObjects(container['volumeDevices']).map(({ name, devicePath }) => ({
      name: String(name),
      devicePath: String(devicePath),
    })),
    lifecycle: lifecycleOf(container['lifecycle']),
    terminal: {
      stdin: given(container['stdin']),
      stdinOnce: given(container['stdinOnce']),
      tty: given(container['tty']),
      terminationMessagePath: given(container['terminationMessagePath']),
      terminationMessagePolicy: given(container['terminationMessagePolicy']),
    },
    restart: restartOf(container),
    ...containerSecurityOf(container['securityContext']),
  };
}

export function additionalContainerOf(container: PlainObject): AdditionalContainer {
  return { ...containerOf(container), name: String(container['name']) };
}

/** A Service cannot offer what it could not tell apart, so such ports are the container's alone. */
function portsOf(ports: readonly PlainObject[]): ContainerPort[] {
  const keys = ports.map((port) => `${String(port['containerPort'])}/${String(port['protocol'] ?? 'TCP')}`);
  return ports.map((port, index) => ({
    name: given(port['name']),
    containerPort: Number(port['containerPort']),
    protocol: given<Protocol>(port['protocol']),
    hostPort: given(port['hostPort']),
    hostIp: given(port['hostIP']),
    exposed: (ports.length === 1 || Boolean(port['name'])) && keys.indexOf(keys[index] ?? '') === index,
  }));
}

function envOf(item: PlainObject): EnvValue {
  const from = item['valueFrom'];
  const reference = (key: string): PlainObject => asObject(at(from, key));
  if (at(from, 'secretKeyRef') !== undefined) {
    const { name, key, optional } = reference('secretKeyRef');
    return EnvVar.secret(String(name), String(key), { optional: given(optional) });
  }
  if (at(from, 'configMapKeyRef') !== undefined) {
    const { name, key, optional } = reference('configMapKeyRef');
    return EnvVar.configMap(String(name), String(key), { optional: given(optional) });
  }
  if (at(from, 'fieldRef') !== undefined) return EnvVar.field(String(reference('fieldRef')['fieldPath']));
  if (at(from, 'resourceFieldRef') !== undefined) {
    const { resource, containerName, divisor } = reference('resourceFieldRef');
    return EnvVar.resource(String(resource), {
      containerName: given(containerName),
      divisor: divisor === undefined ? undefined : String(divisor),
    });
  }
  if (at(from, 'fileKeyRef') !== undefined) {
    const { volumeName, path, key, optional } = reference('fileKeyRef');
    return EnvVar.file(String(volumeName), String(path), String(key), { optional: given(optional) });
  }
  return EnvVar.value(String(item['value'] ?? ''));
}

function envFromOf(source: PlainObject): EnvFromSource {
  const options = (reference: PlainObject): { prefix?: string; optional?: boolean } => ({
    prefix: given(source['prefix']),
    optional: given(reference['optional']),
  });
  const secret = asObject(source['secretRef']);
  const configMap = asObject(source['configMapRef']);
  return source['secretRef'] === undefined
    ? EnvFromSource.configMap(String(configMap['name']), options(configMap))
    : EnvFromSource.secret(String(secret['name']), options(secret));
}

export function resourcesOf(resources: unknown): ContainerResources | undefined {
  if (!isPlainObject(resources)) return undefined;
  const texts = (value: unknown): Record<string, string> | undefined =>
    isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, amount]) => [key, String(amount)]))
      : undefined;
  return {
    requests: texts(resources['requests']),
    limits: texts(resources['limits']),
    claims: asObjects(resources['claims']).map(({ name, request }) => ({
      name: String(name),
      request: given(request),
    })),
  };
}

function lifecycleOf(lifecycle: unknown): ContainerLifecycle | undefined {
  if (!isPlainObject(lifecycle)) return undefined;
  return {
    postStart: hookOf(lifecycle['postStart']),
    preStop: hookOf(lifecycle['preStop']),
    stopSignal: given(lifecycle['stopSignal']),
  };
}

function hookOf(hook: unknown): LifecycleHook | undefined {
  const command = given<string[]>(at(hook, 'exec', 'command'));
  if (command !== undefined) return LifecycleHook.exec(command);
  const seconds = given<number>(at(hook, 'sleep', 'seconds'));
  if (seconds !== undefined) return LifecycleHook.sleep(seconds);
  const request = at(hook, 'httpGet');
  if (!isPlainObject(request)) return undefined;
  const { path, port, scheme, host, httpHeaders } = request;
  return LifecycleHook.httpGet({
    path: given(path),
    ...portOf(port),
    scheme: given(scheme),
    host: given(host),
    headers: headersOf(httpHeaders),
  });
}

function restartOf(container: PlainObject): ContainerRestart {
  const rules = container['restartPolicyRules'];
  const resize = container['resizePolicy'];
  return {
    policy: given<ContainerRestartPolicy>(container['restartPolicy']),
    rules:
      rules === undefined
        ? undefined
        : asObjects(rules).map((rule) => ({
            action: given(rule['action']),
            exitCodes: given<number[]>(at(rule, 'exitCodes', 'values')) ?? [],
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
