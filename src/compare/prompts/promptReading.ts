import type { PromptText } from '../../model/snapshot.ts';
import { readChat } from './chatText.ts';
import type { ChatMessage, TextSize } from '../comparison.ts';
import { readTemplate, type Template } from './variables.ts';
import { sizeOfMessages, sizeOfText } from '../texts/textSize.ts';

/** A prompt as it is compared. */
export interface PromptReading {
  readonly prompt: PromptText;
  readonly chat: boolean;
  /** The text to show. */
  readonly text: string;
  /** A plain text is one message of the user. */
  readonly messages: readonly ChatMessage[];
  /** What its variables are in: the text, or those of all messages. */
  readonly template: Template;
  /** The same for prompts that are the same. */
  readonly content: string;
  readonly size: TextSize;
}

export function readPrompt(prompt: PromptText): PromptReading {
  const { text } = prompt;
  const chat = readChat(text);
  if (chat === null) {
    const messages = [{ position: 1, role: 'user', text }];
    return {
      prompt,
      chat: false,
      text,
      messages,
      template: readTemplate(text),
      content: JSON.stringify(text),
      size: sizeOfText(text),
    };
  }
  const { messages } = chat;
  const template = readTemplate(messages.map((message) => message.text).join('\n\n'));
  const content = JSON.stringify([chat.text, messages.map((message) => [message.role, message.text])]);
  return { prompt, chat: true, text: chat.text, messages, template, content, size: sizeOfMessages(messages) };
}
