import { plan } from '../../../lib/plan';
import { configMap, job, said } from './said';

const rest = (found: Record<string, string[]>): string[] =>
  Object.keys(found).filter((object) => found[object]?.includes('rejected rest-of-the-apply'));

describe('what a refusal means for the other objects', () => {
  const before = [configMap({ a: '1' }), job('a:1')];
  const after = [configMap({ a: '2' }), job('a:2')];

  test('Helm applies the others and marks the release as failed', () => {
    const { changes } = plan(before, after, { pipeline: 'helm' });
    const messages = changes.flatMap(({ findings }) => findings.map(({ message }) => message));
    expect(messages.filter((message) => /other object of the release.*failed/.test(message))).toHaveLength(1);
  });

  test('Helm stops at a create that is refused', () => {
    const { changes } = plan([], [configMap({ a: '2' }), job('')], { pipeline: 'helm' });
    expect(changes.flatMap(({ findings }) => findings.map(({ message }) => message)).join()).toContain('Helm stops');
  });

  test('Flux applies none of the stage, kubectl goes on without a word', () => {
    expect(rest(said(before, after, { pipeline: 'flux' }))).toEqual(['Job default/migrate']);
    expect(rest(said(before, after, { pipeline: 'kubectl' }))).toEqual([]);
    expect(rest(said(before, after))).toEqual([]);
  });

  test('Argo CD does not begin later waves', () => {
    const later = configMap({ a: '1' }, { 'argocd.argoproj.io/sync-wave': '2' });
    expect(rest(said([later, job('a:1')], [later, job('a:2')], { pipeline: 'argocd' }))).toEqual([
      'Job default/migrate',
    ]);
    expect(rest(said(before, after, { pipeline: 'argocd' }))).toEqual([]);
  });
});
