import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import * as constructs from 'constructs';
import * as own from '../../lib';
import { SAID } from './shims/fs';
import { WRITTEN } from './shims/replace-folder';

const MODULES: Readonly<Record<string, unknown>> = {
  cdk8s,
  constructs,
  'cdk8s-plus-27': plus,
  'cdk8s-stateful-web-app': own,
};

function load(name: string): unknown {
  if (!Object.hasOwn(MODULES, name)) {
    throw new Error(`The playground has no module '${name}'. It has ${Object.keys(MODULES).join(', ')}.`);
  }
  return MODULES[name];
}

/** Runs a program that was compiled to CommonJS, and posts what it wrote and said. */
export function run(program: (require: (name: string) => unknown, exports: object) => void): void {
  let error: string | undefined;
  try {
    program(load, {});
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  postMessage({ error, files: [...WRITTEN], said: SAID.join('') });
}
