import { PodSecurityLevel } from '../../lib';
import { NEWER_FIELDS } from '../support/app/newer-fields';
import { synthErrors } from '../support/synth';

const bare = { securityLevel: PodSecurityLevel.PRIVILEGED };
test.each(NEWER_FIELDS)(
  '%s is an error before Kubernetes %s, which it names, and fine from there on',
  (path, since, props) => {
    const before = `1.${Number(since.slice(2)) - 1}`;

    for (const kubernetesVersion of [undefined, before]) {
      expect(synthErrors({ ...bare, ...props, kubernetesVersion })).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `StatefulSet wiki: ${path.replace(/[[\].]/g, '\\$&')}\`.*: needs Kubernetes ${since}, and .*Set kubernetesVersion to '${since}'.*\\[field-not-in-version\\]`,
          ),
        ),
      );
    }
    expect(synthErrors({ ...bare, ...props, kubernetesVersion: since })).toEqual([]);
  },
);

test('a field that no version has on is an error in every one', () => {
  const lifecycle = { stopSignal: 'SIGUSR1' };

  expect(synthErrors({ ...bare, lifecycle, kubernetesVersion: '1.37' })).toEqual([
    expect.stringMatching(/lifecycle\.stopSignal` .*\[field-not-in-version\]/),
  ]);
});

test.each(['v1.30', '1.30.4', 'v1.29.7-eks-a737599', '1.99'])('%s is a version', (kubernetesVersion) => {
  expect(synthErrors({ kubernetesVersion })).toEqual([]);
});

test.each(['1.26', '1.3', '2.0', 'latest', ''])("'%s' is none that manifests can be made for", (kubernetesVersion) => {
  expect(synthErrors({ kubernetesVersion })).toEqual([expect.stringContaining('[kubernetes-version-invalid]')]);
});
