import { formatProblem } from '../messages/diagnostic';
import type { Problem } from '../messages/problem';
import { UserError } from '../messages/user-error';
import { FACTORIES, MEMBERS } from './prop-table';
import { likelyNames, unknownName } from './unknown-name';

const NAME = /^[A-Za-z]\w*$/;
/** What libraries ask any object for, to learn what it is. */
const ASKED_OF_ALL = new Set(['asymmetricMatch', 'displayName', 'inspect', 'nodeType', 'tagName', 'then', 'toJSON']);

/**
 * Lets an enum answer with an error if it is asked for a value that it does not have. In JavaScript a misspelt value is `undefined`, and
 * so would count as a prop that was left out.
 */
export function knowValues(called: string, values: object): void {
  const names = Object.keys(values);
  guard(values, called, (key) => unknownName(`${called}.${key}`, 'value', key, names));
}

/** The same for the static methods of a class. It must have no base class. */
export function knowFactories(called: string, owner: object): void {
  const names = Object.keys(FACTORIES[called] ?? {});
  guard(owner, called, (key) => unknownName(`${called}.${key}`, 'method', key, names));
}

/**
 * The same for the objects of a class, if the name is near one that they have. Other names pass, as a program may ask any object for what
 * some have. Objects of derived classes have names of their own.
 */
export function knowMembers(called: string, owner: { readonly prototype: object }): void {
  const names = MEMBERS[called] ?? [];
  guard(owner.prototype, called, (key, object) => {
    if (Object.getPrototypeOf(object) !== owner.prototype || names.includes(key)) return undefined;
    return likelyNames(key, names).length === 0 ? undefined : unknownName(key, 'member', key, names);
  });
}

function guard(owner: object, called: string, problemOf: (key: string, object: object) => Problem | undefined): void {
  const inherited = Object.create(Object.getPrototypeOf(owner) as object | null) as object;
  const get = (target: object, key: string | symbol, object: object): unknown => {
    if (typeof key === 'string' && !(key in target) && NAME.test(key) && !ASKED_OF_ALL.has(key)) {
      const problem = problemOf(key, object);
      if (problem !== undefined) throw new UserError(`${called}: ${formatProblem(problem)}`);
    }
    return Reflect.get(target, key, object);
  };
  Object.setPrototypeOf(owner, new Proxy(inherited, { get }));
}
