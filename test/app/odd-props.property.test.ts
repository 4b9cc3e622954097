import fc from '../support/fast-check';
import { refusalsOfCreation } from '../../lib/kubernetes/server/refusals';
import { formatFieldError } from '../../lib/kubernetes/validation/field-error';
import { minorOf } from '../../lib/kubernetes/versions';
import { emitted } from '../support/app/emitted';
import { everyOddApp, type OddApp, oddApp } from '../support/app/odd-props';

const VERSIONS = ['1.27', '1.30', '1.37'] as const;

type Version = (typeof VERSIONS)[number];

/** What synth says against an app, and our judgement of the API server against what it emits. */
function judged({ title, props }: OddApp, version: Version): { codes: readonly string[]; refusals: readonly string[] } {
  const { objects, codes } = emitted({ ...props, kubernetesVersion: version });
  const refusals = objects.flatMap((object) => refusalsOfCreation(object, minorOf(version)));
  return { codes, refusals: refusals.map((refusal) => `${version}, ${title}: ${formatFieldError(refusal)}`) };
}

test.each(VERSIONS)('what synth accepts, our judgement of %s accepts: each odd value by itself', (version) => {
  const apps = everyOddApp();
  const results = apps.map((app) => judged(app, version));

  expect(apps.length).toBeGreaterThan(1000);
  expect(results.flatMap(({ codes, refusals }) => (codes.length === 0 ? refusals : []))).toEqual([]);
  // Much is refused by the judgement alone.
  expect(
    results.filter(({ codes }) => codes.every((code) => code === 'manifest-rejected') && codes.length > 0).length,
  ).toBeGreaterThan(50);
});

test('what synth accepts, our judgement accepts: odd values together', () => {
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })),
      fc.constantFrom(...VERSIONS),
      (stream, version) => {
        const { codes, refusals } = judged(
          oddApp(() => stream.next().value as number),
          version,
        );
        expect(codes.length === 0 ? refusals : []).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
