/** What makes the common shapes of searches quick in a large store. Part of the second step. */
export const SEARCH_INDEXES = `
`;
