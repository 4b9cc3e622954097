/** What to do about a field that the API server refuses. */
export const CORRECT_FIELD =
  'Correct the field: nothing of the object is applied until the API server takes all of it.';
