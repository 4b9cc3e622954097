import { dns1123Label } from '../../kubernetes/validation/names';
import { type Validation, VALIDATIONS } from '../../manifests/sides-options';
import { type Pipeline, PIPELINES } from '../../pipelines/tool';
import { TOOLS } from '../../pipelines/tools';
import { APPLY_MODES, type ApplyMode } from '../../plan/types';
import { UserError } from '../../messages/user-error';
import { choose } from './choices';

/** What is said of the pipeline, as text. */
export interface PipelineFlags {
  readonly pipeline?: string;
  readonly apply?: string;
  readonly validate?: string;
  readonly namespace?: string;
}

export interface PipelineChoice {
  /** Absent where it was not given: then remedies show the commands of all of them. */
  readonly pipeline?: Pipeline;
  readonly apply: ApplyMode;
  readonly validate: Validation;
  readonly namespace?: string;
}

/** The pipeline, and what follows from it unless it is said; `nameOf` gives an option as the user knows it. */
export function choosePipeline(flags: PipelineFlags, nameOf: (flag: keyof PipelineFlags) => string): PipelineChoice {
  const { namespace } = flags;
  const pipeline = flags.pipeline === undefined ? undefined : choose(nameOf('pipeline'), flags.pipeline, PIPELINES);
  const tool = TOOLS[pipeline ?? 'kubectl'];
  const apply = flags.apply === undefined ? tool.apply : choose(nameOf('apply'), flags.apply, APPLY_MODES);
  if (pipeline !== undefined && tool.again[apply] === undefined) {
    const possible = APPLY_MODES.filter((mode) => tool.again[mode] !== undefined);
    throw new UserError(`${nameOf('apply')} is '${apply}'; ${tool.title} applies only with ${possible.join(', ')}`);
  }
  if (namespace !== undefined && dns1123Label(namespace).length > 0) {
    throw new UserError(`${nameOf('namespace')} is '${namespace}', which is not a valid name of a namespace`);
  }
  const validate =
    flags.validate === undefined
      ? tool.validates
        ? 'strict'
        : 'warn'
      : choose(nameOf('validate'), flags.validate, VALIDATIONS);
  return {
    ...(pipeline === undefined ? {} : { pipeline }),
    apply,
    validate,
    ...(namespace === undefined ? {} : { namespace }),
  };
}
