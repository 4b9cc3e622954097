import { Platform } from '../../lib/storage/platform';
import { STORAGE_CODE_NAMES } from '../../lib/messages/synth-codes';

test('codes and platforms are kebab-case, and none stands twice', () => {
  const names = [...STORAGE_CODE_NAMES, ...Object.values(Platform)];
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
