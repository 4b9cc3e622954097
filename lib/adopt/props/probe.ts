import { asObject, isPlainObject } from '../../kubernetes/plain';
import { call, type Code } from '../code/code';
import { headersOf, portOf } from './http';

export function probeOf(probe: unknown): Code | undefined {
  if (!isPlainObject(probe)) return undefined;
  const { httpGet, tcpSocket, grpc, exec, ...options } = probe;
  if (httpGet !== undefined) {
    const { path, port, scheme, host, httpHeaders } = asObject(httpGet);
    return call('Probe', 'httpGet', {
      path,
      ...portOf(port),
      scheme,
      host,
      headers: headersOf(httpHeaders),
      ...options,
    });
  }
  if (tcpSocket !== undefined) {
    const { port, host } = asObject(tcpSocket);
    return call('Probe', 'tcpSocket', { ...portOf(port), host, ...options });
  }
  if (grpc !== undefined) {
    const { port, service } = asObject(grpc);
    return call('Probe', 'grpc', { port, service, ...options });
  }
  return call('Probe', 'exec', asObject(exec)['command'] ?? [], options);
}
