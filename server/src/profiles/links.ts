/**
 * The names that visitors go by beside their ids: users who signed in, ids that other devices had before they
 * turned out to be the same person's, ids of other tags. A name stands for one visitor.
 */
export class Links {
  readonly #visitors = new Map<string, string>();
  readonly #names = new Map<string, Set<string>>();

  get size(): number {
    return this.#visitors.size;
  }

  /** Whom a name stands for. */
  get(name: string): string | undefined {
    return this.#visitors.get(name);
  }

  /** The visitor that an id means by now: itself, unless it is another name of somebody. */
  resolve(id: string): string {
    return this.#visitors.get(id) ?? id;
  }

  namesOf(visitor: string): readonly string[] {
    return [...(this.#names.get(visitor) ?? [])];
  }

  /** From now on the name stands for this visitor; null: for nobody. */
  set(name: string, visitor: string | null): void {
    const before = this.#visitors.get(name);
    if (before !== undefined) {
      const names = this.#names.get(before);
      names?.delete(name);
      if (names?.size === 0) this.#names.delete(before);
    }
    if (visitor === null) {
      this.#visitors.delete(name);
      return;
    }
    this.#visitors.set(name, visitor);
    const names = this.#names.get(visitor);
    if (names) names.add(name);
    else this.#names.set(visitor, new Set([name]));
  }

  /** Lets all names of `from`, and its id, stand for `to`. Answers which. */
  move(from: string, to: string): readonly string[] {
    const moved = [...this.namesOf(from), from];
    for (const name of moved) this.set(name, to);
    // A visitor's own id is no name of it: else it could never be let go of.
    this.set(to, null);
    return moved.filter((name) => name !== to);
  }

  *[Symbol.iterator](): Generator<readonly [name: string, visitor: string]> {
    yield* this.#visitors;
  }
}

/** Ids of visitors have no such sign: the store can tell a name's row by it. */
const SIGN = '~';

/** How a name is stored: as a profile of its own that says whose it is. */
export const linkRow = (name: string, visitor: string | null) => ({
  id: SIGN + name,
  profile: visitor === null ? null : Buffer.from(visitor),
});

/** The name and the visitor that a stored row speaks of; null if it is a visitor's profile. */
export function linkOf(id: string, profile: Buffer | null): [name: string, visitor: string | null] | null {
  return id.startsWith(SIGN) ? [id.slice(SIGN.length), profile?.toString() ?? null] : null;
}
