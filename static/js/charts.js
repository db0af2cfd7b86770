/* Draws every <figure data-chart="id"> from its JSON block <script id="id-data">. Plotly is fetched
   when a chart comes near the window, or at once when the page goes to paper. */
(() => {
  "use strict";
  const { plotly: PLOTLY, look: LOOK } = document.currentScript.dataset;
  const PAPER = 1280; /* A4 landscape between its margins, drawn at 1.25 times its size in CSS pixels */
  const NEAR = "400px"; /* scrolled in about the second that a slow machine needs to be ready */
  const charts = [...document.querySelectorAll("figure[data-chart]")].map((figure) => (
    { figure, plot: figure.querySelector(".chart__plot"), width: 0, isShown: false, isMissing: false }
  ));
  if (!charts.length) return;

  const isVietnamese = document.documentElement.lang.startsWith("vi");
  const make = (tag, marks) => Object.assign(document.createElement(tag), marks);

  const merge = (base, over) => {
    const result = { ...base };
    for (const [key, value] of Object.entries(over)) {
      const both = [value, base[key]].every((part) => part && typeof part === "object" && !Array.isArray(part));
      result[key] = both ? merge(base[key], value) : value;
    }
    return result;
  };

  /* Plotly keeps and changes what it is given: each time it gets a new one. */
  const read = ({ figure }, width) => {
    const { data, layout } = JSON.parse(document.getElementById(`${figure.dataset.chart}-data`).textContent);
    const { narrow = {}, narrow_below: below = 0, narrow_trace: trace = {} } = layout.meta || {};
    const own = { width, autosize: false, separators: isVietnamese ? ",." : ".," };
    if (width >= below) return { data, layout: { ...layout, ...own } };
    return {
      data: data.map((part, index) => (index ? part : merge(part, trace))),
      layout: { ...merge(layout, narrow), ...own },
    };
  };

  let isReady = false;
  const draw = (chart, width = chart.plot.clientWidth) => {
    if (!isReady || !width || width === chart.width) return;
    chart.width = width;
    const { data, layout } = read(chart, width);
    chart.plot.querySelectorAll(".chart__room").forEach((room) => room.remove());
    chart.plot.style.minHeight = `${layout.height}px`;
    Plotly.react(chart.plot, data, layout);
  };

  /* Without the drawing the numbers stand in its place. */
  const tell = (chart, isMissing) => {
    chart.isMissing = isMissing;
    chart.figure.classList.toggle("chart--missing", isMissing);
    chart.figure.querySelector("[data-missing]").hidden = !isMissing;
    if (isMissing) chart.figure.querySelector("details").open = true;
  };

  /* Its locale is not needed: every word, date and separator comes with the figure. */
  const configure = () => {
    Plotly.setPlotConfig({
      displaylogo: false,
      displayModeBar: false,
      showSendToCloud: false,
      plotlyServerURL: "",
      staticPlot: false,
      scrollZoom: false,
      doubleClick: false,
    });
    isReady = true;
    charts.filter(({ isMissing }) => isMissing).forEach((chart) => {
      tell(chart, false);
      show(chart);
    });
  };

  const sheet = make("link", { rel: "stylesheet", href: LOOK });
  const arrival = (element) => new Promise((done, fail) => {
    Object.assign(element, { onload: done, onerror: fail });
    document.head.append(element);
  });

  /* One after the other, each when nothing else is to be done. */
  let queue = document.fonts.ready;
  let script = null;
  let coming = null;
  const load = () => {
    if (coming) return coming;
    script = make("script", { src: PLOTLY });
    coming = Promise.all([arrival(sheet), arrival(script)]).then(configure, (reason) => {
      coming = null; /* the next chart tries again */
      throw reason;
    });
    return coming;
  };

  /* Paper does not wait: what is missing is fetched while everything stands still. The policy knows the
     content of the script by its hash (tracker/common/content_policy.py). */
  const fetchNow = (address) => {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    return request.responseText;
  };
  const loadNow = () => {
    const look = new CSSStyleSheet();
    look.replaceSync(fetchNow(LOOK));
    document.adoptedStyleSheets.push(look);
    /* What is on its way must not come in between: paper is not laid out anew for a style sheet, and a
       script that was taken into another document never runs. */
    if (coming) [sheet, script].forEach((one) => document.implementation.createHTMLDocument().adoptNode(one));
    document.head.append(make("script", { textContent: fetchNow(PLOTLY) }));
    coming = queue = Promise.resolve();
    configure();
  };

  const idle = () => new Promise((done) => {
    if (window.requestIdleCallback) requestIdleCallback(done, { timeout: 500 });
    else setTimeout(done);
  });

  let isPrinting = false;
  const show = (chart) => {
    chart.isShown = true;
    queue = Promise.all([queue, load()]).then(idle).then(() => isPrinting || draw(chart))
      .catch(() => tell(chart, true));
  };

  const seen = new IntersectionObserver((entries) => {
    charts.filter(({ plot }) => entries.some(({ target, isIntersecting }) => isIntersecting && target === plot))
      .forEach((chart) => {
        seen.unobserve(chart.plot);
        show(chart);
      });
  }, { rootMargin: NEAR });
  charts.forEach(({ plot }) => seen.observe(plot));

  let waiting = 0;
  const resized = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (!isPrinting) charts.filter(({ isShown, width }) => isShown || width).forEach((chart) => draw(chart));
    });
  };
  new ResizeObserver(resized).observe(document.querySelector("main"));

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

  const onPaper = charts.filter(({ figure }) => !figure.closest(".no-print"));
  const toPaper = () => {
    if (isPrinting || !onPaper.length) return;
    isPrinting = true;
    try {
      if (!isReady) loadNow();
    } catch {
      onPaper.forEach((chart) => tell(chart, true));
      return;
    }
    onPaper.forEach((chart) => {
      draw(chart, Math.round(share(chart.figure) * PAPER));
      scalable(chart, true);
    });
  };
  const toScreen = () => {
    if (!isPrinting) return;
    isPrinting = false;
    onPaper.forEach((chart) => scalable(chart, false));
    resized();
  };
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  window.matchMedia("print").addEventListener("change", ({ matches }) => (matches ? toPaper() : toScreen()));
})();
