import { codeSpan, escapeMarkdown } from './escape';

const COMMAND = /^((?:kubectl|argocd|flux|helm|git|npx) .*?)(?:\s{2,}# (.*))?$/;

/** A remedy in Markdown: steps as a list, commands as code, the rest as text. */
export function formatRemedy(remedy: string): string[] {
  const lines: string[] = [];
  let inList = false;
  remedy.split('\n').forEach((line, index) => {
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
  return lines.at(-1) === '' ? lines : [...lines, ''];
}
