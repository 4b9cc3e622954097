import { execFileSync } from 'node:child_process';
import { cluster } from '../support/kubernetes/cluster';
import { expectNothingLeft, leftBehind, startRun } from '../support/kubernetes/interrupt';
import type { Wanted } from '../support/kubernetes/keep';

const wanted = JSON.parse(process.env.TEST_WANTED ?? 'null') as Wanted;

/** Devices of the network that nodes of tests have on the host. */
const links = (): string[] =>
  execFileSync('ip', ['-o', 'link'])
    .toString()
    .split('\n')
    .flatMap((line) => /^\d+: (kn\w+)@/.exec(line)?.[1] ?? []);

(cluster.kind === 'node' ? test : test.skip)(
  'a second run with a node of its own is killed, and leaves nothing',
  async () => {
    const before = links();
    const run = startRun(wanted);
    await run.kept;
    expect(leftBehind(run)).not.toEqual([]);
    expect(links().length).toBeGreaterThan(before.length);

    run.interrupt('SIGKILL', 'process');
    await expectNothingLeft(run);
    expect(links().filter((link) => !before.includes(link))).toEqual([]);
  },
);
