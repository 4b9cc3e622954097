import * as ts from 'typescript';

/** Compiles a program. Its types are not checked: the construct checks its props itself when it runs. */
addEventListener('message', ({ data }: MessageEvent<{ readonly id: number; readonly text: string }>) => {
  const { outputText, diagnostics = [] } = ts.transpileModule(data.text, {
    fileName: 'main.ts',
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const errors = diagnostics.map(({ messageText, file, start }) => {
    const place = file === undefined || start === undefined ? undefined : file.getLineAndCharacterOfPosition(start);
    const at = place === undefined ? 'main.ts' : `main.ts:${place.line + 1}:${place.character + 1}`;
    return `${at}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  postMessage({ id: data.id, code: outputText, errors });
});
postMessage({ ready: true });
