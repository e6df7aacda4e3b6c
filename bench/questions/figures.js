import { columnOf, indexOf } from '../form.js';

export const RECEIVED = 'requests.received.total';
export const CONCLUDED = 'requests.concluded.total';
export const GRANTED = ['requests.granted.total', 'requests.partlyGranted.total'];
export const LITIGATION = ['disputes.litigationDirect', 'disputes.litigationAfterReconsideration'];

/** Returns a figure as a number; PostgreSQL and GraphQL send large ones as text. */
export const number = (value) => (value === null || value === undefined ? null : Number(value));
/** Returns a ratio rounded to the digits in which two ways of dividing agree. */
export const rate = (value) =>
  value === null || value === undefined ? null : Number(Number(value).toPrecision(12));
/** Returns rows in the order of their first column. */
export const byKey = (rows) => rows.toSorted(([one], [other]) => (one < other ? -1 : 1));

/** Returns SQL that adds cells over rows of the peers' tables. */
export const sumSql = (codes) => codes.map((code) => `coalesce(sum(${columnOf(code)}), 0)`).join(' + ');
/** Returns SQL of a ratio that is null where nothing is below the line. */
export const ratioSql = (above, below) => `(${above})::float8 / nullif(${below}, 0)::float8`;
/** Returns the sum of cells of a stored array of counts. */
export const addCounts = (counts, codes) =>
  codes.reduce((total, code) => total + Number(counts[indexOf(code)] ?? 0), 0);
/** Returns the sum of cells of an object whose keys are columns. */
export const addColumns = (row, codes) =>
  codes.reduce((total, code) => total + Number(row[columnOf(code)] ?? 0), 0);

/** Returns the condition of a statement whose parameters are year (or years) and place. */
export const whereSql = (level, year = 'year = $1') => `${year} and ${level.name} = $2`;
/** Returns the parameters of such a statement. */
export const yearAndPlace = ({ years: [year], place }) => [year, place];
export const placeAndYear = ({ years: [year], place }) => [place, year];

/** Returns the variables of a query that PostGraphile answers for one year. */
export const variablesOfYear = ({ years: [year], place }) => ({ place, year });
/** The head of such a query. */
export const QUERY_OF_YEAR = 'query ($place: String!, $year: Int!)';
/** Returns its condition. */
export const conditionOfYear = (level) => `condition: { year: $year, ${level.name}: $place }`;

/** Returns the definition of a GraphQL type of numbers with the types nested in it. */
export function typesOf(name, tree) {
  return `type ${name} { ${partsOf(name, tree)}`;
}
/** Returns the fields of nested types; it closes the type that holds them and appends the nested ones. */
export function partsOf(name, tree) {
  const nested = Object.entries(tree).filter(([, value]) => typeof value === 'object');
  const typeName = (key) => `${name}${key[0].toUpperCase()}${key.slice(1)}`;
  const fields = Object.entries(tree).map(([key, value]) =>
    typeof value === 'object' ? `${key}: ${typeName(key)}` : `${key}: Float`,
  );
  return `${fields.join(' ')} } ${nested.map(([key, value]) => typesOf(typeName(key), value)).join(' ')}`;
}
