/**
 * What a document may cost before it is refused. The largest real reports found have about 2 MB; a DOCX or XLSX of one
 * unpacks to less than 10 MB.
 */

/** The largest document accepted, in bytes. */
export const LARGEST_DOCUMENT = 20_000_000;
/** The longest name of a stored document, in characters. */
export const LONGEST_NAME = 200;

/** The most entries of a ZIP format (DOCX, XLSX). */
export const ZIP_ENTRIES = 2_000;
/** The most bytes all entries of a ZIP format may unpack to. */
export const ZIP_BYTES = 100_000_000;
/** The most times an entry may grow when unpacked; small ones may grow more, because they cost little. */
export const ZIP_RATIO = 200;
/** Up to how many bytes an entry counts as small. */
export const ZIP_SMALL = 1_000_000;

/** How much processor time one document may take, in seconds; then the process that reads it is ended. Real reports take less than one. */
export const READ_PROCESSOR_SECONDS = 6;
/** How long one document may be read by the clock, in seconds, however little the machine does for it. */
export const READ_SECONDS = 30;
/** How long LibreOffice may convert an old document, by the clock and of processor time, in seconds. */
export const CONVERT_SECONDS = 25;
/** The largest heap of a process that reads, in megabytes. */
export const READER_HEAP = 512;
/** The most memory of a process that reads, buffers included, in megabytes. */
export const READER_MEMORY = 1_024;
/** The most documents that wait to be read, of all senders and of one; further ones are refused until there is room. */
export const READER_QUEUE = 200;
export const READER_QUEUE_OF_SENDER = 40;

/** The most cells that the merged ranges of a workbook may cover: a table of a report has fewer than a thousand. */
export const MERGED_CELLS = 100_000;

/** How many pages of a scan are recognised. A report has four to eight. */
export const SCAN_PAGES = 12;
/** How much processor time the recognition of a scan may take, and how long by the clock, in seconds. A page takes five to fifteen. */
export const SCAN_PROCESSOR_SECONDS = 120;
export const SCAN_SECONDS = 240;
/** The most pixels of a picture that is recognised: an A4 page at 600 dots per inch has 35 million. */
export const SCAN_PIXELS = 40_000_000;
