/** Evaluation datasets and their records. Part of the second step. */
export const EVALUATION_DATASETS = `
`;
