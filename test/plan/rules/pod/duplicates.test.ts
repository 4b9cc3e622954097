import type { Manifest } from '../../../../lib/kubernetes/manifest';
import { app, codesOf, deployment, messagesOf } from '../../workloads';

const web = (...names: string[]): Manifest =>
  deployment({}, { containers: [app({ env: names.map((name) => ({ name, value: 'a' })) })] });

describe('a variable that stands there twice', () => {
  test('is gone under client-side apply once it stands there once', () => {
    const [before, after] = [web('MODE', 'SIZE', 'MODE'), web('MODE', 'SIZE')];
    expect(codesOf('Deployment default/web', [before], [after])).toContain('duplicate-merged update');
    expect(messagesOf('duplicate-merged', [before], [after])).toContain('MODE');
  });

  test('is no news where it is stored as declared', () => {
    const codes = (before: Manifest, after: Manifest, apply: 'client' | 'replace'): string =>
      codesOf('Deployment default/web', [before], [after], { apply }).join();
    expect(codes(web('MODE', 'SIZE', 'MODE'), web('MODE', 'SIZE'), 'replace')).not.toContain('duplicate-merged');
    expect(codes(web('MODE', 'SIZE'), web('MODE', 'OTHER'), 'client')).not.toContain('duplicate-merged');
  });
});
