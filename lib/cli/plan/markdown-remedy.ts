import { COMMAND } from '../../plan/remedies/steps';
import { codeBlock, codeSpan, escapeMarkdown } from './escape';

const SNIPPET = /^ {4}/;

/** A remedy in Markdown: steps as a list, commands and YAML as code, the rest as text. */
export function formatRemedy(remedy: string): string[] {
  const lines: string[] = [];
  let yaml: string[] = [];
  let inList = false;
  const endSnippet = (): void => {
    if (yaml.length > 0) lines.push(codeBlock(yaml.join('\n'), 'yaml'), '');
    yaml = [];
  };
  remedy.split('\n').forEach((line, index) => {
    if (SNIPPET.test(line)) {
      yaml.push(line.replace(SNIPPET, ''));
      return;
    }
    endSnippet();
    const [, step, text = ''] = /^\s*(?:(\d+\.|-)\s+)?(.*)$/.exec(line) ?? [];
    const isStep = step !== undefined;
    if (isStep !== inList && lines.length > 0 && lines.at(-1) !== '') {
      lines.push('');
    }
    inList = isStep;
    const [, command, comment] = COMMAND.exec(text) ?? [];
    const body =
      command === undefined
        ? escapeMarkdown(text)
        : codeSpan(command) + (comment === undefined ? '' : ` (${escapeMarkdown(comment)})`);
    const lead = index === 0 ? '**Instead:** ' : '';
    lines.push(isStep ? `${lead}${step} ${body}` : `${lead}${body}`, ...(isStep ? [] : ['']));
  });
  endSnippet();
  return lines.at(-1) === '' ? lines : [...lines, ''];
}
