/** The description of the `asOf` argument, the same everywhere. */
export const AS_OF = {
  nullable: true,
  description:
    '时点：按该时刻已公布的数据；其后撤回公布的，数字仍在，文字不再公开。As published at this instant (UTC); default now. What was later withdrawn is there with its figures; its words are shown only to those who work on it.',
} as const;
