import { good } from '../support/kubernetes/client';
import { client, cluster, eventually } from '../support/kubernetes/cluster';
import { expectNothingLeft, leftBehind, startRun } from '../support/kubernetes/interrupt';
import type { Wanted } from '../support/kubernetes/keep';

const wanted = JSON.parse(process.env.TEST_WANTED ?? 'null') as Wanted;
const onOwnServers = cluster.kind === 'control-plane' && process.platform === 'linux' ? describe : describe.skip;

onOwnServers('a run that is interrupted leaves nothing behind', () => {
  test.each<[string, NodeJS.Signals, 'group' | 'process']>([
    ['by Ctrl-C', 'SIGINT', 'group'],
    ['by the end of its terminal', 'SIGHUP', 'group'],
    ['by a request to end', 'SIGTERM', 'process'],
    ['by a kill', 'SIGKILL', 'process'],
  ])('%s', async (_, signal, to) => {
    const run = startRun(wanted);
    await run.kept;
    expect(leftBehind(run)).not.toEqual([]);

    run.interrupt(signal, to);
    await expectNothingLeft(run);
  });

  test('by Ctrl-C while its servers start', async () => {
    const run = startRun(wanted);
    await eventually(() => Promise.resolve(leftBehind(run).length > 1));

    run.interrupt('SIGINT', 'group');
    await expectNothingLeft(run);
  });
});

(cluster.kind === 'control-plane' && cluster.controllers ? test : test.skip)(
  'on a cluster of the user, a run that is killed takes its own namespaces with it, and no others',
  async () => {
    const namespace = (name: string, labels: Record<string, string>): object => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
    const run = startRun({ kind: 'cluster', kubeconfig: cluster.kubeconfig, run: 'interrupted' });
    await run.kept;
    good(await client.create(namespace('of-the-run', { 'stateful-web-app/test-run': 'interrupted' })));
    good(await client.create(namespace('of-the-user', {})));

    run.interrupt('SIGKILL', 'process');
    await expectNothingLeft(run);
    const names = (await client.list('v1', 'Namespace', '')).map(({ metadata }) => metadata.name as string);
    expect(names).not.toContain('of-the-run');
    expect(names).toContain('of-the-user');
  },
);
