/**
 * What a discovered collection starts from, should it have to be made again: all that differs from
 * the defaults is declared. What a pool inherits may differ from both, so with `"inherited"` the
 * collection would not be the one that was discovered.
 */
export const startFrom = "defaults";
