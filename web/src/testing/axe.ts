import axe from 'axe-core';

/** What axe finds at fault within an element, by WCAG 2.2 AA and its best practices for parts: a part alone is no whole page. */
export async function findings(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
      'landmark-banner-is-top-level': { enabled: false },
      'landmark-contentinfo-is-top-level': { enabled: false },
    },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`,
  );
}
