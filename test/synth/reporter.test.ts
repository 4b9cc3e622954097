import { Reporter } from '../../lib/synth/reporter';
import { SynthReport } from '../../lib/synth/synth-report';

describe('the progress of a synth', () => {
  const show = (terminal: { isTTY: boolean; columns?: number }, env: Record<string, string> = {}): string => {
    let text = '';
    const err = { ...terminal, write: (more: string) => (text += more) };
    const now = jest.spyOn(Date, 'now');
    try {
      now.mockReturnValue(0);
      const reporter = new Reporter(SynthReport.TEXT, { err, env });
      for (const second of [1, 2, 12]) {
        now.mockReturnValue(second * 1000);
        reporter.progress('rendering', second * 100, 3000);
      }
      reporter.failed(new Error('stop'));
    } finally {
      now.mockRestore();
    }
    return text;
  };
  const rewritten = '\r\u001b[2K';
  const line = 'synth: rendering 1200 of 3000 …\n';

  it('is one line that changes, on a terminal, and goes in the end', () => {
    expect(show({ isTTY: true, columns: 80 })).toBe(
      `${rewritten}synth: rendering 100 of 3000 …${rewritten}synth: rendering 200 of 3000 …${rewritten}synth: rendering 1200 of 3000 …${rewritten}`,
    );
  });

  it('shows each new step on a terminal at once, as it may take long', () => {
    let text = '';
    const reporter = new Reporter(SynthReport.TEXT, { err: { isTTY: true, write: (more) => (text += more) }, env: {} });
    ['validating', 'rendering', 'rendering', 'replacing'].forEach((step) => reporter.progress(step));
    expect(text.split(rewritten)).toEqual(['', 'synth: validating …', 'synth: rendering …', 'synth: replacing …']);
  });

  it('fits into a narrow terminal, in which a line that wraps could not be written over', () => {
    const lines = show({ isTTY: true, columns: 20 }).split(rewritten);
    expect(Math.max(...lines.map((text) => text.length))).toBe(19);
  });

  it.each([
    ['nobody watches', { isTTY: false }, {}],
    ['the terminal can do no more', { isTTY: true }, { TERM: 'dumb' }],
    ['a pipeline watches', { isTTY: true }, { CI: 'true' }],
  ])('is a plain line now and then where %s', (_, terminal, env) => {
    expect(show(terminal, env)).toBe(line);
  });

  it('is the same on a terminal with CI=false', () => {
    expect(show({ isTTY: true }, { CI: 'false' })).toContain(rewritten);
  });
});
