import { codeOfCharacter } from '../../messages/text';

/** What a reader cannot see, or sees as something else, and halves of characters. */
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as a literal of TypeScript: nothing in it ends the literal, or is taken for code. Scripts of several lines stay readable. */
export function textLiteral(text: string): string {
  if (text.split('\n').length <= 2) return quoted(text);
  return `\`${escaped(text).replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

/** The same on one line, in quotes. */
export function quoted(text: string): string {
  const oneLine = escaped(text).replaceAll('\n', '\\n');
  return oneLine.includes("'") && !oneLine.includes('"') ? `"${oneLine}"` : `'${oneLine.replaceAll("'", "\\'")}'`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(UNSEEN, (mark) => ESCAPES[mark] ?? codeOfCharacter(mark));
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r' };
