import { isInputObjectType, isObjectType } from 'graphql';
import { waysIn } from './hostileInput';
import { schema } from './testHub';

/** Returns the path of the mark `*` in a value, and where the schema declares its place. */
function placeOfMark(
  value: unknown,
  typeName: string,
  path: string,
  declared: string,
): [string, string] | null {
  if (value === '*') return [path, declared];
  if (typeof value !== 'object' || value === null) return null;
  const type = schema.getType(typeName);
  for (const [name, item] of Object.entries(value)) {
    const isField = !Array.isArray(value) && isInputObjectType(type);
    const below = isField ? String(type.getFields()[name].type).replace(/[[\]!]/g, '') : typeName;
    const found = placeOfMark(item, below, `${path}.${name}`, isField ? `${typeName}.${name}` : declared);
    if (found) return found;
  }
  return null;
}

/** A place of the arguments of an operation, with where the schema declares it and what to send to try a value there. */
export interface MarkedPlace {
  readonly query: string;
  readonly path: string;
  readonly where: string;
  readonly scalar: string;
  tried(value: unknown): unknown;
}

/** Every place of the arguments of a root type that holds a scalar, or a list, with a way to it. */
export function* markedPlaces(...[root, wanted]: Parameters<typeof waysIn>): Generator<MarkedPlace> {
  for (const { place, query, scalar, value } of waysIn(root, wanted)) {
    const [argument] = place.split(' ');
    const [owner, field, name] = argument.split('.');
    const type = schema.getType(owner);
    const declared = isObjectType(type) && type.getFields()[field].args.find((one) => one.name === name);
    if (!declared) throw new Error(`there is no ${argument}`);
    const named = String(declared.type).replace(/[[\]!]/g, '');
    const found = placeOfMark(JSON.parse(value.replace('*', '"*"')), named, name, argument);
    if (!found) throw new Error(`nothing is tried in ${place}`);
    const [path, where] = found;
    const tried = (one: unknown) => JSON.parse(value.replace('*', JSON.stringify(one)));
    yield { query, path, where, scalar, tried };
  }
}
