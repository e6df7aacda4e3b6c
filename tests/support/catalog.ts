import type { DataSource } from 'typeorm';

const STATEMENTS = {
  tables: `select c.relname as name, c.relkind as kind, c.relpersistence as persistence, c.reloptions as options, c.relacl as rights,
      obj_description(c.oid, 'pg_class') as comment
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'S', 'i') order by 1`,
  columns: `select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "isNotNull",
      pg_get_expr(d.adbin, d.adrelid) as value, a.attidentity as identity, a.attgenerated as generated, a.attstorage as storage,
      a.attcollation::regcollation as collation, a.attacl as rights, col_description(c.oid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  constraints: `select conrelid::regclass as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
  indexes: `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' order by 1`,
  views: `select viewname as name, definition from pg_views where schemaname = 'public' order by 1`,
  functions: `select p.oid::regprocedure::text as name, case p.prokind when 'f' then pg_get_functiondef(p.oid) end as definition,
      p.prokind as kind, p.proacl as rights, obj_description(p.oid, 'pg_proc') as comment
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`,
  triggers: `select tgrelid::regclass::text as "table", tgname as name, tgfoid::regproc::text as function, pg_get_triggerdef(oid) as definition
    from pg_trigger t where not tgisinternal and exists (
      select 1 from pg_class c where c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace) order by 1, 2`,
  rights: 'select defaclobjtype as kind, defaclacl as rights from pg_default_acl order by 1',
} as const;

/** A table, view, sequence or index; or a function or aggregate. */
interface Described {
  readonly name: string;
  readonly kind: string;
  readonly comment: string | null;
}

/** What PostgreSQL's catalog says of the schema `public`, in an order that does not depend on how it was made. */
export interface Catalog {
  readonly tables: Described[];
  readonly columns: { table: string; name: string }[];
  readonly constraints: unknown[];
  readonly indexes: unknown[];
  readonly views: unknown[];
  readonly functions: (Described & { definition: string | null })[];
  readonly triggers: { table: string; name: string; function: string; definition: string }[];
  readonly rights: unknown[];
}

/** Reads the catalog of a database. */
export async function readCatalog(database: DataSource): Promise<Catalog> {
  const entries: [string, unknown][] = [];
  for (const [name, sql] of Object.entries(STATEMENTS)) entries.push([name, await database.query(sql)]);
  return Object.fromEntries(entries) as unknown as Catalog;
}
