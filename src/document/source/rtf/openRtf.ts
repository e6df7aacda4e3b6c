import type { Block } from '../blocks';
import { cutBlocks } from '../seen/cutBlocks';
import { RtfView } from './seeRtf';

/** Returns the blocks of an RTF file, as a person sees them. */
export const openRtf = (bytes: Buffer): Block[] => cutBlocks(new RtfView().see(bytes.toString('latin1')));
