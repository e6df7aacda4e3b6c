import { createHash } from 'node:crypto';
import { canonical } from '../canonical';

/** How many characters of a cursor say of which question it is. */
const LENGTH = 6;
const MARK = /^[\w-]{6}$/;

/** Whether a part of a cursor may be the mark of a question. */
export const isMark = (part: unknown): boolean => typeof part === 'string' && MARK.test(part);

/** The question that a list answers: its name, and all that decides which items it has and in which order. Its cursors have its mark, and no other list takes them. */
export class ListQuestion {
  #mark: string | null = null;

  constructor(private readonly parts: readonly unknown[]) {}

  /** The same for questions that mean the same, in every process: a publication does not change it. */
  get mark(): string {
    this.#mark ??= createHash('sha256')
      .update(JSON.stringify(this.parts.map(canonical)))
      .digest('base64url')
      .slice(0, LENGTH);
    return this.#mark;
  }
}
