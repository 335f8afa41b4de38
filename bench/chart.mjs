import * as echarts from "echarts";

/**
 * An SVG that shows how the times grow with the number of collections. On its logarithmic axes, a
 * straight line means a power. A line parallel to the dotted one is linear.
 * @param {readonly import("./growth.mjs").Point[]} points
 */
export function growthChart(points) {
  const [first] = points;
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 760, height: 460 });
  const line = (/** @type {string} */ name, /** @type {(point: import("./growth.mjs").Point) => number} */ y, style = {}) => ({
    name,
    type: /** @type {const} */ ("line"),
    data: points.map((point) => [point.collections, Number(y(point).toPrecision(3))]),
    symbolSize: 8,
    ...style,
  });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: { text: "An up, by the number of collections", left: "center" },
    legend: { bottom: 0 },
    grid: { left: 60, right: 30, top: 50, bottom: 80 },
    xAxis: { type: "log", name: "collections", nameLocation: "middle", nameGap: 28 },
    yAxis: { type: "log", name: "seconds" },
    series: [
      line("whole up, pulumi-lync", ({ lyncSeconds }) => lyncSeconds),
      line("whole up, no-op provider", ({ noopSeconds }) => noopSeconds),
      line("outside the engine, pulumi-lync", ({ outsideSeconds }) => outsideSeconds),
      line("linear", ({ collections }) => ((first?.outsideSeconds ?? 1) * collections) / (first?.collections ?? 1), {
        lineStyle: { type: "dotted" },
        symbolSize: 0,
      }),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
