import * as vscode from 'vscode';

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Bare</title></head>
<body><h2>Bare</h2></body>
</html>
`;

/** As little as an extension can do that does something: one command, which opens a page of one heading. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bench.openBarePanel', () => {
      const panel = vscode.window.createWebviewPanel('bench.bare', 'Bare', vscode.ViewColumn.Active, {
        enableScripts: true,
      });
      panel.webview.html = PAGE;
    }),
  );
}
