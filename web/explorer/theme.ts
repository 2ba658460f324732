/**
 * Light or dark before the first paint: a classic script in the head, so that a chosen colour scheme never flashes the
 * other one. The button cycles through what the system has, light and dark.
 */
{
  const SCHEMES = ['system', 'light', 'dark'] as const;
  type Scheme = (typeof SCHEMES)[number];
  const KEY = 'crosswalk-theme';

  const stored = (): Scheme => {
    try {
      return SCHEMES.find((scheme) => scheme === localStorage.getItem(KEY)) ?? 'system';
    } catch {
      return 'system'; // storage is forbidden: the system's scheme is a good one
    }
  };

  const apply = (scheme: Scheme): void => {
    if (scheme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = scheme;
    const label = scheme === 'system' ? 'as the system has them' : scheme;
    document.querySelector('#theme')?.setAttribute('aria-label', `Colours: ${label}`);
  };

  apply(stored());
  document.addEventListener('DOMContentLoaded', () => {
    apply(stored());
    document.querySelector('#theme')?.addEventListener('click', () => {
      const next = SCHEMES[(SCHEMES.indexOf(stored()) + 1) % SCHEMES.length] ?? 'system';
      try {
        localStorage.setItem(KEY, next);
      } catch {
        // Kept for this page alone.
      }
      apply(next);
    });
  });
}
