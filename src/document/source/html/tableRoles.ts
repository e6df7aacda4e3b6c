import type { Element } from 'domhandler';
import type { Declarations } from './styleRules';

/** What an element is to the table it stands in. */
export type TableRole = 'TABLE' | 'CAPTION' | 'GROUP' | 'FOOT' | 'ROW' | 'CELL';

const BY_NAME: Readonly<Record<string, TableRole>> = {
  table: 'TABLE',
  caption: 'CAPTION',
  thead: 'GROUP',
  tbody: 'GROUP',
  tfoot: 'FOOT',
  tr: 'ROW',
  td: 'CELL',
  th: 'CELL',
};

const BY_DISPLAY: Readonly<Record<string, TableRole>> = {
  table: 'TABLE',
  'inline-table': 'TABLE',
  'table-caption': 'CAPTION',
  'table-header-group': 'GROUP',
  'table-row-group': 'GROUP',
  'table-footer-group': 'FOOT',
  'table-row': 'ROW',
  'table-cell': 'CELL',
};

/** Returns the part of a table that an element is: by how its style displays it, else by its name; null for no part. */
export const tableRoleOf = ({ name }: Element, declarations: Declarations): TableRole | null =>
  BY_DISPLAY[declarations.get('display') ?? ''] ?? BY_NAME[name] ?? null;
