import type { Manifest } from '../../kubernetes/manifest';
import type { Pipeline } from '../../pipelines/tool';
import type { HookObject } from './handled';

/** An object that is a hook, becomes one, was one or is taken for none by mistake. */
export interface HookChange {
  readonly pipeline: Pipeline;
  /** `Helm`, `Argo CD`. */
  readonly tool: string;
  /** Whether the pipeline applies on the server: Helm 4 treats leftovers in another way then. */
  readonly server: boolean;
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly hookBefore?: HookObject;
  readonly hookAfter?: HookObject;
  /** What in the manifest makes the tool drop it. */
  readonly dropped?: string;
}
