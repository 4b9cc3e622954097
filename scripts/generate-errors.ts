import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { CodeInfo } from '../lib/messages/codes/code';
import { SYNTH_CODE_GROUPS } from '../lib/messages/synth-codes';

const ERRORS_PAGE = join(__dirname, '../docs/reference/errors.md');

/** The reference of the errors and warnings of synth, out of their registry. */
async function errorsPage(): Promise<string> {
  const text = [
    '<!-- Written by scripts/generate-errors.ts. Do not edit: npm run docs:errors -->',
    '# Errors and warnings of synth',
    INTRODUCTION,
    ...SYNTH_CODE_GROUPS.map(({ title, codes }) => `## ${title}\n\n${table(codes)}`),
  ].join('\n\n');
  return format(text, { ...(await resolveConfig(ERRORS_PAGE)), parser: 'markdown' });
}

const INTRODUCTION =
  `An error stops the synth; a warning does not, and one about storage can be acknowledged. All errors of all apps are
reported together, each with the path of its construct, the prop, the value, what is wrong and what to write instead:

\`\`\`
[web/wiki] \\\`replicas\\\` = -1: must be a whole number of 0 or more. Give the number of pods. [replicas-invalid]
\`\`\`

Codes are API: they are added, never reused. The third column says what Kubernetes does with the manifest that the error prevented.
It is not said from memory: the tests make each mistake of an app's own props, apply what would have been emitted to real API servers and
compare (\`npm run test:apiserver\`, [testing.md](../maintainers/testing.md)). If Kubernetes **accepts** it, the rule is stricter than Kubernetes on
purpose, and the column says what follows.

How clusters are described and warnings acknowledged is in [storage.md](storage.md). The findings of the plan are in
[rules.md](rules.md).`.replaceAll('\\`', '`');

function table(codes: Readonly<Record<string, CodeInfo>>): string {
  const rows = Object.entries(codes).map(([code, { kind, title, otherwise, remedy }]) =>
    [`\`${code}\``, kind, title, otherwise, escaped(remedy)].map((cell) => cell.replaceAll('|', '\\|')).join(' | '),
  );
  return [
    '| code | kind | what is wrong | without it, Kubernetes | what to write instead |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** Remedies are plain text, in which `<ordinal>` is no HTML. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<');
}

/** `--check` writes nothing, and fails where the page is not what the registry says. */
async function main(): Promise<void> {
  const page = await errorsPage();
  if (!process.argv.includes('--check')) writeFileSync(ERRORS_PAGE, page);
  else if (readFileSync(ERRORS_PAGE, 'utf8') !== page)
    throw new Error('docs/reference/errors.md is stale: npm run docs:errors');
}

void main();
