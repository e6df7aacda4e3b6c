/** SQL: the agencies with whose reports of last year the report of an agency on a year is compared: itself, and those that were merged into it in the year. */
export const comparedOf = (agency: string, year: string): string =>
  `(select ${agency} as id union select s.predecessor_id from agency_succession s
     where s.successor_id = ${agency} and s.kind = 'MERGE' and extract(year from s.effective_on) = ${year})`;

/** SQL: the agencies whose reports of the next year are compared with the report of an agency on a year: what `comparedOf` says, from the other side. */
export const comparingOf = (agency: string, year: string): string =>
  `(select ${agency} as id union select s.successor_id from agency_succession s
     where s.predecessor_id = ${agency} and s.kind = 'MERGE' and extract(year from s.effective_on) = ${year} + 1)`;
