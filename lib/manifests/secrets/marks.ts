/** How a mark begins: nine characters, so that in base64 it always begins alike. A number of nine digits and asterisks follow. */
export const MARK = '**HIDDEN*';

/** A mark in a text, plain or in base64, whole or cut off. */
const MARKS = /\*\*HIDDEN\*[\d*]*|KipISURERU4q[A-Za-z\d+/]*=*/g;

/** What people see of a secret value. */
const SHOWN = '***';

/** A text for people: `***` for each mark; `*** (before)` and `*** (after)` for those that stand on one side only, as in `kubectl diff`. */
export function withoutMarks(text: string, before: unknown = undefined, after: unknown = undefined): string {
  if (!text.includes(MARK) && !text.includes('KipISURERU4q')) return text;
  const [old, now] = [before, after].map((side) => new Set(JSON.stringify(side)?.match(MARKS) ?? []));
  return text.replace(MARKS, (mark) => {
    const [inOld, inNow] = [old?.has(mark) === true, now?.has(mark) === true];
    return inOld === inNow ? SHOWN : `${SHOWN} (${inOld ? 'before' : 'after'})`;
  });
}

/** The same for all texts in a value; itself where none has a mark. */
export function shownValue<T>(value: T, before: unknown = undefined, after: unknown = undefined): T {
  const show = (each: unknown): unknown => {
    if (typeof each === 'string') return withoutMarks(each, before, after);
    if (typeof each !== 'object' || each === null) return each;
    const old = Object.values(each);
    const shown = old.map(show);
    if (shown.every((item, index) => item === old[index])) return each;
    return Array.isArray(each)
      ? shown
      : Object.fromEntries(Object.keys(each).map((key, index) => [withoutMarks(key), shown[index]]));
  };
  return show(value) as T;
}

/** Bytes are texts here, one character each, so that they can be keys. */
export function bytesOfText(text: string): string {
  let bytes = '';
  const encoded = new TextEncoder().encode(text);
  for (let at = 0; at < encoded.length; at += 4096) bytes += String.fromCharCode(...encoded.subarray(at, at + 4096));
  return bytes;
}

export function bytesOfBase64(text: string): string | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(plain) ? atob(plain) : undefined;
}

export function base64Of(bytes: string): string {
  return btoa(bytes);
}
