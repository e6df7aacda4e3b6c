import { canReadAnyDraft } from '../agency/draftAccess';
import { queryRows } from '../shared/database';
import { type Context, loaderOf } from '../shared/request/context';

/** The name of a person, and the one under which they sign in. */
interface PersonName {
  readonly username: string;
  readonly name: string;
}

/** The names of the accounts that sign in under names ($1). */
const NAMES = 'select username, name from account where username = any($1)';

const personLoader = (context: Context) =>
  loaderOf<string, PersonName>(
    context,
    'person names',
    (usernames) => queryRows<PersonName>(context.database, NAMES, [[...usernames]]),
    (row) => row.username,
  );

/** Returns what a person is called who signs in under a name: null for who works on no report, and where no account has that name, as a key has none. */
export async function findDisplayName(context: Context, username: string): Promise<string | null> {
  if (!canReadAnyDraft(context.actor)) return null;
  return (await personLoader(context).load(username))?.name ?? null;
}
