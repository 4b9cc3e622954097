/**
 * A text that has these words in this order: what a message is about, not how it is worded. The snapshot of all messages alone pins
 * wording.
 */
export function says(...words: readonly string[]): string {
  const escaped = words.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return expect.stringMatching(new RegExp(escaped.join('[^]*'))) as string;
}
