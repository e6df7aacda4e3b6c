import type { FastifyRequest } from 'fastify';

/** The languages of messages. */
export type Language = 'zh' | 'en';

const LANGUAGES: Language[] = ['zh', 'en'];

/** Returns the language that a request prefers (`Accept-Language`): Chinese, where it does not say, and where its address could not be read. */
export const languageOf = (request: Partial<Pick<FastifyRequest, 'accepts'>>): Language =>
  request.accepts?.().language(LANGUAGES) === 'en' ? 'en' : 'zh';

interface WithMessages {
  readonly message: string;
  readonly extensions?: { readonly messageZh?: unknown; readonly messageEn?: unknown };
}

/** What PERSISTED_QUERY_… says is a word of the protocol that clients compare. */
const PROTOCOL_WORD = /^PersistedQuery\w+$/;

/** Returns the message of an error in a language. */
export function messageIn({ message, extensions }: WithMessages, language: Language): string {
  if (PROTOCOL_WORD.test(message)) return message;
  const translated = language === 'en' ? extensions?.messageEn : extensions?.messageZh;
  return typeof translated === 'string' ? translated : message;
}

/** Returns the text of an answer of GraphQL with the messages of its errors in a language. They come in Chinese. */
export function answerIn(text: string, language: Language): string {
  if (language === 'zh' || !text.includes('"messageEn"')) return text;
  const answer = JSON.parse(text) as { errors?: WithMessages[] };
  const errors = answer.errors?.map((error) => ({ ...error, message: messageIn(error, language) }));
  return errors ? `${JSON.stringify({ ...answer, errors })}\n` : text;
}
