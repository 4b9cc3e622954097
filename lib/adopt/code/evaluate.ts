import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as library from '../../index';
import { Call, type Code, FilesCode, ListCode, Literal, MapCode, Member, Name } from './code';

/** Where the names of a program come from, by their modules; the first that has one counts. */
const MODULES: Readonly<Record<string, object>> = {
  'cdk8s-stateful-web-app': library,
  'cdk8s-plus-27': kplus,
  cdk8s,
};

/** The module that exports a name. */
export function moduleOf(name: string): string {
  const found = Object.entries(MODULES).find(([, names]) => Object.hasOwn(names, name));
  if (found === undefined) throw new Error(`no module exports ${name}`);
  return found[0];
}

export function exported(name: string): unknown {
  return (MODULES[moduleOf(name)] as Record<string, unknown>)[name];
}

/** The value that the program has at this place. */
export function evaluate(code: Code): unknown {
  if (code instanceof Literal || code instanceof Member) return code.value;
  if (code instanceof ListCode) return code.items.map(evaluate);
  if (code instanceof MapCode) return Object.fromEntries(code.entries.map(({ key, value }) => [key, evaluate(value)]));
  if (code instanceof FilesCode) return code.files;
  if (code instanceof Name) return evaluate(code.value);
  if (!(code instanceof Call)) throw new Error('this code has no value');
  const owner = exported(code.owner) as Record<string, (...args: unknown[]) => unknown>;
  return owner[code.method]?.(...code.args.map(evaluate));
}
