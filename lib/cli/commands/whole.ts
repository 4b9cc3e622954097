import type { Register } from '../command';
import { adoptCommand } from './adopt';
import { LIGHT, lazyPlan } from './alone';
import { synthCommand } from './synth';

/** Every command. */
export const WHOLE: readonly Register[] = [synthCommand(lazyPlan), adoptCommand(lazyPlan), ...LIGHT];
