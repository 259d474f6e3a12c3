/**
 * Runs in the page and lists the texts whose contrast is below 4.5, the level AA of WCAG 2.2 (success criterion 1.4.3).
 */
export const lowContrastScript = String.raw`(() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parse = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const backOf = (start) => {
    for (let element = start; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("main *, .bar *")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!hasText || element.closest("script, noscript, title, desc, button:disabled")) continue;
    const style = getComputedStyle(element);
    const front = luminance(parse(element instanceof SVGElement ? style.fill : style.color).slice(0, 3));
    const back = luminance(backOf(element));
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (contrast < 4.5) poor.add(element.tagName + " " + element.textContent.slice(0, 30) + " " + contrast.toFixed(2));
  }
  return [...poor];
})()`;
