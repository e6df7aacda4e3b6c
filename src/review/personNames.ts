import { canReadAnyDraft } from '../agency/draftAccess';
import { type Context, loaderOf } from '../shared/request/context';

/** A person's name and username. */
interface PersonName {
  readonly username: string;
  readonly name: string;
}

/** Loads the names of accounts. The room of accounts is above this one: its table is named. */
const personLoader = (context: Context) =>
  loaderOf<string, PersonName>(
    context,
    'person names',
    (usernames) =>
      context.database
        .getRepository('account')
        .createQueryBuilder('c')
        .select('c.username', 'username')
        .addSelect('c.name', 'name')
        .where('c.username = any(:usernames)', { usernames })
        .getRawMany<PersonName>(),
    (row) => row.username,
  );

/** Returns the name of the person with a username. Null when the reader works on no reports, and when no account has it, as for an API key. */
export async function findDisplayName(context: Context, username: string): Promise<string | null> {
  if (!canReadAnyDraft(context.actor)) return null;
  return (await personLoader(context).load(username))?.name ?? null;
}
