import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { exampleOf } from '../lib/cli/explain/example';
import { RULE_GROUPS } from '../lib/plan/rules';
import { EXAMPLES } from '../test/plan/examples';

const DATA_FILE = join(__dirname, '../lib/cli/explain/examples.ts');
const EXAMPLES_PAGE = join(__dirname, '../docs/reference/examples.md');

/** The examples that the tests use, as `explain` carries them along. */
async function examplesData(): Promise<string> {
  const entries = EXAMPLES.map(({ code, ...example }) => [code, JSON.stringify(example)]);
  const text = `// Written by scripts/generate-examples.ts from test/plan/examples. Do not edit: npm run docs:rules

/** A change for each code of the plan, as JSON: \`before\`, \`after\` and \`options\`. */
export const EXAMPLES: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(entries))};`;
  return format(text, { ...(await resolveConfig(DATA_FILE)), parser: 'typescript' });
}

/** A page with each example, and what the plan says of it. */
function examplesPage(of: typeof exampleOf): string {
  const sections = RULE_GROUPS.flatMap(({ title, rules }) => [
    `## ${title}`,
    ...rules.flatMap(({ code, title: what }) =>
      shown(of(code)).map((text) => `### \`${code}\`\n\n${what}.\n\n${text}`),
    ),
  ]);
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Written by scripts/generate-examples.ts. Do not edit: npm run docs:rules -->

# Findings by example

The smallest change for each code of the [rules](rules.md), and the report of \`plan\` about it. Lines with \`-\` are in BEFORE, lines with \`+\` in AFTER; \`#\` says what else is
known, such as the version of Kubernetes, live objects, or the units of a repository. \`stateful-web-app explain CODE\` also prints what to do.`;

function shown(example: ReturnType<typeof exampleOf>): string[] {
  return example === undefined
    ? []
    : [`\`\`\`diff\n${example.change.join('\n')}\n\`\`\`\n\n\`\`\`text\n${said(example.report).join('\n')}\n\`\`\``];
}

/** What happens, without what to do: that follows the names of one's own objects, and `explain` prints it. */
function said(report: readonly string[]): string[] {
  let isRemedy = false;
  return report.slice(0, report.indexOf('')).filter((line) => {
    isRemedy = /^ *What to do:/.test(line) || (isRemedy && line.startsWith('  '));
    return !isRemedy;
  });
}

/** Writes both; the page shows what was just written. */
async function writeExamples(): Promise<void> {
  writeFileSync(DATA_FILE, await examplesData());
  const { exampleOf } = await import('../lib/cli/explain/example.js');
  writeFileSync(EXAMPLES_PAGE, examplesPage(exampleOf));
}

void writeExamples();
