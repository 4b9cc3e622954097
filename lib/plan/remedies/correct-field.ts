/** What to do about a field that the API server refuses. */
export const CORRECT_FIELD = 'Correct the field. Until then nothing of this object is applied.';
