// Stands for `fastly:config-store`: reads what the test has put there.
export class ConfigStore {
  constructor(readonly name: string) {}

  get(key: string): string | null {
    const stores = (globalThis as { configStores?: Record<string, Record<string, string>> }).configStores;
    return stores?.[this.name]?.[key] ?? null;
  }
}
