import { existsSync, readFileSync } from 'node:fs';
import { RULE_GROUPS } from '../../lib/plan/rules';
import { IMPACTS } from '../../lib/plan';

const rules = RULE_GROUPS.flatMap((group) => group.rules);

describe('the rules', () => {
  test('have codes of their own, in one spelling', () => {
    const codes = rules.map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  test('say what they are about', () => {
    const silent = rules.filter((rule) =>
      [rule.title, rule.remedy, rule.versions, rule.source].some((text) => text === ''),
    );
    expect(silent).toEqual([]);
    expect(rules.every((rule) => IMPACTS.includes(rule.impact))).toBe(true);
  });

  test('are all in docs/rules.md: npm run docs:rules writes it', () => {
    const page = existsSync('docs/rules.md') ? readFileSync('docs/rules.md', 'utf8') : '';
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const cells = rows.map((row) =>
      row
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|'))
        .slice(1, -1),
    );
    expect(cells.map(normal)).toEqual(
      rules.map(({ code, impact, title, remedy, versions, source }) =>
        normal([`\`${code}\``, impact, title, remedy, versions, source]),
      ),
    );
  });
});

/** Markdown formatting escapes some characters. */
function normal(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replaceAll('\\', ''));
}
