import { FACTORIES } from './prop-table';

/**
 * The call that makes what was probably meant: `StorageClassRef.named('fast')` for the text `fast`, `Probe.exec(command)` for
 * `{ exec: … }`, `UpdateStrategy.onDelete()` for `{ type: 'OnDelete' }`. Nothing if the value does not say.
 */
export function factoryFor(className: string, value: unknown): string | undefined {
  if (className === 'StorageClassRef' && typeof value === 'string' && /^[\w.-]+$/.test(value)) {
    return `StorageClassRef.named('${value}')`;
  }
  const factories = FACTORIES[className] ?? {};
  const words = wordsOf(value).map((word) => word.toLowerCase());
  const method = Object.keys(factories).find((name) => words.includes(name.toLowerCase()));
  return method === undefined
    ? undefined
    : `${className}.${method}(${Object.keys(factories[method] ?? {})
        .filter((name) => name !== 'options')
        .join(', ')})`;
}

/** What a value in the form of Kubernetes says it is: its one key, or its type. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { type } = value as { readonly type?: unknown };
  return [...Object.keys(value), ...(typeof type === 'string' ? [type] : [])];
}
