/** Reads page after page, each told to `use` before the next is asked for. */
export async function everyPage<P extends { readonly nextPageToken: string | null }>(
  read: (pageToken: string | null) => Promise<P>,
  use: (page: P) => Promise<void> | void,
): Promise<void> {
  let pageToken: string | null = null;
  do {
    const page: P = await read(pageToken);
    await use(page);
    pageToken = page.nextPageToken;
  } while (pageToken !== null);
}
