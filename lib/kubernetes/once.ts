/** A function that works its answer out once for each object that it is asked about. */
export function once<K extends object, T>(build: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly answer: T }>();
  return (of) => {
    const found = known.get(of) ?? { answer: build(of) };
    known.set(of, found);
    return found.answer;
  };
}
