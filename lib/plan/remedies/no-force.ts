/** Seen with `Force=true` of Argo CD 2.14 and 3.6 by client-side apply. */
export const NO_FORCE =
  'Do not force this: it deletes the claim, and its data with it unless the reclaim policy is Retain.';
