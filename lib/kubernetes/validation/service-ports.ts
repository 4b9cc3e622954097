import type { PlainObject } from '../plain';
import type { FieldErrors } from './field-error';
import { dns1123Label, portNumber, qualifiedName } from './names';
import { validatePort } from './probes';

export function validatePorts(ports: readonly PlainObject[], type: unknown, errors: FieldErrors): void {
  const names = new Set<unknown>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  ports.forEach((port, index) => {
    const field = `spec.ports[${index}]`;
    const { name, nodePort } = port;
    if (typeof name === 'string') {
      errors.messages(`${field}.name`, name, dns1123Label(name));
      if (names.has(name)) errors.duplicate(`${field}.name`, name);
      names.add(name);
    } else if (ports.length > 1) errors.required(`${field}.name`);
    errors.messages(`${field}.port`, port['port'] ?? 0, portNumber(port['port']));
    errors.oneOf(`${field}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']);
    validatePort(port['targetPort'], `${field}.targetPort`, errors);
    if (typeof port['appProtocol'] === 'string') {
      errors.messages(`${field}.appProtocol`, port['appProtocol'], qualifiedName(port['appProtocol']));
    }
    if (type === 'ClusterIP' && nodePort !== undefined) {
      errors.forbidden(`${field}.nodePort`, "may not be used when `type` is 'ClusterIP'");
    }
    if (typeof nodePort === 'number' && nodePort > 0) {
      const key = `${String(port['protocol'])}/${nodePort}`;
      if (nodePorts.has(key)) errors.duplicate(`${field}.nodePort`, nodePort);
      nodePorts.add(key);
    }
    const key = `${String(port['protocol'])}/${String(port['port'])}`;
    if (numbers.has(key)) errors.duplicate(field, { protocol: port['protocol'], port: port['port'] });
    numbers.add(key);
  });
}
