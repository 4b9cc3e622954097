/** Fields of the new manifest that do not arrive. */
export interface Sent {
  /** Paths that no API type of the version has. */
  readonly unknown: readonly string[];
  /** Paths that a feature gate drops. */
  readonly gated: readonly string[];
  /** Paths that the version before dropped and this one counts, of a cluster that is upgraded. */
  readonly counted: readonly string[];
  readonly kubernetes: string;
  /** What the pipeline does with a field that the API server does not know; undefined if it is not known which one it is. */
  readonly unknownFields: 'dropped' | 'refused' | undefined;
  /** `Helm`, `Argo CD`; empty if it is not known which one it is. */
  readonly tool: string;
}
