import type { Pipeline } from '../../pipelines/tool';

/** How large an object is, where it is too large for something. */
export interface Size {
  readonly pipeline: Pipeline | undefined;
  /** Bytes of all annotations with the manifest that client-side apply notes; undefined if nothing is noted. */
  readonly annotations?: number;
  /** Bytes of the request; undefined if only a difference is sent. */
  readonly request?: number;
  /** Bytes that it takes in etcd at least. */
  readonly stored: number;
}
