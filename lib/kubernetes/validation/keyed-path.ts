import { asObject, asText, at, isPlainObject } from '../plain';
import { judgedVolumes } from './stateful-set';

const VOLUMES = 'spec.template.spec.volumes';

/** `spec.containers[web].image` of `spec.containers[0].image`, a field as the API server names it: list items by their name, mount path or port. */
export function keyedPath(object: unknown, field: string): string {
  let current: unknown = object;
  let text = '';
  for (const token of field.match(/[^.[\]]+|\[[^\]]*\]/g) ?? []) {
    if (!token.startsWith('[')) {
      current = isPlainObject(current) && Object.hasOwn(current, token) ? current[token] : undefined;
      text += text === '' ? token : `.${token}`;
      // Claims stand before the volumes where the API server counts them.
      if (text === VOLUMES) current = judgedVolumes(asObject(at(object, 'spec'))) ?? current;
      continue;
    }
    const inner = token.slice(1, -1);
    if (Array.isArray(current) && /^\d+$/.test(inner)) {
      current = (current as unknown[])[Number(inner)];
      text += `[${labelOfItem(current) ?? inner}]`;
    } else {
      current = isPlainObject(current) && Object.hasOwn(current, inner) ? current[inner] : undefined;
      text += token;
    }
  }
  return text === '' ? field : text;
}

function labelOfItem(item: unknown): string | undefined {
  for (const path of [['metadata', 'name'], ['mountPath'], ['devicePath'], ['name']]) {
    const value = asText(at(item, ...path));
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}
