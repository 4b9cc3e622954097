import type { Manifest } from '../../kubernetes/manifest';
import type { Plan, PlanOptions } from '../../plan/types';

/** The pure function that plans; the command and the synth plugin are given it, so that tests can give another. */
export type Engine = (before: readonly Manifest[], after: readonly Manifest[], options: PlanOptions) => Plan;
