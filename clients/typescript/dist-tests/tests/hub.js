import assert from 'node:assert/strict';
const { HUB_URL, HUB_TOKEN } = process.env;
assert(HUB_URL && HUB_TOKEN, 'tests/run.js starts the hub and says where it is');
/** The hub that the tests ask, and the token of an administrator. */
export const url = HUB_URL;
export const token = HUB_TOKEN;
/** Returns a fetch that counts its requests, with the token where it is wanted. */
export function countingFetch(withToken = false) {
    const requests = [];
    const ask = async (input, init = {}) => {
        requests.push({ method: init.method ?? 'GET', url: String(input), body: String(init.body ?? '') });
        const headers = new Headers(init.headers);
        if (withToken)
            headers.set('authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
    };
    return { ask: ask, requests };
}
const LONGEST_WAIT_MS = 60_000;
/** Waits until something is there. */
export async function until(find) {
    for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end;) {
        const found = find();
        if (found)
            return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('waited for in vain');
}
