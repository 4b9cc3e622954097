import { knowValues } from '../shape/known-names';
/** What a synth says while it runs and when it is done. */
export enum SynthReport {
  /** Progress on a terminal, then a summary and the warnings, on standard error. */
  TEXT = 'text',
  /** Errors only. */
  QUIET = 'quiet',
  /** One JSON object on standard output, for tools. */
  JSON = 'json',
}

knowValues('SynthReport', SynthReport);
