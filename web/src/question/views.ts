/** What can be seen of an answer, as its address says it: the table with its chart, how a value is spread, and what it was asked with. */
export const VIEWS = ['ANSWER', 'DISTRIBUTION', 'GRAPHQL'] as const;
