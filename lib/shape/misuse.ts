import type { Problem } from '../messages/problem';

/** What is wrong with the arguments that an object was made with; `prop` is the parameter. Whoever uses the object as a prop reports it. */
const MISUSES = new WeakMap<object, readonly Problem[]>();

/** Marks an object whose maker was called wrongly. It must not be asked for anything. */
export function misused<T extends object>(object: T, problems: readonly Problem[]): T {
  MISUSES.set(object, problems);
  return object;
}

export function misusesOf(object: object): readonly Problem[] | undefined {
  return MISUSES.get(object);
}
