import { UnreadableDocument } from '../document/source/unreadableDocument';
import { BadSettings } from '../settings';
import { StartRefused } from '../shared/startRefused';

/** Writes a line to the error output: the output itself is for what a command was run for. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Errors that the operator mends; any other is ours and comes with its stack. */
const OPERATOR_ERRORS = [BadSettings, StartRefused, UnreadableDocument];

/** Writes an error to the error output. */
export function sayError(error: unknown): void {
  say(
    OPERATOR_ERRORS.some((kind) => error instanceof kind)
      ? (error as Error).message
      : String((error as Error)?.stack ?? error),
  );
}
