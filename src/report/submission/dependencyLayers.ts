import { AgencySuccession } from '../../agency/agencyEntities';
import { SuccessionKind } from '../../agency/agencyTypes';
import type { Database } from '../../shared/database';
import { distinct } from '../../shared/distinct';
import type { Submission } from './submission';

/**
 * Parts submissions into layers that can be stored as sets: those of one layer do not bear on each other, and each comes
 * in a later layer than those before it that it bears on. Two bear on each other when they are for one report, for
 * adjoining years of one agency (the checks read last year's figures), for an agency and one merged into it, or under
 * one idempotency key.
 */
export async function dependencyLayers<T extends { readonly input: Submission }>(
  database: Database,
  items: readonly T[],
): Promise<T[][]> {
  const merged = await findMerged(
    database,
    items.map(({ input }) => input.agency),
  );
  const lastLayer = new Map<string, number>();
  const layers: T[][] = [];
  for (const item of items) {
    const { agency, year, scope, idempotencyKey } = item.input;
    const reports = [agency, ...(merged.get(agency) ?? [])].flatMap((code) =>
      [year - 1, year, year + 1].map((near) => `${code} ${near} ${scope}`),
    );
    const keys = idempotencyKey ? [`key ${idempotencyKey}`] : [];
    const layer = Math.max(...[...reports, ...keys].map((name) => lastLayer.get(name) ?? -1)) + 1;
    for (const name of [`${agency} ${year} ${scope}`, ...keys])
      lastLayer.set(name, Math.max(layer, lastLayer.get(name) ?? 0));
    layers[layer] ??= [];
    layers[layer].push(item);
  }
  return layers;
}

interface Merger {
  readonly successor: string;
  readonly predecessor: string;
}

/** Finds which agencies merged with those of these codes, on either side. */
async function findMerged(database: Database, codes: readonly string[]): Promise<Map<string, string[]>> {
  const mergers = await database
    .getRepository(AgencySuccession)
    .createQueryBuilder('m')
    .innerJoin('m.successor', 's')
    .innerJoin('m.predecessor', 'p')
    .select('s.code', 'successor')
    .addSelect('p.code', 'predecessor')
    .where('m.kind = :kind and (s.code = any(:codes) or p.code = any(:codes))', {
      kind: SuccessionKind.MERGE,
      codes: distinct(codes),
    })
    .getRawMany<Merger>();
  const merged = new Map<string, string[]>();
  for (const { successor, predecessor } of mergers) {
    merged.set(successor, [...(merged.get(successor) ?? []), predecessor]);
    merged.set(predecessor, [...(merged.get(predecessor) ?? []), successor]);
  }
  return merged;
}
