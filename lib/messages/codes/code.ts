/** What one code of an error or a warning of synth stands for. */
export interface CodeInfo {
  /** An error stops the synth; a warning can be acknowledged. */
  readonly kind: 'error' | 'warning';
  /** What is wrong. */
  readonly title: string;
  /** What Kubernetes does with the manifest if nobody stops it. */
  readonly otherwise: string;
  /** What to write instead, unless the finding says it more exactly. */
  readonly remedy: string;
}

export function error(title: string, otherwise: string, remedy: string): CodeInfo {
  return { kind: 'error', title, otherwise, remedy };
}

export function warning(title: string, otherwise: string, remedy: string): CodeInfo {
  return { kind: 'warning', title, otherwise, remedy };
}
