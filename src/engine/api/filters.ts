/** Lists of filters by name, as `--filter` collects them. */
export type Filters = Readonly<Record<string, readonly string[]>>;
