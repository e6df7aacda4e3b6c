import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** The folder of the built hub that is measured: the environment names it in BENCH_HUB, or the bench lies in it. */
export const HUB = process.env.BENCH_HUB ? resolve(process.env.BENCH_HUB) : join(import.meta.dirname, '..');
/** The program of the hub. */
export const PROGRAM = join(HUB, 'dist/src/main.js');
/** Where the databases and the results of this hub lie. Another hub has its own, for its tables may differ. */
export const DATA = join(HUB, 'bench/.data');

const names = JSON.parse(readFileSync(join(import.meta.dirname, 'names.json'), 'utf8'));
/** The tables of the hub that a contender reads, by what they hold. */
export const TABLES = names.tables;
/** The property of a cell that says where its figure is stored. */
export const CELL_POSITION = names.cellPosition;

const require = createRequire(join(HUB, 'package.json'));
// The decorators of the hub need it before anything else, as its program does.
require('reflect-metadata');
/** Returns one export of the built hub by its name. A module is loaded when something in it is needed. */
export const fromHub = (name) => require(join(HUB, 'dist', `${names.modules[name]}.js`))[name];
