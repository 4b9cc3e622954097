import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IMPACTS } from '../../lib/plan';
import type { RuleInfo } from '../../lib/plan/rule';
import { RULE_GROUPS } from '../../lib/plan/rules';

const FOLDER = join(__dirname, '../../lib/plan/rules');
const rules = RULE_GROUPS.flatMap((group) => group.rules);
const files = (readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .sort();

describe('the rules', () => {
  test('have codes of their own, in one spelling', () => {
    const codes = rules.map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  test('stand in a file each, named and exported after the code', () => {
    expect(files.map((file) => Object.entries(exportsOf(file)).map(([name, rule]) => [name, rule.code]))).toEqual(
      files.map((file) => {
        const code = basename(file, '.ts');
        return [[code.toUpperCase().replaceAll('-', '_'), code]];
      }),
    );
  });

  test('are all in the registry, and nothing else is', () => {
    const exported = files.flatMap((file) => Object.values(exportsOf(file)));
    expect(exported.filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(rules.filter((rule) => !exported.includes(rule))).toEqual([]);
  });

  test('reach the judges through the registry alone', () => {
    const others = ['judges', 'facts', 'remedies', '.'].flatMap((folder) =>
      readdirSync(join(FOLDER, '..', folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(FOLDER, '..', folder, entry.name)),
    );
    expect(others.filter((file) => /from '.*\/rules\/[^']/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('say what they are about', () => {
    const silent = rules.filter((rule) =>
      [rule.title, rule.remedy, rule.versions, rule.source].some((text) => text === ''),
    );
    expect(silent).toEqual([]);
    expect(rules.every((rule) => IMPACTS.includes(rule.impact))).toBe(true);
  });

  test('are all in docs/reference/rules.md: npm run docs:rules writes it', () => {
    const page = existsSync('docs/reference/rules.md') ? readFileSync('docs/reference/rules.md', 'utf8') : '';
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

function exportsOf(file: string): Readonly<Record<string, RuleInfo>> {
  return jest.requireActual<Record<string, RuleInfo>>(join(FOLDER, file));
}

/** Markdown formatting escapes some characters. */
function normal(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replaceAll('\\', ''));
}
