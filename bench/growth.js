import { startContenders } from './contenders.js';
import { findPlaces, findYears, openDemonstration } from './database.js';
import { load, median } from './load.js';
import { questionsOver } from './questions.js';
import { checkAnswers } from './reads.js';

const FACTORS = [100, 10, 1];
const CODES = ['R2-nation', 'R3-nation', 'R4-nation', 'page'];
const NAMES = ['ours, cold cache', 'SQL through pg, scanning', 'PostGraphile, aggregates'];
/** One district. */
const SMALLEST = 60;

/** How long one question takes, asked by one reader after another, as the data grows tenfold and a hundredfold. */
export async function measureGrowth(cluster, { agencies, years: length, rounds, seconds }, log) {
  const points = [];
  for (const factor of FACTORS) {
    const size = { agencies: Math.max(SMALLEST, Math.round(agencies / factor)), years: length };
    const demonstration = await openDemonstration(cluster, size, log);
    log(`growth, ${size.agencies} agencies x ${length} years`);
    const places = await findPlaces(demonstration.url);
    const years = await findYears(demonstration.url);
    const all = questionsOver(places, years);
    const questions = Object.fromEntries(CODES.map((code) => [code, all[code]]));
    const started = await startContenders(demonstration, { places, years });
    try {
      await checkAnswers(started, questions);
      for (const [code, question] of Object.entries(questions))
        for (const { name, of } of started.contenders.filter((item) => NAMES.includes(item.name))) {
          const request = of(code, question);
          if (!request) continue;
          const { url, body, bodyOf } = request;
          await load({ url, body, bodyOf, seconds: 0.5, connections: 1 });
          const means = [];
          for (let round = 0; round < rounds; round += 1)
            means.push(1000 / (await load({ url, body, bodyOf, seconds: seconds / 2, connections: 1 })).rate);
          points.push({ ...size, code, name, milliseconds: median(means) });
        }
    } finally {
      await started.stop();
    }
  }
  return points;
}
