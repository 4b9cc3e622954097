import { createColors } from 'picocolors';
import type { Finding } from '../../plan/types';
import { remedyText } from '../../plan/remedy';
import { line } from '../../messages/line';
import { unbroken } from '../../messages/wrap';
import { painter } from './paint';
import { worstFirst, type Verdict } from './verdict';
import { acceptedWords, effectsOf, meaningOf, remedyAfter, onLine, someOf } from './words';

/** Every change with every finding, as `--verbose` shows them: the worst first. */
export function verboseChanges({ plan, accepted }: Verdict, color: boolean): string[] {
  const c = createColors(color);
  const paint = painter(color);
  const lines: string[] = [];
  const finding = (item: Finding, earlier: readonly Finding[]): void => {
    const where = item.path === '' ? '' : `${line(item.path)}  `;
    const values =
      item.before === undefined && item.after === undefined ? '' : `${quote(item.before)} → ${quote(item.after)}  `;
    lines.push(`  ${paint(item.impact, item.impact)}  ${where}${values}${c.dim(`[${item.code}]`)}`);
    lines.push(...indent(line(item.message), 4));
    if (item.remedy.length > 0) {
      lines.push(...indent(`${c.bold('What to do:')} ${remedyText(remedyAfter(earlier, item), unbroken)}`, 4));
    }
    const acknowledged = accepted.get(item);
    if (acknowledged !== undefined) {
      lines.push(
        ...indent(
          `${c.bold(acceptedWords(acknowledged))} until ${acknowledged.expires}: ${line(acknowledged.reason)}`,
          4,
        ),
      );
    }
  };
  for (const change of worstFirst(plan.changes)) {
    lines.push(
      `${paint(change.impact, change.impact.toUpperCase())}  ${c.bold(line(change.object))}  ${c.dim(meaningOf(change))}`,
    );
    worstFirst(change.findings).forEach((item, index, all) => finding(item, all.slice(0, index)));
    for (const [what, verb, names] of effectsOf(change)) {
      lines.push(`  ${what} ${verb}: ${someOf(names)}`);
    }
    lines.push('');
  }
  return lines;
}

const quote = (value: unknown): string => (value === undefined ? '(unset)' : `'${onLine(value)}'`);

function indent(text: string, by: number): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}
