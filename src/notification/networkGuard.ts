import { lookup as lookUpAll } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { firstLetters } from '../shared/text';

const LONGEST_ADDRESS = 1000;
/** How long a name may take to be found when a webhook is created. */
const LOOKUP_MS = 3000;

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  // IPv4 inside IPv6 in its several forms (compatible, translated, 6to4, Teredo) reaches what IPv4 reaches.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** Whether an address lies inside a private network, where a webhook must not reach. IPv4 in IPv6 counts as IPv4; what is no address is private. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  return family === 0 || PRIVATE.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

/** The host of an address without the brackets of IPv6. URL writes IPv4 in whatever notation (octal, one number) as four numbers. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** What a webhook must not be sent to. Its message names no address: those who created the webhook may read it. */
export class PrivateAddress extends Error {
  constructor() {
    super('the address is in a private network, or there is none of this name');
  }
}

/** Looks a name up and refuses private addresses; the address checked is the one connected to. */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  lookUpAll(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address)))
      return done(new PrivateAddress(), '', 0);
    if (options.all) return done(null, addresses);
    return done(null, addresses[0].address, addresses[0].family);
  });
};

const NO_ADDRESS =
  '该地址没有可用的公网地址。 There is no public address of this name, or it is in a private network.';
const NO_ANSWER = '连接不上或未及时答复。 It cannot be connected to, or did not answer in time.';
const NO_TRUST = '证书不可信。 Its certificate is not trusted.';

/** Returns what those who created a webhook read of an error: never an address, nor whether a name exists inside the network. */
export function wordsFor(error: unknown): string {
  const code = String(Object(error).code ?? '');
  if (error instanceof PrivateAddress || /^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return NO_ADDRESS;
  return /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code) ? NO_TRUST : NO_ANSWER;
}

const wrongAddress = (zh: string, en: string, actual: string) =>
  refusal('webhook.url', 'input.url', zh, en, { actual: firstLetters(actual, 200) });

/** Whether a host is inside a private network as far as can be told now; a name that is not found is looked up again at delivery. */
async function isInside(host: string): Promise<boolean> {
  if (isIP(host)) return isPrivateAddress(host);
  const found = await Promise.race([
    // With a dot at its end some resolvers do not find what is in the hosts file.
    lookup(host.replace(/\.$/, ''), { all: true }).catch(() => []),
    wait(LOOKUP_MS, [], { ref: false }),
  ]);
  return found.some(({ address }) => isPrivateAddress(address));
}

/** What is wrong with the address of a new webhook. */
export async function checkWebhookAddress(text: string, allowPrivate: boolean): Promise<FindingType[]> {
  const url = URL.canParse(text) && text.length <= LONGEST_ADDRESS ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return [
      wrongAddress(
        '地址应为 http 或 https，不含用户名和密码。',
        'The address is http or https, without a user name or a password.',
        url?.username || url?.password ? '' : text,
      ),
    ];
  if (allowPrivate || !(await isInside(hostOf(url)))) return [];
  return [
    wrongAddress(
      '地址位于内部网络，平台不向内部网络发送：请用公网地址；确须发往内部网络的，请运维人员放开（设置 WEBHOOKS_TO_PRIVATE_NETWORKS）。',
      'The address is inside a private network, and the hub sends nothing there: use a public one. If it has to be there, the operator can allow it (setting WEBHOOKS_TO_PRIVATE_NETWORKS).',
      text,
    ),
  ];
}
