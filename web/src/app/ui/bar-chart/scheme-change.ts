/** Calls `changed` when the page goes from light to dark or back, by the user's choice or the system's. */
export function onSchemeChange(changed: () => void): { stop(): void } {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = new MutationObserver(changed);
  choice.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  system.addEventListener('change', changed);
  return {
    stop: () => {
      choice.disconnect();
      system.removeEventListener('change', changed);
    },
  };
}
