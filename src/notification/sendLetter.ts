import type { Transporter } from 'nodemailer';
import type { DataSource } from 'typeorm';
import type { Letter } from './mail';
import { RefusedAddress } from './refusedAddresses';

/** A letter that could not be sent now and is tried again. Nothing is wrong with the hub: it is a warning of its log. */
export class NotSent extends Error {}

/** What a mail server or the library says of a letter that did not go. */
interface MailError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly message: string;
}

/** Whether a letter can never go to its address: the server refuses the address or the letter for good (5xx), or it is no address at all. What is refused to the sender may be mended. */
function isRefusedForGood({ code, command, responseCode = 0, message }: MailError): boolean {
  const isOfLetter = command === 'RCPT TO' || command === 'DATA';
  const isNoAddress = code === 'EENVELOPE' && command === 'API' && /recipient/i.test(message);
  return isNoAddress || (isOfLetter && responseCode >= 500 && responseCode < 600);
}

/** Notes that one more letter to an address was refused, with a reply. In one transaction: nobody sees an address of which none was. */
const noteRefused = (database: DataSource, address: string, reply: string): Promise<unknown> =>
  database.transaction(async (manager) => {
    const refused = manager.getRepository(RefusedAddress);
    await refused.createQueryBuilder().insert().values({ address, letters: 0, reply }).orIgnore().execute();
    await refused.update({ address }, { letters: () => 'letters + 1', reply, lastAt: () => 'now()' });
  });

/** Sends a letter. One that is refused for good is noted for administrators, and not tried again; throws NotSent when it should be. */
export async function sendLetter(
  database: DataSource,
  transport: Pick<Transporter, 'sendMail'>,
  from: string,
  letter: Letter,
): Promise<void> {
  try {
    await transport.sendMail({ from, ...letter });
  } catch (error) {
    const failure = error as MailError;
    if (!isRefusedForGood(failure)) throw new NotSent(failure.response ?? failure.message);
    await noteRefused(database, letter.to, failure.response ?? failure.message);
    return;
  }
  await database.getRepository(RefusedAddress).delete({ address: letter.to });
}
