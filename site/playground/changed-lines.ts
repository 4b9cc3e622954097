import { Chunk } from '@codemirror/merge';
import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

const LINE = Decoration.line({ class: 'cm-changed' });
const mark = StateEffect.define<DecorationSet>();

/** Shows the lines of an editor that the other side does not have. */
export const changedLines: Extension = [
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (marks, { effects, changes }) =>
      effects.reduce((last, effect) => (effect.is(mark) ? effect.value : last), marks.map(changes)),
    provide: (field) => EditorView.decorations.from(field),
  }),
  EditorView.theme({ '.cm-changed': { backgroundColor: 'var(--soft)' } }),
];

/** Marks what differs; where it is to be looked at, both sides scroll to the first of it. */
export function markChanges(before: EditorView, after: EditorView, isNew: boolean): void {
  const chunks = Chunk.build(before.state.doc, after.state.doc);
  const [first] = chunks;
  const show = (editor: EditorView, ranges: readonly [from: number, to: number][], from: number | undefined): void => {
    editor.dispatch({ effects: mark.of(linesOf(editor, ranges)) });
    if (isNew && from !== undefined) scrollTo(editor, from);
  };
  show(
    before,
    chunks.map(({ fromA, toA }) => [fromA, toA]),
    first?.fromA,
  );
  show(
    after,
    chunks.map(({ fromB, toB }) => [fromB, toB]),
    first?.fromB,
  );
}

/** Within the editor alone: the page stays where it is. */
function scrollTo(editor: EditorView, position: number): void {
  editor.requestMeasure({
    read: ({ scrollDOM, state }) =>
      editor.lineBlockAt(Math.min(position, state.doc.length)).top - scrollDOM.clientHeight / 2,
    write: (top, { scrollDOM }) => {
      scrollDOM.scrollTop = top;
    },
  });
}

/** Each line that begins in a range. */
function linesOf({ state: { doc } }: EditorView, ranges: readonly [from: number, to: number][]): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const [from, to] of ranges) {
    for (let at = from; at < Math.min(to, doc.length);) {
      const line = doc.lineAt(at);
      marks.add(line.from, line.from, LINE);
      at = line.to + 1;
    }
  }
  return marks.finish();
}
