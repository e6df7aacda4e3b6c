import type { Client } from 'pg';
import { copyRows } from '../src/database/bulkLoad';

/** The keys of a table, one after the other. */
export interface Sequence {
  take(): number;
}

/** Returns the keys of a table that follow those in use; `save` tells the table. */
export async function sequenceOf(
  client: Client,
  table: string,
): Promise<Sequence & { save(): Promise<void> }> {
  const { rows } = await client.query(`select coalesce(max(id), 0)::int as last from ${table}`);
  let last: number = rows[0].last;
  return {
    take: () => {
      last += 1;
      return last;
    },
    save: async () => {
      if (last > 0) await client.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, last]);
    },
  };
}

/** The rows of a district, by table and in the order of COLUMNS. */
export interface DistrictRows {
  jurisdictions: unknown[][];
  agencies: unknown[][];
  versions: unknown[][];
  successions: unknown[][];
  reports: unknown[][];
  revisions: unknown[][];
  findings: unknown[][];
  indicators: unknown[][];
}

/** Returns rows of nothing. */
export const emptyRows = (): DistrictRows => ({
  jurisdictions: [],
  agencies: [],
  versions: [],
  successions: [],
  reports: [],
  revisions: [],
  findings: [],
  indicators: [],
});

const COLUMNS: Record<keyof DistrictRows, { table: string; columns: string[] }> = {
  jurisdictions: {
    table: 'jurisdiction',
    columns: ['id', 'code', 'name', 'level', 'parent_id', 'path', 'demonstration'],
  },
  agencies: { table: 'agency', columns: ['id', 'code', 'demonstration'] },
  versions: {
    table: 'agency_version',
    columns: [
      'id',
      'agency_id',
      'name',
      'kind',
      'jurisdiction_id',
      'supervising_agency_id',
      'valid_from',
      'valid_to',
      'recorded_at',
    ],
  },
  successions: {
    table: 'agency_succession',
    columns: ['predecessor_id', 'successor_id', 'kind', 'effective_on', 'recorded_at'],
  },
  reports: { table: 'report', columns: ['id', 'agency_id', 'year', 'scope', 'state', 'latest_revision'] },
  revisions: {
    table: 'report_revision',
    columns: [
      'id',
      'report_id',
      'agency_id',
      'year',
      'scope',
      'number',
      'origin',
      'proactive_edition',
      'requests_edition',
      'disputes_edition',
      'counts',
      'fees_amount',
      'blank_cells',
      'overview',
      'problems',
      'other_matters',
      'saved_sections',
      'source',
      'error_count',
      'warning_count',
      'rules_version',
      'published_at',
    ],
  },
  findings: {
    table: 'revision_finding',
    columns: [
      'revision_id',
      'ordinal',
      'code',
      'severity',
      'path',
      'cells',
      'expected',
      'actual',
      'message_zh',
      'message_en',
      'citation',
      'explanation',
    ],
  },
  indicators: {
    table: 'report_indicator',
    columns: ['revision_id', 'indicator_id', 'value', 'qualifier', 'sentence'],
  },
};

/** What makes demonstration data: its rows, keys, chance and the indicators. */
export interface Maker {
  rows: DistrictRows;
  readonly ids: Record<'jurisdiction' | 'agency' | 'agency_version' | 'report' | 'report_revision', Sequence>;
  readonly random: () => number;
  readonly catalogue: ReadonlyMap<string, number>;
}

/** Writes rows with COPY. */
export async function flush(client: Client, rows: DistrictRows) {
  for (const [name, { table, columns }] of Object.entries(COLUMNS)) {
    const part = rows[name as keyof DistrictRows];
    if (part.length > 0) await copyRows(client, table, columns, part);
  }
}
