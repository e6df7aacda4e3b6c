/**
 * The column options of what PostgreSQL computes itself. The expression is in the migration: TypeORM compares one only with a
 * copy that it keeps in a table of its own, and the blank one here with none.
 */
export const COMPUTED = {
  generatedType: 'STORED',
  asExpression: ' ',
  insert: false,
  update: false,
} as const;
