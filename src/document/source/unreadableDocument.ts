/** A document that cannot be read at all: says what, why and what to do in both languages. */
export class UnreadableDocument extends Error {
  constructor(
    readonly code: string,
    readonly messageZh: string,
    readonly messageEn: string,
  ) {
    super(`${messageZh} ${messageEn}`);
  }
}
