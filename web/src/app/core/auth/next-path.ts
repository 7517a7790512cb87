/** Where a sign-in may lead: the portal's own pages, by their first word. Everything else leads home. */
const WORDS = ['dashboard', 'license', 'clients', 'sessions', 'files', 'settings'];
const HOME = '/dashboard';

/**
 * The page to open after signing in. Only a path of the portal itself: another host (`//evil`, `/\evil`), a scheme, a control
 * character or an unknown first word gives the dashboard.
 */
export function nextPath(wish: string | null | undefined): string {
  const [, word] = /^\/([a-z]+)(?:[/?][\w\-./?=&%,@:;$!~*'()]*)?$/.exec(wish ?? '') ?? [];
  const isOurs = word !== undefined && WORDS.includes(word) && !wish?.includes('//') && !wish?.includes('..');
  return isOurs && wish ? wish : HOME;
}

/** The sign-in page that leads back to `path`. */
export function signInAddress(path: string): string {
  const next = nextPath(path);
  return next === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
