import { plan } from '../../../lib/plan';
import { configMap, said } from './said';

describe('an object that names no namespace on one side', () => {
  const unplaced = (data: string) => configMap({ data });
  const placed = (data: string, namespace: string) => configMap({ data }, {}, { namespace });

  test('is that of the other side, and a finding says what was assumed', () => {
    expect(said([placed('1', 'demo')], [unplaced('2')])).toEqual({
      'ConfigMap demo/settings': ['none namespace-assumed', 'update updated'],
    });
    expect(said([unplaced('1')], [placed('2', 'demo')])).toEqual({
      'ConfigMap demo/settings': ['none namespace-assumed', 'update updated'],
    });
  });

  test('is another one where two could be meant', () => {
    expect(said([placed('1', 'demo'), placed('1', 'prod')], [unplaced('1')])).toEqual({
      'ConfigMap default/settings': ['create created'],
      'ConfigMap demo/settings': ['delete deleted'],
      'ConfigMap prod/settings': ['delete deleted'],
    });
  });

  test('is said once for all objects of a namespace', () => {
    const other = (namespace?: string) =>
      configMap({ data: '1' }, {}, { name: 'other', ...(namespace && { namespace }) });
    const { changes } = plan([placed('1', 'demo'), other('demo')], [unplaced('1'), other()]);
    expect(changes.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['namespace-assumed']);
  });

  test('goes without saying where the other side names the default one', () => {
    expect(said([placed('1', 'default')], [unplaced('1')])).toEqual({});
  });
});
