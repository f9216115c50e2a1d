/** Rows per second over the time of a run, above a band that shows which part was the slowest. */

import uPlot from "uplot";
import { useEffect, useRef } from "preact/hooks";
import { formatClock, formatCompact, formatCount, formatRate, formatTime } from "../format.js";
import { bottleneckBands, bottleneckShares, PARTS } from "../history.js";
import { html } from "../html.js";
import { ScrollArea } from "./scroll_area.js";

const HEIGHT = 220;
const BAND_HEIGHT = 6;
const LABEL_WIDTH = 80;
/** Seconds that labels of the time axis may be apart. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** @param {{history: import("../history.js").History}} properties */
export function RateChart({ history }) {
  const container = useRef(/** @type {HTMLDivElement | null} */ (null));
  const chart = useRef(/** @type {uPlot | null} */ (null));
  const latest = useRef(history);
  latest.current = history;

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot(options(element, () => latest.current), toData(latest.current), element);
    };
    draw();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const observer = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    scheme.addEventListener("change", draw);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", draw);
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => chart.current?.setData(toData(history)), [history]);

  const shares = bottleneckShares(bottleneckBands(history));
  return html`<figure class="chart">
    <div ref=${container} aria-hidden="true"></div>
    <figcaption>
      ${shares.length > 0 && html`<span>Slowest part:</span>`}
      ${shares.map(([part, share]) => html`<span class="legend ${part}">${PARTS[part] ?? part} ${Math.round(share * 100)} %</span>`)}
    </figcaption>
    <details>
      <summary>Show as a table</summary>
      <${ScrollArea} label="Rate as a table"><${HistoryTable} history=${history} /><//>
    </details>
  </figure>`;
}

/** @param {{history: import("../history.js").History}} properties */
function HistoryTable({ history }) {
  return html`<table>
    <thead><tr><th>Time</th><th class="number">Rows</th><th class="number">Rate</th><th>Slowest part</th></tr></thead>
    <tbody>
      ${history.time.map(
        (time, index) => html`<tr>
          <td>${formatTime(time)}</td>
          <td class="number">${formatCount(history.rows[index])}</td>
          <td class="number">${formatRate(history.docs_per_second[index])}</td>
          <td>${PARTS[history.bottleneck[index] ?? ""] ?? "–"}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * @param {import("../history.js").History} history
 * @returns {uPlot.AlignedData}
 */
function toData(history) {
  return [history.time.map((time) => time / 1000), history.docs_per_second];
}

/**
 * @param {HTMLElement} element
 * @param {() => import("../history.js").History} history
 * @returns {uPlot.Options}
 */
function options(element, history) {
  const color = (/** @type {string} */ name) => resolveColor(element, name);
  const axis = { stroke: color("--muted"), grid: { stroke: color("--border"), width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false },
    scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [{ ...axis, space: LABEL_WIDTH, incrs: TIME_STEPS, values: (_, times) => times.map((time) => formatClock(time * 1000)) }, { ...axis, size: 56, values: (_, values) => values.map((value) => formatCompact(value)) }],
    series: [{}, { stroke: color("--accent"), width: 2, fill: color("--accent-tint"), points: { show: false } }],
    hooks: { draw: [(plot) => drawBands(plot, history(), color)] },
  };
}

/**
 * @param {uPlot} plot
 * @param {import("../history.js").History} history
 * @param {(name: string) => string} color
 */
function drawBands(plot, history, color) {
  const { ctx } = plot;
  const height = BAND_HEIGHT * devicePixelRatio;
  for (const { part, from, to } of bottleneckBands(history)) {
    if (!(part in PARTS)) continue;
    const left = plot.valToPos(from / 1000, "x", true), right = plot.valToPos(to / 1000, "x", true);
    ctx.fillStyle = color(`--${part}`);
    ctx.fillRect(left, plot.bbox.top + plot.bbox.height - height, Math.max(1, right - left), height);
  }
}

/**
 * Returns a color of the style sheet as a canvas takes it, which cannot resolve `light-dark()`.
 * @param {HTMLElement} element
 * @param {string} name
 */
function resolveColor(element, name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
