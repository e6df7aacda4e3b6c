import type { EntityManager } from 'typeorm';
import type { Submission } from './validateSubmission';

/**
 * Submissions in layers that may be taken as sets: those of one layer do not bear on each other, and every one comes in
 * a later layer than those before it that it bears on. Two bear on each other when they are of the same report, of
 * adjoining years of one agency (the checks read last year's figures), of an agency and one merged into it, or under
 * one idempotency key.
 */
export async function dependencyLayers(
  database: Pick<EntityManager, 'query'>,
  inputs: readonly Submission[],
): Promise<Submission[][]> {
  const mergers: { successor: string; predecessor: string }[] = await database.query(
    `select s.code as successor, p.code as predecessor from agency_succession m
       join agency s on s.id = m.successor_id join agency p on p.id = m.predecessor_id
      where m.kind = 'MERGE' and (s.code = any($1) or p.code = any($1))`,
    [[...new Set(inputs.map(({ agency }) => agency))]],
  );
  const related = new Map<string, string[]>();
  for (const { successor, predecessor } of mergers)
    for (const [one, other] of [
      [successor, predecessor],
      [predecessor, successor],
    ])
      related.set(one, [...(related.get(one) ?? []), other]);
  const deepest = new Map<string, number>();
  const layers: Submission[][] = [];
  for (const input of inputs) {
    const { agency, year, scope, idempotencyKey } = input;
    const near = [agency, ...(related.get(agency) ?? [])].flatMap((code) =>
      [year - 1, year, year + 1].map((other) => `${code} ${other} ${scope}`),
    );
    const key = idempotencyKey ? [`key ${idempotencyKey}`] : [];
    const layer = Math.max(...[...near, ...key].map((name) => deepest.get(name) ?? -1)) + 1;
    for (const name of [`${agency} ${year} ${scope}`, ...key])
      deepest.set(name, Math.max(layer, deepest.get(name) ?? 0));
    layers[layer] ??= [];
    layers[layer].push(input);
  }
  return layers;
}
