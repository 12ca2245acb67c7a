/** What `view.isExpanded` is asked to know whether a row's details are open. */
export const detailsName = (table: string, row: string): string => `${table}/${row}/details`;

/** What `view.isExpanded` is asked to know whether a cell's text is shown whole. */
export const cellName = (table: string, row: string, column: number): string => `${table}/${row}/${column}`;
