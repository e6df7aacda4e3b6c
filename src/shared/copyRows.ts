import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';

/**
 * Stores copies of the rows of an entity that meet a condition. `changed` is the SQL of the columns that are not copied, with parameters;
 * `o` in it is the row. Returns the copies with the columns of `returned`. In PostgreSQL: a Date holds no microseconds.
 */
export async function copyRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  where: FindOptionsWhere<Row>,
  changed: { readonly [name in keyof Row]?: string },
  parameters: ObjectLiteral = {},
  returned: readonly (keyof Row & string)[] = [],
): Promise<ObjectLiteral[]> {
  const columns = manager.connection
    .getMetadata(entity)
    .columns.filter(({ isInsert, isGenerated }) => isInsert && !isGenerated);
  const rows = manager.getRepository<Row>(entity).createQueryBuilder('o').select([]);
  for (const { propertyName, databaseName } of columns)
    rows.addSelect(changed[propertyName] ?? `"o"."${databaseName}"`);
  rows.where(where).setParameters(parameters);
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into<Row>(
      entity,
      columns.map(({ propertyName }) => propertyName),
    )
    .valuesFromSelect(rows)
    .returning([...returned])
    .updateEntity(false)
    .execute();
  return raw;
}
