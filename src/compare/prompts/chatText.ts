import {
  parseVerbatim,
  type VerbatimJson,
  verbatimText,
  isVerbatimArray,
  isVerbatimObject,
  type VerbatimObject,
} from '../../model/verbatimJson.ts';
import { splitFrontMatter } from '../../model/promptFile.ts';
import { parsePython } from './chatPython.ts';
import type { ChatMessage } from '../comparison.ts';
import { prettyJson } from '../texts/prettyJson.ts';

/** A prompt that is a list of messages. */
export interface Chat {
  readonly messages: readonly ChatMessage[];
  /** All of it as a text to read: each message below its role, then what stands beside the messages. */
  readonly text: string;
}

/** Keys of objects that hold a list of messages. */
const LISTS = ['messages', 'prompt', 'chat_prompt', 'contents', 'input'];
/** Roles by which a pair such as `('human', 'Hello')` is known to be a message. */
const ROLES = new Set(
  'system developer user human assistant ai model tool function placeholder messages_placeholder'.split(' '),
);
/** What a message has that says nothing itself. */
const CALLS = ['tool_calls', 'function_call', 'refusal', 'audio'];
/** Message objects of LangChain, as they print themselves. */
const TYPES = new Map([
  ['SystemMessage', 'system'],
  ['HumanMessage', 'human'],
  ['AIMessage', 'ai'],
  ['ToolMessage', 'tool'],
  ['FunctionMessage', 'function'],
]);

/**
 * Reads a text as a chat prompt: a list of messages as JSON, as Python prints it, or inside an object; or lines that
 * name the speaker (`system:`) before what he says, as in `.prompty` files. Null for any other text.
 */
export function readChat(text: string): Chat | null {
  const value = /^\s*[[({]/.test(text) ? parsed(text) : undefined;
  return (value === undefined ? null : chatOf(value)) ?? spokenChat(text);
}

function parsed(text: string): VerbatimJson | undefined {
  try {
    return parseVerbatim(text);
  } catch {
    return parsePython(text);
  }
}

function chatOf(value: VerbatimJson): Chat | null {
  if (isVerbatimArray(value)) {
    const messages = value.map(messageOf);
    if (messages.length === 0 || !messages.every((message) => message !== null)) return null;
    return { messages, text: messages.map(({ role, text }) => `${role}:\n${text}`).join('\n\n') };
  }
  if (!isVerbatimObject(value)) return null;
  if (typeof value['role'] === 'string') return chatOf([value]);
  for (const key of LISTS) {
    const { [key]: list = null, ...rest } = value;
    const chat = chatOf(list);
    if (chat === null) continue;
    return Object.keys(rest).length === 0 ? chat : { ...chat, text: `${chat.text}\n\n${layout(rest)}` };
  }
  return null;
}

function messageOf(value: VerbatimJson, index: number): ChatMessage | null {
  const position = index + 1;
  if (isVerbatimArray(value)) {
    const [role, content, ...more] = value;
    if (typeof role !== 'string' || !ROLES.has(role) || content === undefined || more.length > 0) return null;
    return { position, role, text: contentText(content) };
  }
  if (!isVerbatimObject(value)) return null;
  const { role: given, type, content, parts, ...rest } = value;
  const named =
    given ?? (typeof type === 'string' ? (TYPES.get(type) ?? (ROLES.has(type) ? type : undefined)) : undefined);
  if (typeof named !== 'string') return null;
  const body = content ?? parts;
  if (body === undefined && !CALLS.some((key) => key in rest)) return null;
  // What only says that there is nothing (LangChain prints it of every message) is left out.
  const told = Object.entries(rest).filter(([, inner]) => !isNothing(inner));
  if (given !== undefined && type !== undefined) told.unshift(['type', type]);
  const lines = told.map(([key, inner]) => `${key}: ${typeof inner === 'string' ? inner : layout(inner)}`);
  const said = body === undefined || body === null ? '' : contentText(body);
  return { position, role: named, text: [said, lines.join('\n')].filter((part) => part !== '').join('\n\n') };
}

const isNothing = (value: VerbatimJson): boolean =>
  value === null ||
  (isVerbatimArray(value) && value.length === 0) ||
  (isVerbatimObject(value) && Object.keys(value).length === 0);

/** A text, or a list of parts: texts as they are, anything else as JSON. */
function contentText(content: VerbatimJson): string {
  if (typeof content === 'string') return content;
  if (!isVerbatimArray(content)) return layout(content);
  return content.map((part) => textOfPart(part) ?? layout(part)).join('\n\n');
}

function textOfPart(part: VerbatimJson): string | null {
  if (typeof part === 'string') return part;
  if (!isVerbatimObject(part)) return null;
  const { type = 'text', text, ...rest } = part as VerbatimObject & { readonly type?: VerbatimJson };
  const plain = typeof text === 'string' && (type === 'text' || type === 'input_text' || type === 'output_text');
  return plain && Object.values(rest).every(isNothing) ? text : null;
}

function layout(value: VerbatimJson): string {
  const text = verbatimText(value);
  return prettyJson(text) ?? text;
}

const SPEAKER =
  /^[^\S\r\n]*(?:#+[^\S\r\n]*)?(system|developer|user|human|assistant|ai|tool|function)[^\S\r\n]*:[^\S\r\n]*(?:\r\n|\r|\n|$)|\{\{\s*role\s+["'](\w+)["']\s*\}\}/gim;

/** `system:` on a line of its own, then what he says; the text, or what follows its front matter, must begin so. */
function spokenChat(text: string): Chat | null {
  const { body } = splitFrontMatter(text);
  const marks = [...body.matchAll(SPEAKER)];
  const [first] = marks;
  if (first === undefined || body.slice(0, first.index).trim() !== '') return null;
  const messages = marks.map((mark, index): ChatMessage => {
    const said = body.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const trimmed = said.replace(/^(?:[^\S\r\n]*[\r\n])+/, '').trimEnd();
    return { position: index + 1, role: mark[1] ?? mark[2] ?? '', text: trimmed };
  });
  return { messages, text };
}
