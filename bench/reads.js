import { isDeepStrictEqual } from 'node:util';
import { ask, load, median } from './load.js';

/** How many variants of a question are compared before it is timed. */
const COMPARED = 4;
/** How long each contender answers its first question before anything is timed, so that its code is hot. */
const HOT_SECONDS = 2;
/** How long it answers each further question before that is timed. */
const WARM_SECONDS = 0.5;

/** Positions spread evenly over a sequence, the first and the last among them. */
const spread = (length) => [
  ...new Set(
    Array.from({ length: COMPARED }, (_, step) => Math.round((step * (length - 1)) / (COMPARED - 1))),
  ),
];

/** Throws where a contender's figures are not the hub's, for several variants of each question. */
export async function checkAnswers({ contenders, storeAnswer }, questions) {
  const requestOf = (id) => contenders.find((contender) => contender.id === id).requestFor;
  for (const [code, question] of Object.entries(questions)) {
    const repeated = requestOf('repeated')(question);
    await storeAnswer(code, await ask(repeated.url, repeated.bodyAt(0)));
    const ours = requestOf('ours')(question);
    for (const position of spread(question.variants.length)) {
      const figures = ours.read(await ask(ours.url, ours.bodyAt(position)));
      for (const { id, requestFor } of contenders) {
        const request = requestFor(question, code);
        if (!request || position >= request.variants.length) continue;
        const answer = await ask(request.url, request.bodyAt(position)).catch((cause) => {
          throw new Error(`${code}: ${id} does not answer`, { cause });
        });
        const answered = request.read(answer);
        if (!isDeepStrictEqual(answered, figures))
          throw new Error(
            `${code}, ${JSON.stringify(question.variants[position])}: ${id} answers\n${JSON.stringify(answered).slice(0, 800)}\nand the hub\n${JSON.stringify(figures).slice(0, 800)}`,
          );
      }
    }
  }
}

function summarise(samples) {
  const bound = samples.find(({ isBound }) => isBound);
  if (bound) return bound;
  const middle = (key) => median(samples.map((sample) => sample[key]));
  return { rate: middle('rate'), p50: middle('p50'), p99: middle('p99'), bytes: middle('bytes') };
}

/**
 * Measures every contender on every question in rounds. In a round all contenders of a question follow each other, so that what the
 * machine does meanwhile falls on all alike. Returns for each question the rates by contender.
 */
export async function measureReads({ contenders }, questions, { rounds, seconds, connections }, log) {
  const cells = Object.entries(questions).flatMap(([code, question]) =>
    contenders.flatMap(({ id, requestFor }) => {
      const request = requestFor(question, code);
      return request ? [{ code, id, request, samples: [] }] : [];
    }),
  );
  // What goes wrong then, such as a pool that is still filling, is only logged.
  const warm = ({ code, id, request }, lasting) =>
    load({ ...request, seconds: lasting, connections }).catch((error) =>
      log(`${code} ${id}: ${error.message}`),
    );
  for (const cell of cells.filter(({ code }) => code === cells[0].code)) await warm(cell, HOT_SECONDS);
  for (let round = 0; round < rounds; round += 1) {
    log(`reads, round ${round + 1} of ${rounds}`);
    for (const cell of cells) {
      if (round === 0) await warm(cell, WARM_SECONDS);
      cell.samples.push(await load({ ...cell.request, seconds, connections }));
    }
  }
  return Object.entries(questions).map(([code, { title, variants }]) => ({
    code,
    title,
    variants: variants.length,
    cells: Object.fromEntries(
      cells.filter((cell) => cell.code === code).map(({ id, samples }) => [id, summarise(samples)]),
    ),
  }));
}
