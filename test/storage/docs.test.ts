import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from '../../lib/storage/platform';
import { STORAGE_CODES } from '../../lib/storage/storage-codes';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'storage.md'), 'utf8');

test('the page on storage lists every code, and no other', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (error|warning) \| (.+) \|$/gm)].map(
    ([, code, severity, title]) => ({
      code,
      severity,
      title,
    }),
  );
  expect(rows).toEqual(STORAGE_CODES);
});

test('codes and platforms are kebab-case, and none stands twice', () => {
  const names = [...STORAGE_CODES.map(({ code }) => code), ...Object.values(Platform)];
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
