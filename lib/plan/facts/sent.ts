/** Fields of the new manifest that do not arrive. */
export interface Sent {
  /** Paths that no API type of the version has. */
  readonly unknown: readonly string[];
  /** Paths that a feature gate drops. */
  readonly gated: readonly string[];
  readonly kubernetes: string;
}
