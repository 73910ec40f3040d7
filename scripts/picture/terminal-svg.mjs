// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Draws the screen of a terminal as an SVG: text with ANSI colors on a dark background. Pure. */

const COLUMNS = 80;
/** Pixels. */
const [CELL_WIDTH, LINE_HEIGHT, FONT_SIZE, PADDING, TITLE_BAR] = [8.4, 19, 14, 20, 34];

const STYLES = `
    .screen { fill: #0d1117; stroke: #30363d }
    text { font: ${FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d1d7e0; white-space: pre }
    .bold { font-weight: bold; fill: #ffffff }
    .dim { fill: #848d97 }
    .red { fill: #ff7b72 }
    .green { fill: #56d364 }
    .yellow { fill: #e3b341 }
    .cyan { fill: #56c8d8 }
  `;

/** What each code of an SGR sequence sets; null is the default. */
const WEIGHTS = { 1: 'bold', 2: 'dim', 22: null };
const COLORS = { 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan', 39: null };

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign]);

/** The words of a line with column and style. Words two spaces apart are placed separately, so that columns line up in any font. */
const wordsOf = (line) => {
  const words = [];
  let [column, weight, color] = [0, null, null];
  for (const [index, part] of line.split('\u001b[').entries()) {
    const [, code, text] = index === 0 ? [null, null, part] : (/^(\d+)m(.*)$/s.exec(part) ?? []);
    if (text === undefined) throw new Error(`not a color: ESC [${part}`);
    if (code !== null) {
      if (code in WEIGHTS) weight = WEIGHTS[code];
      else if (code in COLORS) color = COLORS[code];
      else throw new Error(`unknown color: ESC [${code}m`);
    }
    for (const { 0: word, index: offset } of text.matchAll(/\S+(?: \S+)*/g)) {
      words.push({ column: column + offset, text: word, style: color ?? weight });
    }
    column += text.length;
  }
  return words;
};

const number = (value) => String(Math.round(value * 10) / 10);

const drawWord = ({ column, text, style }) => {
  const place = `x="${number(PADDING + column * CELL_WIDTH)}" textLength="${number(text.length * CELL_WIDTH)}"`;
  return `<tspan ${place}${style === null ? '' : ` class="${style}"`}>${escapeXml(text)}</tspan>`;
};

/** The SVG of these lines. @throws Error for a control sequence that it cannot draw */
export const terminalSvg = (title, lines) => {
  const width = COLUMNS * CELL_WIDTH + 2 * PADDING;
  const height = TITLE_BAR + lines.length * LINE_HEIGHT + PADDING;
  const texts = lines.flatMap((line, index) => {
    const words = wordsOf(line);
    const y = TITLE_BAR + (index + 1) * LINE_HEIGHT - 4;
    return words.length === 0 ? [] : [`  <text y="${y}">${words.map(drawWord).join('')}</text>`];
  });
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (color, index) => `  <circle cx="${PADDING + 6 + index * 20}" cy="18" r="6" fill="${color}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `  <title>${escapeXml(title)}</title>`,
    `  <style>${STYLES}</style>`,
    `  <rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...dots,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
};
