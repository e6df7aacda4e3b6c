import { type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql';
import { CELLS } from '../../src/form/cells';
import { tablePath } from '../../src/form/tablePaths';
import { schema } from '../support/testHub';

/** Returns the fields of the input of a report that lead to a cell. */
function fieldsTo(path: readonly string[]): GraphQLInputField[] {
  const found: GraphQLInputField[] = [];
  let type = schema.getType('ReportInput');
  for (const name of path) {
    if (!isInputObjectType(type)) throw new Error(`nothing is sent below ${path.join('.')}`);
    const field = type.getFields()[name];
    found.push(field);
    type = getNamedType(field.type);
  }
  return found;
}

test('where a cell of one edition alone is sent, a description on the way says which edition that is', () => {
  const silent = CELLS.filter(({ editions }) => editions.length === 1).filter((cell) => {
    const said = fieldsTo(tablePath(cell)).map(({ description }) => description ?? '');
    return !said.some((text) => new RegExp(`edition ${cell.editions[0]}`, 'i').test(text));
  });
  expect(silent.map(({ code }) => code)).toEqual([]);
});

test('row （六） of edition 2019 is sent as a subtotal, which says so in both languages', () => {
  const cell = CELLS.find(({ code }) => code === 'requests.otherHandling.total');
  if (!cell) throw new Error('the form has no such cell');
  const [, , subtotal] = fieldsTo(tablePath(cell));
  expect(subtotal.name).toBe('subtotal');
  expect(subtotal.description).toContain('2019 年版式中只有一行，其各栏填在这里');
  expect(subtotal.description).toContain('its cells are sent here');
  expect(subtotal.description).toContain('Edition 2021 has three rows instead, and nothing is sent here');
});
