// Stands for `fastly:cache-override`: keeps what it is given.
export class CacheOverride {
  constructor(readonly given: unknown) {}
}
