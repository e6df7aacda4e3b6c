import { startContenders } from './contenders.js';
import { openDemonstration } from './database.js';
import { load, median } from './load.js';
import { questionsOver } from './questions/index.js';
import { checkAnswers } from './reads.js';

const FACTORS = [100, 10, 1];
const CODES = ['R2-nation', 'R3-nation', 'R4-nation', 'page'];
const CONTENDERS = ['ours', 'scan', 'aggregates'];
/** One district. */
const SMALLEST = 60;

/** Measures the time of one answer to one reader who asks different questions, as the data grows tenfold and a hundredfold. */
export async function measureGrowth(cluster, { agencies, years, rounds, seconds }, log) {
  const points = [];
  for (const factor of FACTORS) {
    const size = { agencies: Math.max(SMALLEST, Math.round(agencies / factor)), years };
    const demonstration = await openDemonstration(cluster, size, log);
    log(`growth, ${size.agencies} agencies x ${years} years`);
    const { places } = demonstration;
    const all = questionsOver(places.levels, places.years);
    const questions = Object.fromEntries(CODES.map((code) => [code, all[code]]));
    const started = await startContenders(demonstration, places);
    const timed = started.contenders.filter(({ id }) => CONTENDERS.includes(id));
    try {
      await checkAnswers(started, questions);
      for (const [code, question] of Object.entries(questions))
        for (const { id, requestFor } of timed) {
          const request = requestFor(question, code);
          if (!request) continue;
          await load({ ...request, seconds: 0.5, connections: 1 });
          const means = [];
          for (let round = 0; round < rounds; round += 1)
            means.push(1000 / (await load({ ...request, seconds: seconds / 2, connections: 1 })).rate);
          points.push({ ...size, code, id, milliseconds: median(means) });
        }
    } finally {
      await started.stop();
    }
  }
  return points;
}
