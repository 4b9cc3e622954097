import { keep, type Wanted } from './keep';

/** A run that never ends by itself, to be interrupted by a test: starts what it is told, says so, and waits. */
void keep(JSON.parse(process.argv[2] ?? '') as Wanted).then((kept) => {
  process.stdout.write(`${JSON.stringify(kept)}\n`);
});
// Until the test that started it is gone.
process.stdin.on('end', () => process.exit()).resume();
