/**
 * The `startFrom` of a discovered collection, in case it has to be created again. The program
 * declares everything that differs from the defaults. With `"inherited"` the new collection would
 * differ from the discovered one if the inherited values differ from the defaults.
 */
export const startFrom = "defaults";
