/** Traces, their tags, metadata and assessments, and what links them to runs. Part of the second step. */
export const TRACES = `
`;
