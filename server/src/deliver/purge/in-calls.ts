/** Items in groups that one call each may name: by their number, and by their bytes as JSON strings in a list. */
export function* inCalls(
  items: readonly string[],
  most: number,
  mostBytes = Number.POSITIVE_INFINITY,
): Generator<readonly string[]> {
  let group: string[] = [];
  let bytes = 0;
  for (const item of items) {
    const more = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (group.length === most || (group.length > 0 && bytes + more > mostBytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(item);
    bytes += more;
  }
  if (group.length > 0) yield group;
}
