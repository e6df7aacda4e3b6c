/** How many bytes the lines before the first part may take. */
const HEAD = 4_000;

/** Returns whether bytes begin as a page that a browser or Word saved with its pictures in one file. */
export function isMhtml(bytes: Buffer): boolean {
  const head = bytes.subarray(0, HEAD).toString('latin1').trimStart();
  return (
    /^[\w-]+:/.test(head) &&
    /^mime-version:/im.test(head) &&
    /^content-type:\s*(?:multipart\/|text\/html)/im.test(head)
  );
}
