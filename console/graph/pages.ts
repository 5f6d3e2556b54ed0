/** A page of a connection as it was last read. `after` is where it begins; `dirty`: something may have changed in it. */
export interface Page<Node> {
  after: string | null;
  edges: readonly { cursor: string; node: Node }[];
  hasNext: boolean;
  end: string | null;
  dirty: boolean;
}

export interface Connection<Node> {
  totalCount?: number;
  edges: readonly { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The rows of all pages, each once: a row that has moved shows where it was read last. */
export function rowsOf<Node extends { id: string }>(pages: readonly Page<Node>[]): Node[] {
  const seen = new Set<string>();
  return pages.flatMap(({ edges }) =>
    edges.flatMap(({ node }) => {
      if (seen.has(node.id)) return [];
      seen.add(node.id);
      return [node];
    }),
  );
}

/**
 * Puts a page that was read again in its place. It ends where the next one begins, however many rows have come or gone
 * in between; where that place is not found any more, the next page begins behind it and is to be read again.
 */
export function replacePage<Node>(pages: readonly Page<Node>[], at: number, read: Connection<Node>): Page<Node>[] {
  const before = pages.slice(0, at);
  const [next, ...rest] = pages.slice(at + 1);
  const { hasNextPage, endCursor } = read.pageInfo;
  const page = {
    after: pages[at]?.after ?? null,
    edges: read.edges,
    hasNext: hasNextPage,
    end: endCursor,
    dirty: false,
  };
  if (!next) return [...before, page];
  const boundary = read.edges.findIndex(({ cursor }) => cursor === next.after);
  if (boundary >= 0) {
    const cut = { ...page, edges: read.edges.slice(0, boundary + 1), hasNext: true, end: next.after };
    return [...before, cut, next, ...rest];
  }
  return hasNextPage ? [...before, page, { ...next, after: endCursor, dirty: true }, ...rest] : [...before, page];
}

/** Which of the pages the rows from `first` to `last` stand on. */
export function pagesAt<Node>(pages: readonly Page<Node>[], first: number, last: number): number[] {
  let start = 0;
  return pages.flatMap(({ edges }, index) => {
    const end = start + edges.length;
    const within = start <= last && end > first;
    start = end;
    return within ? [index] : [];
  });
}
