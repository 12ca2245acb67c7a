/** What runs in the worker. It is bundled as a text of its own: a webview may start workers from `blob:` URLs alone. */
import { answer } from './calls.ts';
import type { Call } from './calls.ts';

self.addEventListener('message', ({ data }: MessageEvent<Call>) => self.postMessage(answer(data)));
