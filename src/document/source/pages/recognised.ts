/** The doubt of what was recognised in a picture. Arithmetic can take it away, and a person can. */
export const RECOGNISED = '扫描识别 recognised from a scan';
/** The doubt of a figure that was not read the same twice. */
export const UNCLEAR = '扫描识别，字迹不清 recognised from a scan; the writing is not clear';
