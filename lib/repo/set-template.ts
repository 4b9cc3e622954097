import { at, copy, isPlainObject, type PlainObject } from '../kubernetes/plain';

/** The values of one application, by the names that the template of its ApplicationSet knows them by. */
export type Parameters = PlainObject;

/** A template with its values; undefined where it does more than insert them. */
export function fill(template: unknown, parameters: Parameters, isGo: boolean): unknown {
  let isKnown = true;
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\{\{([^{}]*)\}\}/g, (whole, inside: string) => {
        const expression = inside.trim().replace(/^-|-$/g, '').trim();
        const text = evaluate(expression, parameters, isGo);
        if (text === undefined) {
          // An unknown name stays as it stands, and only Go's templates can do more.
          if (isGo || !/^[\w.[\]-]+$/.test(expression)) isKnown = false;
          return whole;
        }
        return text;
      });
    }
    if (Array.isArray(value)) return value.map(walk);
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [String(walk(key)), walk(each)]));
  };
  const filled = walk(copy(template));
  return isKnown ? filled : undefined;
}

function evaluate(expression: string, parameters: Parameters, isGo: boolean): string | undefined {
  if (!isGo) return shown(valueAt(parameters, expression));
  const [, name, list, index] = /^(?:\.([\w.]+)|index\s+\.([\w.]+)\s+(\d+|"[^"]*"))$/.exec(expression) ?? [];
  if (name !== undefined) return shown(at(parameters, ...name.split('.')));
  if (list === undefined || index === undefined) return undefined;
  const found = at(parameters, ...list.split('.'));
  if (Array.isArray(found)) return shown(found[Number(index)]);
  return shown(at(found, index.replaceAll('"', '')));
}

/** `path.basename`, `path[0]`, `path`, `cluster.name`, or a key with dots in it. */
export function valueAt(parameters: Parameters, expression: string): unknown {
  if (Object.hasOwn(parameters, expression) && !isPlainObject(parameters[expression])) return parameters[expression];
  const found = within(parameters, expression.replace(/\[(\d+)\]/g, '.$1').split('.'));
  return isPlainObject(found) ? found[''] : found;
}

/** Labels and annotations have dots in their names. */
function within(value: unknown, steps: readonly string[]): unknown {
  if (steps.length === 0) return value;
  if (!isPlainObject(value) && !Array.isArray(value)) return undefined;
  const [first = '', ...rest] = steps;
  const found = within(at(value, first), rest);
  const whole = steps.join('.');
  return found === undefined && rest.length > 0 && isPlainObject(value) && Object.hasOwn(value, whole)
    ? value[whole]
    : found;
}

function shown(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
