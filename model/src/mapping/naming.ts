/** Which of our events another tag's event is, and what its properties are called here. */
export interface Naming {
  readonly type: string;
  /** Our name of a property → theirs; the first that is there counts. All others keep their names. */
  readonly props?: Readonly<Record<string, readonly string[]>>;
  /** Our name of a property → what it always is. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
}

/** By the name that the other tag sends. */
export type Names = Readonly<Record<string, Naming>>;
