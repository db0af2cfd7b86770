/* Draws every <figure data-chart="id"> from its JSON block <script id="id-data">. */
(() => {
  "use strict";
  const PAPER = 1280; /* A4 landscape between its margins, drawn at 1.25 times its size in CSS pixels */
  const figures = [...document.querySelectorAll("figure[data-chart]")];
  if (!figures.length || !window.Plotly) return;

  const isVietnamese = document.documentElement.lang.startsWith("vi");
  Plotly.setPlotConfig({
    locale: isVietnamese ? "vi" : "en",
    displaylogo: false,
    displayModeBar: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    staticPlot: false,
    scrollZoom: false,
    doubleClick: false,
  });

  const merge = (base, over) => {
    const result = { ...base };
    for (const [key, value] of Object.entries(over)) {
      const both = [value, base[key]].every((part) => part && typeof part === "object" && !Array.isArray(part));
      result[key] = both ? merge(base[key], value) : value;
    }
    return result;
  };

  const read = (figure) => JSON.parse(document.getElementById(`${figure.dataset.chart}-data`).textContent);

  const fitted = (source, width) => {
    const { narrow = {}, narrow_below: below = 0, narrow_trace: trace = {} } = source.layout.meta || {};
    const isNarrow = width < below;
    const layout = merge(source.layout, isNarrow ? narrow : {});
    const data = isNarrow ? source.data.map((part, index) => (index ? part : merge(part, trace))) : source.data;
    return { data, layout: { ...layout, width, autosize: false, separators: isVietnamese ? ",." : ".," } };
  };

  const charts = figures.map((figure) => ({
    figure,
    plot: figure.querySelector(".chart__plot"),
    source: read(figure),
    width: 0,
  }));

  /* Plotly keeps what it is given: it gets a copy each time. */
  const draw = (chart, width = chart.plot.clientWidth) => {
    if (!width || width === chart.width) return;
    chart.width = width;
    const { data, layout } = fitted(structuredClone(chart.source), width);
    chart.plot.style.minHeight = `${layout.height}px`;
    Plotly.react(chart.plot, data, layout);
  };

  const reserve = (chart) => {
    const { layout } = fitted(chart.source, chart.plot.clientWidth);
    chart.plot.style.minHeight = `${layout.height}px`;
  };

  const seen = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      const chart = charts.find(({ plot }) => plot === entry.target);
      seen.unobserve(entry.target);
      draw(chart);
    });
  }, { rootMargin: "300px" });

  let waiting = 0;
  let isPrinting = false;
  const resized = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (!isPrinting) charts.filter(({ width }) => width).forEach((chart) => draw(chart));
    });
  };

  /* On paper the drawing shrinks or grows into whatever column the print style gives it. */
  const scalable = ({ plot, width }, isOn) => {
    const height = plot.style.minHeight.replace("px", "");
    plot.style.aspectRatio = isOn ? `${width} / ${height}` : "";
    plot.querySelectorAll(".main-svg").forEach((svg) => {
      if (isOn) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      else svg.removeAttribute("viewBox");
    });
  };

  /* How much of the page a figure gets on paper: the columns of css/print.css. */
  const share = (figure) => {
    let part = 1;
    for (let node = figure; node.parentElement; node = node.parentElement) {
      if (node.parentElement.matches(".grid--2")) part /= 2;
      if (node.parentElement.matches(".grid--main")) part *= node.previousElementSibling ? 1 / 3 : 2 / 3;
    }
    return part;
  };

  const toPaper = () => {
    if (isPrinting) return;
    isPrinting = true;
    charts.forEach((chart) => {
      draw(chart, Math.round(share(chart.figure) * PAPER));
      scalable(chart, true);
    });
  };
  const toScreen = () => {
    isPrinting = false;
    charts.forEach((chart) => scalable(chart, false));
    resized();
  };

  document.fonts.ready.then(() => {
    charts.forEach((chart) => {
      reserve(chart);
      seen.observe(chart.plot);
    });
    new ResizeObserver(resized).observe(document.querySelector("main"));
  });
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  window.matchMedia("print").addEventListener("change", (media) => (media.matches ? toPaper() : toScreen()));
})();
