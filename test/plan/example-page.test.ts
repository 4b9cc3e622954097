import { readFileSync } from 'node:fs';
import { diffOf } from '../../lib/cli/explain/diff';
import { exampleOf } from '../../lib/cli/explain/example';
import { EXAMPLES as CARRIED } from '../../lib/cli/explain/examples';
import { EXAMPLES } from './examples';
import { claim, statefulSet } from './objects';

describe('the examples of findings', () => {
  test('are those of the tests: npm run docs:rules writes them', () => {
    const known = Object.entries(CARRIED).map(([code, text]) => ({ code, ...(JSON.parse(text) as object) }));
    expect(known).toEqual(JSON.parse(JSON.stringify(EXAMPLES)));
  });

  test('are all on the page, each with its change', () => {
    const page = readFileSync('docs/reference/examples.md', 'utf8');
    const missing = EXAMPLES.filter(({ code }) => {
      const change = exampleOf(code)?.change.join('\n') ?? '';
      return !page.includes(`### \`${code}\`\n`) || !page.includes(`\`\`\`diff\n${change}\n\`\`\`\n`);
    });
    expect(missing.map(({ code }) => code)).toEqual([]);
  });
});

describe('the diff of an example', () => {
  test('shows what differs below the keys that it belongs to', () => {
    expect(diffOf([claim('1Gi')], [claim('2Gi')]).filter((line) => !line.startsWith(' '))).toEqual([
      '-       storage: 1Gi',
      '+       storage: 2Gi',
    ]);
  });

  test('shows a new object and a deleted one in a few lines', () => {
    const created = diffOf([], [statefulSet()]);
    expect(created.every((line) => line.startsWith('+ '))).toBe(true);
    expect(created.at(-1)).toBe('+ …');
    expect(diffOf([statefulSet()], []).every((line) => line.startsWith('- '))).toBe(true);
  });

  test('names what is the same on both sides', () => {
    expect(diffOf([claim()], [claim()])).toHaveLength(1);
  });
});
