import { pairsOf } from './fields';

export function portOf(port: unknown): { port?: number; portName?: string } {
  return typeof port === 'number' ? { port } : { portName: String(port) };
}

export function headersOf(headers: unknown): Record<string, string> | undefined {
  return pairsOf(headers, 'name', 'value');
}
