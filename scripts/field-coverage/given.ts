/** A prop that is absent where the field is. The manifest's types are those of the props: invalid manifests do not come here. */
export function given<T>(value: unknown): T | undefined {
  return value === null || value === undefined ? undefined : (value as T);
}
