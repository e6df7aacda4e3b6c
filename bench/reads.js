import { isDeepStrictEqual } from 'node:util';
import { ask, load, median } from './load.js';

/** Every contender's figures must be ours before anything is timed; what differs is an error of the bench. */
export async function checkAnswers({ contenders, teachBare }, questions) {
  for (const [code, question] of Object.entries(questions)) {
    const [ours] = contenders;
    const first = ours.of(code, question);
    const text = await ask(first);
    await teachBare(code, text);
    const figures = first.read(text);
    for (const contender of contenders) {
      const request = contender.of(code, question);
      if (!request) continue;
      const told = request.read(await ask(request));
      if (!isDeepStrictEqual(told, figures))
        throw new Error(
          `${code}: ${contender.name} answers\n${JSON.stringify(told).slice(0, 800)}\nand the hub\n${JSON.stringify(figures).slice(0, 800)}`,
        );
    }
  }
}

/** How long each contender is asked its first question before anything is timed: until then its code is not hot. */
const HOT_SECONDS = 2;

/** Rounds of all cells, one after the other, so that what the machine does meanwhile falls on all alike. */
export async function measureReads({ contenders }, questions, { rounds, seconds, connections }, log) {
  const samples = new Map();
  // What goes wrong then, such as a pool that is still filling, is only told.
  const tryOut = (cell, { url, body, bodyOf }, lasting) =>
    load({ url, body, bodyOf, seconds: lasting, connections }).catch((error) =>
      log(`${cell}: ${error.message}`),
    );
  for (const [code, question] of Object.entries(questions).slice(0, 1))
    for (const { name, of } of contenders) {
      const request = of(code, question);
      if (request) await tryOut(`${code} ${name}`, request, HOT_SECONDS);
    }
  for (let round = 0; round < rounds; round += 1) {
    log(`reads, round ${round + 1} of ${rounds}`);
    for (const [code, question] of Object.entries(questions))
      for (const { name, of } of contenders) {
        const request = of(code, question);
        if (!request) continue;
        const { url, body, bodyOf } = request;
        const cell = `${code} ${name}`;
        if (round === 0) await tryOut(cell, request, 0.5);
        samples.set(cell, [
          ...(samples.get(cell) ?? []),
          await load({ url, body, bodyOf, seconds, connections }),
        ]);
      }
  }
  return Object.entries(questions).map(([code, { title }]) => ({
    code,
    title,
    cells: contenders.map(({ name }) => {
      const all = samples.get(`${code} ${name}`);
      if (!all) return { name, rate: null };
      const bound = all.find(({ isBound }) => isBound);
      if (bound) return { name, ...bound };
      const middle = (key) => median(all.map((sample) => sample[key]));
      return { name, rate: middle('rate'), p50: middle('p50'), p99: middle('p99'), bytes: middle('bytes') };
    }),
  }));
}
