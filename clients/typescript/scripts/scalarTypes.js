/** The TypeScript type of each scalar as it comes in an answer, and as it may be sent. */
const SCALARS = {
  ID: { output: 'string', input: 'string' },
  String: { output: 'string', input: 'string' },
  Boolean: { output: 'boolean', input: 'boolean' },
  Int: { output: 'number', input: 'number' },
  Float: { output: 'number', input: 'number' },
  // A number where a double holds it exactly, text otherwise.
  Figure: { output: 'number | string', input: 'number | string' },
  DateTime: { output: 'string', input: 'string' },
  LocalDate: { output: 'string', input: 'string' },
  JSON: { output: 'unknown', input: 'unknown' },
  CellInput: {
    output: 'unknown',
    input: 'number | string | null | { value?: number | string | null; note?: string | null }',
  },
};

/** Returns the types of a scalar. Throws for one that is not here, so that none is `unknown` to clients. */
function scalarType(name) {
  if (!Object.hasOwn(SCALARS, name)) throw new Error(`clients/typescript does not know the scalar ${name}`);
  return SCALARS[name];
}

module.exports = { scalarType };
