/** First line of a report in Markdown, by which a pipeline finds its own comment. */
export const MARKER = '<!-- stateful-web-app plan -->';
