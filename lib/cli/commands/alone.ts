import type { Register } from '../command';
import type { Engine } from '../plan/engine';
import { registerCapture } from './capture';
import { completionCommand } from './completion';
import { elsewhereCommand } from './elsewhere';
import { explainCommand } from './explain';
import { initCommand } from './init';
import { planCommand } from './plan';
import { reviewCommand } from './review';

/** Loaded when something is planned: `--help` needs none of it. */
export const lazyPlan: Engine = (before, after, options) =>
  (require('../../plan') as typeof import('../../plan')).plan(before, after, options);

/** Commands that need neither cdk8s nor constructs. */
export const LIGHT: readonly Register[] = [
  planCommand(lazyPlan),
  reviewCommand(lazyPlan),
  initCommand,
  registerCapture,
  explainCommand,
  completionCommand,
];

/** The command without cdk8s. */
export const ALONE: readonly Register[] = [...LIGHT, elsewhereCommand('synth'), elsewhereCommand('adopt')];
