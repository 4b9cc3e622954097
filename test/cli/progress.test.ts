import { Writable } from 'node:stream';
import { progressOn } from '../../lib/cli/plan/progress';

function terminal(isTTY: boolean): { stream: Writable & { isTTY: boolean }; text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

test('a long plan of several clusters says on a terminal how far it is, and erases it', () => {
  const { stream, text } = terminal(true);
  let now = 0;
  const { progress, end } = progressOn(stream, () => now);
  progress?.(0, 100, 'early');
  expect(text()).toBe('');
  now = 5000;
  progress?.(41, 100, 'berlin\u001b[2J');
  expect(text()).toContain('41 of 100');
  expect(text()).toContain('berlin\\u001b[2J');
  progress?.(42, 100, 'too-soon');
  expect(text()).not.toContain('too-soon');
  end();
  expect(text().endsWith('\r\u001b[K')).toBe(true);
});

test('a short plan, a plan of one cluster, and the log of a pipeline are not disturbed', () => {
  const { stream, text } = terminal(true);
  let now = 0;
  const { progress, end } = progressOn(stream, () => now);
  now = 5000;
  progress?.(0, 1);
  end();
  expect(text()).toBe('');
  expect(progressOn(terminal(false).stream).progress).toBeUndefined();
});
