/** A warning that somebody has read and decided to live with. Errors cannot be acknowledged. */
export interface Acknowledgement {
  /** The code of the warning: `reclaim-policy-delete`. */
  readonly code: string;

  /** Why it is fine here: for whoever reads the code next. Must not be empty. */
  readonly reason: string;
}
