export {
  connections,
  embeddedLists,
  keylessTypes,
  lookups,
  possibleTypes,
} from './generated/cacheFacts.js';
export * from './generated/documents.js';
export { type ScalarInputs, type ScalarOutputs, scalars } from './generated/scalars.js';
