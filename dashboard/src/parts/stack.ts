/** One below the other. Nothing in it makes it wider than it is, however long its words. */
export const stack = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' } as const;
