import { describe, expect, it } from 'vitest';
import { contextAttribute, parseWebviewContext } from '../../../src/protocol/webviewContext.ts';
import type { WebviewContext } from '../../../src/protocol/webviewContext.ts';

const subject = { kind: 'run', folder: 'file:///ws', runId: 'a' } as const;
const baseline = { ...subject, runId: 'b' };
const version = { kind: 'modelVersion', folder: 'file:///ws', name: 'sentiment', version: '3' } as const;

describe('where a native context menu was opened', () => {
  it.each<WebviewContext>([
    { webviewSection: 'columnHeader', subject },
    { webviewSection: 'columnHeader', subject: version },
    { webviewSection: 'promptCell', subject, prompt: '"><script>', baseline, baselinePrompt: 'param:x', param: 'x' },
    { webviewSection: 'promptCell', subject, prompt: 'file:a.jinja' },
    { webviewSection: 'artifactRow', subject, path: 'model/MLmodel', baseline, baselinePath: 'model/MLmodel' },
    { webviewSection: 'paramRow', param: 'greeting', isPrompt: false },
    { webviewSection: 'metricRow', metric: 'loss' },
  ])('reaches the command as the page wrote it: $webviewSection', (context) => {
    const given: unknown = { ...(JSON.parse(contextAttribute(context)) as object), webview: 'promptrail.compare' };
    expect(parseWebviewContext(given)).toEqual(context);
  });

  it('says for the menus of what kind the column is', () => {
    expect(JSON.parse(contextAttribute({ webviewSection: 'columnHeader', subject: version }))).toEqual({
      webviewSection: 'columnHeader',
      subject: version,
      subjectKind: 'modelVersion',
      preventDefaultContextMenuItems: true,
    });
  });

  it.each([undefined, {}, { webviewSection: 'columnHeader' }, { webviewSection: 'elsewhere', subject }])(
    'is refused when it is %j',
    (value) => {
      expect(parseWebviewContext(value)).toBeUndefined();
    },
  );
});
