import { labelled } from '../../../src/document/tree/treeColumns';
import { KINDS } from '../../../src/shared/dimensionWords';

test.each([
  ['人民政府', 'GOVERNMENT'],
  ['政府', 'GOVERNMENT'],
  ['乡镇街道', 'TOWNSHIP_OR_STREET'],
  ['法律法规授权组织', 'INSTITUTION'],
  ['法律、法规授权的组织', 'INSTITUTION'],
  ['DEPARTMENT', 'DEPARTMENT'],
  ['其他', null],
])('a kind of agency that a file writes as %s is %s', (text, kind) => {
  expect(labelled<string>(KINDS, text)).toBe(kind);
});
