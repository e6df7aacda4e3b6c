import { LARGEST_DOCUMENT } from './limits';

/** A document that cannot be read at all: says what, why and what to do in both languages. */
export class UnreadableDocument extends Error {
  constructor(
    readonly code: string,
    readonly messageZh: string,
    readonly messageEn: string,
    /** What whoever operates the hub can do, for its log; who sent the document cannot. */
    readonly hint: string | null = null,
  ) {
    super(`${messageZh} ${messageEn}`);
  }
}

/** What is said of a document that is larger than any that is accepted. */
export const TOO_LARGE = {
  code: 'document.tooLarge',
  messageZh: `文档不得超过 ${LARGEST_DOCUMENT / 1_000_000} MB；请只保留报告，或压缩其中的图片后另存。`,
  messageEn: `A document has at most ${LARGEST_DOCUMENT / 1_000_000} MB; save it with the report alone, or with smaller pictures.`,
} as const;

/** Returns the refusal of a file of a kind that cannot be opened because its parts are missing or broken. */
export const damaged = (kind: string): UnreadableDocument =>
  new UnreadableDocument(
    'document.damaged',
    `${kind} 文件已损坏，请重新保存后再试。`,
    `The ${kind} file is damaged; open it, save it again and retry.`,
  );
