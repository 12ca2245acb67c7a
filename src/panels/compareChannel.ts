import { createBirpc } from 'birpc';
import type * as z from 'zod/mini';
import { invalid, UserError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { decodeMessage, encodeMessage } from '../protocol/codec.ts';
import { COMPARE_EVENTS } from '../protocol/compare.ts';
import type { CompareEvents, CompareRequests } from '../protocol/compare.ts';
import { callSchema, requestSchemas } from './requestSchemas.ts';

/** The two members of a webview that carry messages. */
export interface MessagePort {
  postMessage(message: string): PromiseLike<boolean>;
  onDidReceiveMessage(listener: (message: unknown) => void): { dispose(): void };
}

export interface CompareChannel {
  readonly events: CompareEvents;
  dispose(): void;
}

/** No request needs more text than a prompt to copy; anything longer is dropped unread. */
const LONGEST_MESSAGE = 4_000_000;

/**
 * The host's end of a panel. A message that is not a well-formed call of a known request is logged and dropped; a
 * call with wrong arguments is answered with INVALID_PARAMETER_VALUE; defects are logged and answered without detail.
 */
export function openCompareChannel(port: MessagePort, requests: CompareRequests, log: Log): CompareChannel {
  let subscription: { dispose(): void } | undefined;
  const dropped = (error: Error): true => {
    log.warn(`The compare panel dropped a message: ${error.message}`);
    return true;
  };
  const remote = createBirpc<CompareEvents, CompareRequests>(requests, {
    post: (text: string) => port.postMessage(text),
    on: (receive) => {
      subscription = port.onDidReceiveMessage((message) => receive(message));
    },
    off: () => subscription?.dispose(),
    serialize: encodeMessage,
    deserialize: readCall,
    bind: 'functions',
    eventNames: [...COMPARE_EVENTS],
    resolver: (name) => checked(requests, name as keyof CompareRequests),
    onGeneralError: dropped,
    onFunctionError: (error, name) => {
      if (!(error instanceof UserError)) log.error(`The compare panel's request ${name} failed.`, error);
    },
  });
  const events: CompareEvents = {
    stateChanged: (state) => void remote.stateChanged(state).catch(dropped),
    failed: (problem) => void remote.failed(problem).catch(dropped),
    act: (action) => void remote.act(action).catch(dropped),
    showSection: (section) => void remote.showSection(section).catch(dropped),
  };
  return { events, dispose: () => remote.$close() };
}

function readCall(message: unknown): z.infer<typeof callSchema> {
  if (typeof message !== 'string') throw new TypeError('it is not text');
  if (message.length > LONGEST_MESSAGE) throw new RangeError(`it has ${message.length} characters`);
  return callSchema.parse(decodeMessage(message));
}

type Call = (...args: unknown[]) => Promise<unknown>;

function checked(requests: CompareRequests, name: keyof CompareRequests): Call {
  return async (...args) => {
    const parsed = requestSchemas[name].safeParse(args);
    if (!parsed.success) throw invalid(`The request ${name} has wrong arguments: ${parsed.error.issues[0]?.message}`);
    return (requests[name] as Call).apply(requests, parsed.data);
  };
}
