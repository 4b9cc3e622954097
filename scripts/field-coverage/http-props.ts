import { asObjects } from '../../lib/kubernetes/plain';

export function portOf(port: unknown): { port?: number; portName?: string } {
  return typeof port === 'number' ? { port } : { portName: String(port) };
}

export function headersOf(headers: unknown): Record<string, string> | undefined {
  const list = asObjects(headers);
  return list.length === 0
    ? undefined
    : Object.fromEntries(list.map(({ name, value }) => [String(name), String(value)]));
}
