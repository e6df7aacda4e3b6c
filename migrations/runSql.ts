import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';

/** The folder of the SQL. This file runs from dist/migrations, and in tests from migrations; a build copies no SQL. */
const FOLDER = ['sql', '../../migrations/sql']
  .map((path) => join(__dirname, path))
  .find((folder) => existsSync(folder)) as string;

/** Runs files of `migrations/sql`, in this order. */
export async function runSql(queryRunner: QueryRunner, ...files: string[]): Promise<void> {
  for (const file of files) await queryRunner.query(readFileSync(join(FOLDER, file), 'utf8'));
}
