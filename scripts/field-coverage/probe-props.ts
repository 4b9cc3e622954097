import { Probe, type ProbeOptions } from '../../lib';
import { asObject, isPlainObject } from '../../lib/kubernetes/plain';
import { headersOf, portOf } from './http-props';
import { given } from './given';

export function probeOf(probe: unknown): Probe | undefined {
  if (!isPlainObject(probe)) return undefined;
  const options: ProbeOptions = {
    initialDelaySeconds: given(probe['initialDelaySeconds']),
    periodSeconds: given(probe['periodSeconds']),
    timeoutSeconds: given(probe['timeoutSeconds']),
    successThreshold: given(probe['successThreshold']),
    failureThreshold: given(probe['failureThreshold']),
    terminationGracePeriodSeconds: given(probe['terminationGracePeriodSeconds']),
  };
  if (probe['httpGet'] !== undefined) {
    const { path, port, scheme, host, httpHeaders } = asObject(probe['httpGet']);
    return Probe.httpGet({
      ...options,
      ...portOf(port),
      path: given(path),
      scheme: given(scheme),
      host: given(host),
      headers: headersOf(httpHeaders),
    });
  }
  if (probe['tcpSocket'] !== undefined) {
    const { port, host } = asObject(probe['tcpSocket']);
    return Probe.tcpSocket({ ...options, ...portOf(port), host: given(host) });
  }
  if (probe['grpc'] !== undefined) {
    const { port, service } = asObject(probe['grpc']);
    return Probe.grpc({ ...options, port: given(port), service: given(service) });
  }
  return Probe.exec(given<string[]>(asObject(probe['exec'])['command']) ?? [], options);
}
