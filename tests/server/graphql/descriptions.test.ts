import { type GraphQLNamedType, isEnumType, isSpecifiedScalarType } from 'graphql';
import { schema } from '../../support/testHub';

/** An element of the schema with its description. */
type Described = readonly [name: string, description: string | null | undefined];

function elementsOf(type: GraphQLNamedType): Described[] {
  const own: Described = [type.name, type.description];
  if (isEnumType(type))
    return [
      own,
      ...type.getValues().map((value): Described => [`${type.name}.${value.name}`, value.description]),
    ];
  if (!('getFields' in type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field): Described[] => [
    [`${type.name}.${field.name}`, field.description],
    ...('args' in field ? field.args : []).map(
      (argument: { name: string; description?: string | null }): Described => [
        `${type.name}.${field.name}(${argument.name})`,
        argument.description,
      ],
    ),
  ]);
  return [own, ...fields];
}

const ELEMENTS = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
  .flatMap(elementsOf);

/** What stands in both languages alike and is no English yet. */
const CODES = /`[^`]*`|\b(?:UTC|GET|ID|JSON|GB\/T|SHA-256|HTTP|UTF-8)\b/g;

test('every element of the schema is described in Chinese and then in English', () => {
  const incomplete = ELEMENTS.filter(([, description]) => {
    const [first] = (description ?? '').split('。');
    return !/\p{Script=Han}/u.test(first) || !/[A-Za-z]{2}/.test((description ?? '').replace(CODES, ''));
  });
  expect(incomplete.map(([name]) => name)).toEqual([]);
  expect(ELEMENTS.length).toBeGreaterThan(1000);
});
