import { manifestsOf, type ParseCache } from '../../lib/manifests/read';
import { Secrets } from '../../lib/manifests/secrets/hide';
import { withoutMarks } from '../../lib/manifests/secrets/marks';
import { shownPlan } from '../../lib/manifests/secrets/shown-plan';
import { prepareSides } from '../../lib/manifests/sides';
import type { SourceFile } from '../../lib/manifests/source-file';
import { formatHtml } from '../../lib/cli/plan/format-html';
import { choosePipeline } from '../../lib/cli/plan/pipeline-choice';
import { judge } from '../../lib/cli/plan/verdict';
import type { Pipeline } from '../../lib/pipelines/tool';
import { plan } from '../../lib/plan';
import { withoutConstructHints } from '../../lib/plan/construct-hints';
import type { Impact } from '../../lib/plan/types';

/** A file, or the text of an editor. */
export interface Text {
  readonly name: string;
  readonly text: string;
}

export interface Question {
  readonly before: readonly Text[];
  readonly after: readonly Text[];
  readonly pipeline: Pipeline;
  readonly kubernetes: string;
  readonly namespace: string;
}

export interface Answer {
  readonly impact: Impact;
  readonly codes: readonly string[];
  /** A page of its own, with a policy of its own. */
  readonly html: string;
  readonly notes: readonly string[];
}

/** As the page calls them. */
const FIELDS = { pipeline: 'Pipeline', apply: 'Apply', validate: 'Validation', namespace: 'Namespace' } as const;

/** What `stateful-web-app plan BEFORE AFTER -o html` writes, with the sides as they are in the page. Throws what the command prints as an error. */
export function answer({ before, after, pipeline, kubernetes, namespace }: Question): Answer {
  try {
    const cache: ParseCache = new Map();
    const secrets = new Secrets();
    const [old, now] = [before, after].map((side) => manifestsOf(side.map(sourceFile), cache, secrets)) as [
      ReturnType<typeof manifestsOf>,
      ReturnType<typeof manifestsOf>,
    ];
    const chosen = choosePipeline({ pipeline, ...(namespace === '' ? {} : { namespace }) }, (flag) => FIELDS[flag]);
    const sides = prepareSides(old, now, { kubernetes, ...chosen });
    const planned = shownPlan(
      plan(sides.before, sides.after, {
        kubernetes,
        apply: chosen.apply,
        pipeline,
        facts: sides.facts,
        ...(sides.doubts.length === 0 ? {} : { doubts: sides.doubts }),
      }),
    );
    const shown = withoutConstructHints(planned);
    const verdict = judge(shown, { of: new Map(), notes: [] }, 'rejected');
    const scene = { before: sides.before, after: sides.after, facts: sides.facts };
    return {
      impact: shown.impact,
      codes: shown.changes.flatMap(({ findings }) => findings.map(({ code }) => code)),
      html: formatHtml([{ verdict, scene }]),
      notes: sides.notes.map(withoutMarks),
    };
  } catch (error) {
    throw new Error(withoutMarks(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

function sourceFile({ name, text }: Text): SourceFile {
  return { name, path: name, text, named: true };
}
