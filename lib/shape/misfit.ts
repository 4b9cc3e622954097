import type { Report } from '../messages/problem';
import { CLASS_MARKS, isMarked } from './class-mark';
import { factoryFor } from './factory-for';
import type { PropType, StructType } from './type';

/** What stands for a value that fits nowhere: it is reported, and whoever asked leaves the prop out. */
export const MISFIT = Symbol('misfit');

/** Reports a value of the wrong type, with what is expected and what to write instead. */
export function misfit(report: Report, prop: string, value: unknown, expected: string, remedy: string): typeof MISFIT {
  const missing = value === undefined || value === null;
  const message = missing ? `${expected}, and is missing` : expected;
  report({ code: 'prop-wrong-type', prop: prop === '' ? 'props' : prop, value: value ?? undefined, message, remedy });
  return MISFIT;
}

/** Text that is a number is judged as one, so that what depends on it is not reported as missing. */
export function numberInstead(report: Report, value: unknown, prop: string): unknown {
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const remedy = isNumber ? 'Write it without quotes' : 'Write a number';
  const fitted = misfit(report, prop, value, 'must be a number', remedy);
  return isNumber ? Number(value) : fitted;
}

export function booleanInstead(value: unknown): string {
  return value === 'true' || value === 'false' ? 'Write it without quotes' : 'Write true or false';
}

/** `true` asks for something whose props all have defaults. */
export function objectInstead(value: unknown, props: StructType['props']): string {
  const needsNothing = [...props.values()].every(({ required }) => !required);
  return value === true && needsNothing ? 'Write {} for its defaults' : 'Write it in braces, { … }';
}

/** Props that hold the name of a port, where Kubernetes takes its number as well. */
const PORT_NAMES = new Set(['portName', 'targetPort']);

export function textInstead(value: unknown, prop: string): string {
  if (typeof value === 'number' && PORT_NAMES.has(prop.slice(prop.lastIndexOf('.') + 1)))
    return 'Write the name of the port';
  if (typeof value !== 'object' || value === null) return 'Put it in quotes';
  const variable = CLASS_MARKS['EnvValue'];
  return variable !== undefined && isMarked(value, variable)
    ? 'Put what EnvVar returns into envValues'
    : 'Write text, such as what JSON.stringify returns';
}

export function listInstead(of: PropType): string {
  if (of.tag === 'struct') return 'Write it in brackets, [{ … }]';
  return of.tag === 'class' ? `Write [${CLASS_MARKS[of.name]?.make ?? '…'}]` : 'Write it in brackets, […]';
}

export function classExpected(name: string): string {
  if (name === 'ISelectableApp' || name === 'StatefulWebApp') return 'must be an app';
  return `must be made with ${name === 'EnvValue' ? 'EnvVar' : name}`;
}

export function classInstead(name: string, value: unknown, usual: string): string {
  return typeof value === 'function' ? `Call it: ${name}.…(…)` : `Write ${factoryFor(name, value) ?? usual}`;
}
