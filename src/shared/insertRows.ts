import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { queryRows } from './database';

/** What a row may have for a property: lists need not be ones that can be changed. */
type Storable<Value> = Value extends (infer Item)[] ? readonly Item[] : Value;

/**
 * Inserts rows of an entity as a set, which all have values of the same properties. Returns the properties named in `returned` of each, in any order.
 * By hand: the text is one however many rows there are, so that it is prepared once.
 */
export async function insertRows<Row extends ObjectLiteral, Name extends keyof Row & string = never>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly { readonly [name in keyof Row]?: Storable<Row[name]> }[],
  returned: readonly Name[] = [],
): Promise<Pick<Row, Name>[]> {
  if (rows.length === 0) return [];
  const { driver } = manager.connection;
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const stored = columns.filter(({ propertyName }) => propertyName in rows[0]);
  const types = stored.map(
    (column) => `"${column.propertyName}" ${driver.normalizeType(column)}${column.isArray ? '[]' : ''}`,
  );
  const returning = columns.flatMap(({ propertyName, databaseName }) =>
    returned.some((name) => name === propertyName) ? [`${databaseName} as "${propertyName}"`] : [],
  );
  const insertRowsOfEntity = `
    insert into ${tableName} (${stored.map(({ databaseName }) => databaseName).join(', ')})
    select ${stored.map(({ propertyName }) => `v."${propertyName}"`).join(', ')} from jsonb_to_recordset($1::jsonb) as v(${types.join(', ')})
    ${returning.length > 0 ? `returning ${returning.join(', ')}` : ''}`;
  return queryRows<Pick<Row, Name>>(manager, insertRowsOfEntity, [JSON.stringify(rows)]);
}
