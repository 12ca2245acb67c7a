import { describe, expect, it } from 'vitest';
import { contextAttribute, parseWebviewContext } from '../../../src/protocol/webviewContext.ts';
import type { WebviewContext } from '../../../src/protocol/webviewContext.ts';

const run = { folder: 'file:///ws', runId: 'a' };

describe('where a native context menu was opened', () => {
  it.each<WebviewContext>([
    { webviewSection: 'runHeader', run },
    { webviewSection: 'promptCell', run, baseline: { ...run, runId: 'b' }, prompt: '"><script>' },
    { webviewSection: 'artifactRow', run, path: 'model/MLmodel' },
  ])('reaches the command as the page wrote it: $webviewSection', (context) => {
    const given: unknown = { ...(JSON.parse(contextAttribute(context)) as object), webview: 'promptrail.compare' };
    expect(parseWebviewContext(given)).toEqual(context);
  });

  it.each([undefined, {}, { webviewSection: 'runHeader' }, { webviewSection: 'elsewhere', run }])(
    'is refused when it is %j',
    (value) => {
      expect(parseWebviewContext(value)).toBeUndefined();
    },
  );
});
