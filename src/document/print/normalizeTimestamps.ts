import JSZip from 'jszip';

/** Where the properties of an Office file say when it was written. */
export const WRITTEN_AT = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;

/**
 * Returns an Office file in which every time is the same, so that the same content gives the same bytes: the libraries
 * write the time of printing into it.
 */
export async function normalizeTimestamps(file: Buffer, at: Date): Promise<Buffer> {
  const archive = await JSZip.loadAsync(file);
  const properties = await archive.file('docProps/core.xml')?.async('string');
  const time = `${at.toISOString().slice(0, 19)}Z`;
  if (properties) archive.file('docProps/core.xml', properties.replace(WRITTEN_AT, `$1${time}$2`));
  archive.forEach((_, entry) => {
    entry.date = at;
  });
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
