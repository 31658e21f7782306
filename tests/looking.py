"""Looking at a page as those do who check it: what axe-core finds, contrast, and where the focus goes."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from scripts import ROOT

AXE = ROOT / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
MOST_STOPS = 200
"""More than any page of these tests has."""
_FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const style = getComputedStyle(at);
  const boxes = [...at.getClientRects()].filter((box) => box.width && box.height);
  const seen = boxes.some((box) => {
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && (at.contains(top) || top.contains(at));
  });
  return {
    what: at.outerHTML.slice(0, 120),
    pane: Boolean(at.closest("#reports")),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen,
  };
}"""
_CONTRAST = """
(elements) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const element of elements) {
    if (!element.checkVisibility({ visibilityProperty: true }) || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGElement;
    const paint = !drawn ? style.color : style.fill !== "none" ? style.fill : style.stroke;
    let top = colour(paint);
    for (let at = element; at instanceof SVGElement; at = at.parentElement) {
      top[3] *= Number(getComputedStyle(at).opacity);
    }
    const below = behind(drawn ? (element.ownerSVGElement ?? element).parentElement : element);
    const [a, b] = [light(over(top, below)), light(below)].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), `${element.outerHTML.slice(0, 120)} in ${paint}`]);
  }
  return found;
}
"""


def violations(page: Page) -> list[str]:
    """What axe-core finds: each rule that is broken, with the element and the reason.

    Not for pages visited with ``scripts=False``: there no answer comes.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    # preload looks for style sheets elsewhere, which there are not, and takes three seconds
    found = page.evaluate(
        "standards => axe.run({runOnly: standards, preload: false, resultTypes: ['violations']})", list(STANDARDS)
    )
    return [_told(rule, node) for rule in found["violations"] for node in rule["nodes"]]


def accessible(page: Page) -> None:
    """Fail with all that axe-core finds."""
    found = violations(page)
    assert not found, "axe-core finds:\n" + "\n".join(found)


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(row.strip() for row in node["failureSummary"].splitlines()[1:])
    return f"{rule['id']} ({node['impact']}) at {' '.join(map(str, node['target']))}: {why}\n    {node['html'][:200]}"


def contrasts(page: Page, selector: str) -> list[tuple[float, str]]:
    """The contrast (WCAG 2.2, 1 to 21) of each visible element's colour with what is behind it, and which it is.

    For what axe-core leaves undecided: words and marks in pictures, words on layers of half-transparent colour. What
    is behind a picture is the background of the element that the picture stands in.
    """
    return [(ratio, which) for ratio, which in page.locator(selector).evaluate_all(_CONTRAST)]


def faint(page: Page, selector: str, least: float) -> list[str]:
    """The elements of less contrast; there has to be one element to look at."""
    found = contrasts(page, selector)
    assert found, f"no {selector} can be seen"
    return [f"{ratio:.2f} of {least}: {which}" for ratio, which in found if ratio < least]


def stops(page: Page, key: str = "Tab", most: int = MOST_STOPS) -> list[dict[str, object]]:
    """Where the focus goes, key by key, until it leaves the page: what has it, whether it is seen to have it."""
    found = []
    for _ in range(most):
        page.keyboard.press(key)
        at = page.evaluate(_FOCUSED)
        if at is None:
            break
        found.append(at)
    return found
