/** The description of the `asOf` argument, the same everywhere. */
export const AS_OF = {
  nullable: true,
  description:
    '时点：按该时刻已公布的数据。As published at this instant (UTC); default now. What was later withdrawn is there as it was.',
} as const;
