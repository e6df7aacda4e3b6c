import type { Context } from '../../shared/request/context';
import { authoriseAgency, authoriseJurisdiction } from '../authoriseAgency';
import { readAgencyCode, readJurisdictionCode } from '../readCode';

const OPERATION = 'MANAGE_AGENCIES';

/** Returns the code of an agency that a change of the tree names. Throws unless the caller may change the tree there. */
export async function changeableAgency(context: Context, id: string): Promise<string> {
  const code = await readAgencyCode(context.database, id);
  await authoriseAgency(context, OPERATION, code);
  return code;
}

/** Returns the code of a place that a change of the tree names. Throws unless the caller may change the tree there. */
export async function changeablePlace(context: Context, id: string): Promise<string> {
  const code = await readJurisdictionCode(context.database, id);
  await authoriseJurisdiction(context, OPERATION, code);
  return code;
}

/** Returns the code of a supervising agency, which may be anywhere: nothing of it is changed. Null and nothing stay. */
export const supervisorCode = async (context: Context, id: string | null | undefined) =>
  id ? readAgencyCode(context.database, id) : id;
