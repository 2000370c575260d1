const KEY = 'tessera.preview.page';

/** The page that was looked at last in this browser; the home page at first. Storage may be forbidden. */
export function lastPage(): string {
  try {
    return localStorage.getItem(KEY) ?? '/';
  } catch {
    return '/';
  }
}

export function keepLastPage(page: string): void {
  try {
    localStorage.setItem(KEY, page);
  } catch {
    // It is only a convenience.
  }
}
