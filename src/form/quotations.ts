import { lettersOnly } from './labels';

/** Returns whether one of some texts has a sentence, whatever its blanks and signs: what none has is quoted of none. */
export function isQuoted(sentence: string, texts: readonly (string | null | undefined)[]): boolean {
  const letters = lettersOnly(sentence);
  return texts.some((text) => lettersOnly(text ?? '').includes(letters));
}
