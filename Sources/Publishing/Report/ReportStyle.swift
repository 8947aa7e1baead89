/// The page's style sheet: one accent, blue for spare and orange for short, tabular figures, dark mode, print.
enum ReportStyle {
  static let sheet = """

    :root {
      --bg: #fff; --soft: #f4f6f9; --ink: #18222d; --mute: #55626f; --line: #dde3e9; --grid: #e9edf1;
      --accent: #1b5fa8; --bad: #a8440a; --badsoft: #fdf1e7;
      --u4: #b54a06; --u3: #e07f2c; --u2: #f2b27a; --u1: #fadfc6;
      --z: #fff; --zline: #dde3e9; --frame: #c3ccd5;
      --o1: #dceaf7; --o2: #abcdec; --o3: #66a3da; --o4: #2768ab;
      --got: #cbdcee; --lack: #e8730c; --band: #dfe4ea; --shut: #f3f5f7; --shutline: #ccd3da; --minibar: #7fa9d6;
      --s0: #3d72b8; --s1: #2c8c80; --s2: #8660ad; --s3: #77685a; --s4: #5c7f2e; --s5: #b0507a; --meet: #c9a227;
      --label: 228px;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --bg: #12181f; --soft: #1a222b; --ink: #e8edf2; --mute: #a0adba; --line: #2f3a46; --grid: #222c36;
        --accent: #7db4ec; --bad: #f5a467; --badsoft: #2e2219;
        --u4: #f08a3c; --u3: #a85a1c; --u2: #84491c; --u1: #4a3122;
        --z: #1a222b; --zline: #2f3a46; --frame: #3a4653;
        --o1: #223649; --o2: #2a5078; --o3: #336ba3; --o4: #79b4ee;
        --got: #2b4561; --lack: #f08a3c; --band: #2c3742; --shut: #161c23; --shutline: #313c48; --minibar: #3a79b8;
        --s0: #6fa2e3; --s1: #4fb8a9; --s2: #b08fd6; --s3: #b0a08f; --s4: #93b85f; --s5: #dd83aa; --meet: #e6c65a;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--bg); color: var(--ink);
      font: 15px/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
    }
    .page { max-width: 1240px; margin: 0 auto; padding: 40px 32px 64px; }
    h1, h2, h3, p, ul, ol, dl, figure, pre { margin: 0; }
    h1 { font-size: 34px; line-height: 1.15; letter-spacing: -.02em; font-weight: 680; overflow-wrap: anywhere; }
    h2 { font-size: 22px; line-height: 1.25; letter-spacing: -.01em; font-weight: 650; }
    h3 { font-size: 15px; font-weight: 650; margin-top: 24px; }
    a { color: var(--accent); text-underline-offset: 2px; text-decoration-thickness: 1px; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -9999px; }
    .skip:focus { left: 16px; top: 12px; background: var(--bg); padding: 8px 12px; z-index: 9; }
    .part { margin-top: 56px; scroll-margin-top: 16px; }
    .lead { color: var(--mute); max-width: 76ch; margin-top: 6px; }
    .nowrap { white-space: nowrap; }
    .num, table, .value, .axis, .time, .name i, dd { font-variant-numeric: tabular-nums; }
    small { font-size: 12px; color: var(--mute); font-weight: 400; }
    [hidden] { display: none !important; }

    /* Headline */
    .top .week { color: var(--accent); font-weight: 650; margin-bottom: 4px; }
    .top .draft { color: var(--bad); border: 2px solid currentColor; border-radius: 4px; padding: 0 8px; }
    .top .dates { color: var(--mute); margin-top: 8px; }
    .top .dates > span::before { content: "·"; margin: 0 8px; color: var(--line); }
    .top .change { color: var(--ink); font-weight: 600; }
    .figures {
      display: grid; grid-template-columns: 1.35fr 1fr 1fr 1fr; margin-top: 28px;
      border-top: 2px solid var(--ink); border-bottom: 1px solid var(--line);
    }
    .figure { padding: 16px 24px 18px; border-left: 1px solid var(--line); min-width: 0; }
    .figure:first-child { padding-left: 0; border-left: 0; }
    .figure:last-child { padding-right: 0; }
    .figure h2 { font-size: 14px; letter-spacing: 0; font-weight: 600; color: var(--mute); }
    .figure .value { font-size: 40px; line-height: 1.15; font-weight: 680; letter-spacing: -.025em; margin-top: 4px; white-space: nowrap; }
    .figure.bad .value { color: var(--bad); }
    .figure .words { line-height: 1.4; }
    .figure .more { color: var(--mute); font-size: 13.5px; line-height: 1.45; margin-top: 8px; }
    .queues { list-style: none; padding: 0; margin-top: 8px; font-size: 13.5px; line-height: 1.5; display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(46px, max-content) minmax(0, 1.3fr); gap: 0 10px; }
    .queues li { display: contents; }
    .queues span { overflow-wrap: anywhere; }
    .queues b { font-weight: 650; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .queues i { font-style: normal; color: var(--mute); }
    .queues .missed b, .queues .missed i, .queues .missed a { color: var(--bad); }
    .sections { display: flex; flex-wrap: wrap; gap: 4px 22px; margin-top: 16px; font-size: 14px; }

    /* Keys */
    .key { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 18px; list-style: none; padding: 0; margin-top: 10px; font-size: 13px; color: var(--mute); }
    .key ol { display: flex; list-style: none; padding: 0; }
    .heatkey { gap: 10px; }
    .heatkey li { min-width: 34px; padding: 0 5px; white-space: nowrap; text-align: center; font-size: 12px; line-height: 20px; color: var(--ink); font-variant-numeric: tabular-nums; }
    .heatkey li.z { box-shadow: inset 0 0 0 1px var(--zline); }
    .heatkey .shut { margin-left: 14px; padding: 0 8px; line-height: 20px; }
    .swatch { display: inline-block; width: 18px; height: 10px; margin-right: 7px; vertical-align: 0; }
    .swatch.got { background: var(--got); }
    .swatch.need { height: 0; border-top: 2px solid var(--ink); vertical-align: 4px; }
    .swatch.lack { background: var(--lack); }
    .swatch.band { background: linear-gradient(var(--band) 0 40%, var(--mute) 40% 60%, var(--band) 60%); }
    .swatch.s0 { background: var(--s0); } .swatch.s1 { background: var(--s1); } .swatch.s2 { background: var(--s2); }
    .swatch.s3 { background: var(--s3); } .swatch.s4 { background: var(--s4); } .swatch.s5 { background: var(--s5); }
    .swatch.meet { background: var(--meet); }
    .swatch.off { background: var(--s0); opacity: .35; }

    /* Heat map */
    .scroll { overflow-x: auto; overflow-y: hidden; padding-bottom: 2px; }
    .heat { --label: 132px; min-width: 760px; margin-top: 18px; }
    .heat .row { display: grid; grid-template-columns: var(--label) minmax(0, 1fr); align-items: center; position: relative; }
    .heat .name { position: sticky; left: 0; z-index: 2; background: var(--bg); padding-right: 12px; font-weight: 600; font-size: 14px; line-height: 1.2; overflow-wrap: anywhere; align-self: stretch; display: flex; align-items: center; }
    .heat svg { display: block; width: 100%; height: 40px; overflow: visible; }
    .heat .row + .row { margin-top: 3px; }
    .heat .track { position: relative; height: 22px; font-size: 13px; }
    .heat .head a { position: absolute; color: var(--ink); text-decoration: none; font-weight: 600; white-space: nowrap; }
    .heat .head a:hover { text-decoration: underline; }
    .heat .hours i { position: absolute; transform: translateX(-50%); font-style: normal; font-size: 11px; color: var(--mute); }
    .heat .hours .track { height: 16px; }
    svg .gap { fill: var(--bg); } svg .frame { fill: none; stroke: var(--frame); vector-effect: non-scaling-stroke; }
    svg .u4 { fill: var(--u4); } svg .u3 { fill: var(--u3); } svg .u2 { fill: var(--u2); } svg .u1 { fill: var(--u1); }
    svg .z { fill: var(--z); }
    svg .o1 { fill: var(--o1); } svg .o2 { fill: var(--o2); } svg .o3 { fill: var(--o3); } svg .o4 { fill: var(--o4); }
    .u4 { background: var(--u4); } .u3 { background: var(--u3); } .u2 { background: var(--u2); } .u1 { background: var(--u1); }
    .z { background: var(--z); }
    .o1 { background: var(--o1); } .o2 { background: var(--o2); } .o3 { background: var(--o3); } .o4 { background: var(--o4); }
    li.u4, li.o4, td.u4, td.o4 { color: var(--bg) !important; }
    .heat .row svg, .heatkey .shut { background: repeating-linear-gradient(135deg, var(--shutline) 0 1px, var(--shut) 1px 5px); }
    .worst { padding: 0; list-style: none; margin-top: 8px; display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 10px 32px; font-size: 14px; line-height: 1.45; }
    .worst a { font-variant-numeric: tabular-nums; }
    .worst b { font-weight: 600; margin: 0 4px; }
    .worst .nowrap { display: block; color: var(--bad); }
    .good { margin-top: 12px; font-weight: 600; }
    .behind { margin-top: 20px; }
    summary { cursor: pointer; color: var(--accent); font-size: 14px; }
    .heattable { border-collapse: separate; border-spacing: 1px; margin-top: 14px; font-size: 12.5px; }
    .heattable caption { text-align: left; font-weight: 600; padding: 4px 0; font-size: 14px; }
    .heattable th { font-weight: 500; color: var(--mute); white-space: nowrap; padding: 0 8px 0 0; text-align: left; }
    .heattable thead th { padding: 0; text-align: center; }
    .heattable tbody td { min-width: 34px; text-align: center; line-height: 24px; }
    .heattable td.z { box-shadow: inset 0 0 0 1px var(--zline); }

    /* Days */
    .controls { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: center; justify-content: space-between; margin-top: 14px; }
    .tabs { display: flex; flex-wrap: wrap; gap: 4px; }
    .tabs a { padding: 6px 14px; border-radius: 6px; color: var(--ink); text-decoration: none; background: var(--soft); white-space: nowrap; font-size: 14px; }
    .tabs a b { font-weight: 600; }
    .tabs .edge { background: none; color: var(--mute); }
    .tabs a[aria-selected="true"] { background: var(--accent); color: var(--bg); }
    .zonechoice { font-size: 14px; color: var(--mute); }
    select { font: inherit; color: var(--ink); background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 5px 8px; max-width: 100%; }
    .drawings { position: absolute; }
    .day { margin-top: 26px; scroll-margin-top: 12px; }
    .day h3 { font-size: 19px; margin: 0; letter-spacing: -.01em; }
    .day .sum { color: var(--mute); font-size: 14px; }
    .scripting .day.away { display: none; }
    .chart { position: relative; margin-top: 14px; }
    .overlay { position: absolute; left: var(--label); right: 0; top: 0; bottom: 0; pointer-events: none; }
    .overlay i { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--grid); }
    .overlay .next { position: absolute; top: 0; bottom: 0; right: 0; background: var(--soft); border-left: 1px dashed var(--mute); }
    .overlay .next span { position: absolute; left: 6px; top: 0; font-size: 11.5px; color: var(--mute); white-space: nowrap; font-weight: 600; }
    .qrow, .prow, .axis { display: grid; grid-template-columns: var(--label) minmax(0, 1fr); position: relative; }
    .qrow { padding: 14px 0 4px; border-top: 1px solid var(--line); }
    .qrow:first-child { border-top: 0; }
    .qrow svg { display: block; width: 100%; height: 96px; overflow: hidden; }
    .qrow .name { position: relative; padding-right: 84px; font-size: 12.5px; line-height: 1.35; color: var(--mute); }
    .qrow .name b { display: block; font-size: 14px; font-weight: 600; color: var(--ink); overflow-wrap: anywhere; }
    .qrow .name span { display: block; }
    .qrow .name i { position: absolute; right: 10px; width: 76px; text-align: right; font-style: normal; font-size: 11px; line-height: 1.15; }
    .qrow .name .top { top: 0; }
    .qrow .name .low { bottom: 0; }
    .got { fill: var(--got); } .lack { fill: var(--lack); } .band { fill: var(--band); }
    .need { fill: none; stroke: var(--ink); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
    .mean { fill: none; stroke: var(--mute); stroke-width: 1.25px; vector-effect: non-scaling-stroke; }
    .axis { height: 20px; margin-top: 2px; }
    .axis .track { position: relative; border-top: 1px solid var(--mute); }
    .axis i { position: absolute; top: 2px; transform: translateX(-50%); font-style: normal; font-size: 11.5px; line-height: 1.3; color: var(--mute); }
    .axis .first { transform: none; } .axis .last { transform: translateX(-100%); }
    .people { margin-top: 6px; }
    .prow { height: 22px; align-items: center; }
    .prow .name { display: flex; gap: 8px; justify-content: space-between; padding-right: 12px; font-size: 13px; line-height: 22px; min-width: 0; }
    .prow .name b { font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .prow .time { color: var(--mute); font-size: 12px; white-space: nowrap; }
    .prow svg { display: block; width: 100%; height: 14px; overflow: hidden; shape-rendering: crispEdges; }
    .prow:hover, .prow:focus { background: color-mix(in srgb, var(--accent) 8%, transparent); }
    .s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); } .s4 { fill: var(--s4); } .s5 { fill: var(--s5); }
    path.off { opacity: .35; }
    path.meet { fill: var(--meet); }
    .resting { color: var(--mute); font-size: 13px; margin-top: 10px; max-width: 110ch; }
    .resting b { font-weight: 600; }
    .nobody { padding: 6px 0 10px; color: var(--mute); }
    .cursor { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--ink); pointer-events: none; }
    #tip {
      position: fixed; z-index: 10; max-width: 300px; padding: 8px 12px; border-radius: 6px; pointer-events: none;
      background: var(--ink); color: var(--bg); font-size: 13px; line-height: 1.45; box-shadow: 0 4px 18px rgb(0 0 0 / .25);
      font-variant-numeric: tabular-nums;
    }
    #tip b { display: block; font-weight: 650; overflow-wrap: anywhere; } #tip span { display: block; }

    /* Tables */
    table { border-collapse: collapse; }
    .num { text-align: right; }
    .peopletable { width: 100%; margin-top: 16px; font-size: 14px; }
    .peopletable th, .peopletable td { padding: 4px 8px; border-bottom: 1px solid var(--line); line-height: 1.4; }
    .peopletable thead th { vertical-align: bottom; font-weight: 600; text-align: left; border-bottom: 1.5px solid var(--ink); }
    .peopletable thead th.num { text-align: right; }
    .peopletable thead small { display: block; white-space: nowrap; }
    .peopletable tbody th { font-weight: 500; text-align: left; overflow-wrap: anywhere; min-width: 130px; }
    .peopletable td { white-space: nowrap; }
    .peopletable th:first-child { padding-left: 0; } .peopletable td:last-child, .peopletable th:last-child { padding-right: 0; }
    .peopletable [role="button"] { cursor: pointer; } .peopletable [role="button"]:hover { text-decoration: underline; }
    .mini { display: inline-block; position: relative; height: 8px; margin-left: 9px; width: 56px; background: linear-gradient(var(--minibar) 0 0) left / var(--v) 100% no-repeat var(--soft); }
    .mini::after { content: ""; position: absolute; left: calc(var(--m) - 1px); top: -2px; bottom: -2px; width: 1.5px; background: var(--ink); }
    .wide .mini { width: 84px; }

    /* Forecast */
    .forecast { margin-top: 20px; }
    figcaption { font-size: 14px; color: var(--mute); } figcaption b { color: var(--ink); font-weight: 600; margin-right: 6px; }
    .forecast { padding-bottom: 24px; }
    .plot { position: relative; margin-top: 6px; border-bottom: 1px solid var(--mute); }
    .plot svg { display: block; width: 100%; height: 92px; }
    .plot .peak { position: absolute; right: 4px; top: 0; font-style: normal; font-size: 11.5px; color: var(--mute); }
    .daylabels i { position: absolute; bottom: -20px; font-style: normal; font-size: 12px; color: var(--mute); padding-left: 6px; }
    .daylabels i::before { content: ""; position: absolute; left: 0; bottom: 20px; height: 92px; border-left: 1px solid var(--grid); }

    /* Warnings and proof */
    .warnings, .assumptions { padding: 0; list-style: none; margin-top: 12px; }
    .warnings li { display: grid; grid-template-columns: 76px minmax(0, 100ch); gap: 0 12px; padding: 9px 0; border-top: 1px solid var(--line); }
    .warnings li:last-child { border-bottom: 1px solid var(--line); }
    .warnings b { font-weight: 650; } .warnings .error b, .warnings .warning b { color: var(--bad); } .warnings .note b { color: var(--mute); }
    .many > span { display: block; } .one > span { margin-right: 4px; }
    .cure { color: var(--mute); }
    .assumptions { padding-left: 18px; list-style: disc; max-width: 90ch; margin-top: 8px; }
    .assumptions li { margin-top: 3px; }
    code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    pre { margin-top: 8px; padding: 10px 14px; background: var(--soft); border-radius: 6px; overflow-x: auto; }
    .columns { display: grid; grid-template-columns: 1.2fr 1fr; gap: 20px 56px; margin-top: 18px; }
    .facts { display: grid; grid-template-columns: auto auto; }
    .facts dt, .facts dd { padding: 6px 0; border-bottom: 1px solid var(--line); margin: 0; }
    .facts dt { color: var(--mute); } .facts dd { text-align: right; font-weight: 600; }
    .plain { width: 100%; } .plain caption { text-align: left; font-weight: 650; padding-bottom: 4px; }
    .plain th, .plain td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; }
    .plain .num { text-align: right; } .plain td:last-child { padding-right: 0; }
    .plain tfoot th, .plain tfoot td { font-weight: 650; border-bottom: 0; }
    .plain thead th { font-weight: 600; } .inputs { margin-top: 8px; }
    footer { margin-top: 56px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--mute); font-size: 13px; }

    @media screen and (max-width: 1000px) { .figures { grid-template-columns: 1fr 1fr; } .figure:nth-child(odd) { padding-left: 0; border-left: 0; } .figure:nth-child(n + 3) { border-top: 1px solid var(--line); } .figure:nth-child(even) { padding-right: 0; } }
    @media screen and (max-width: 640px) {
      .page { padding: 24px 16px 48px; }
      h1 { font-size: 27px; } h2 { font-size: 20px; } .part { margin-top: 44px; }
      .top .dates > span { display: block; } .top .dates > span::before { content: none; }
      .figures, .columns { grid-template-columns: minmax(0, 1fr); }
      .figure { padding: 14px 0 16px !important; border-left: 0; border-top: 1px solid var(--line); }
      .figure:first-child { border-top: 0; }
      .figure .value { font-size: 36px; }
      .heat { --label: 92px; min-width: 900px; } .heat .name { font-size: 13px; }
      .worst { grid-template-columns: minmax(0, 1fr); }
      .tabs { flex-wrap: nowrap; overflow-x: auto; max-width: 100%; } .tabs a { padding: 6px 11px; }
      .chart { --label: 0px; }
      .qrow, .prow, .axis { display: block; }
      .qrow .name { padding: 0 0 2px; } .qrow .name b, .qrow .name span { display: inline; margin-right: 6px; }
      .qrow .name i { position: static; display: inline-block; width: auto; margin-right: 8px; }
      .qrow svg { height: 84px; }
      .prow { height: auto; padding: 3px 0 4px; } .prow .name { padding: 0; line-height: 18px; } .prow svg { height: 10px; }
      .overlay .next span { top: -14px; }
      .axis i:nth-child(even) { display: none; }
      .heatkey li { min-width: 0; padding: 0 4px; font-size: 11px; }
      .mini, .wide .mini { width: 40px; }
      .warnings li { grid-template-columns: minmax(0, 1fr); }
      .facts { grid-template-columns: minmax(0, 1fr) auto; }
      .facts dd { white-space: nowrap; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

    @page { size: A4 landscape; margin: 11mm; }
    @media print {
      :root {
        --bg: #fff; --soft: #f4f6f9; --ink: #000; --mute: #444; --line: #ccc; --grid: #e2e2e2; --accent: #1b5fa8; --bad: #a8440a;
        --u4: #b54a06; --u3: #e07f2c; --u2: #f2b27a; --u1: #fadfc6; --z: #fff; --zline: #ccc; --frame: #bbb;
        --o1: #dceaf7; --o2: #abcdec; --o3: #66a3da; --o4: #2768ab; --got: #cbdcee; --lack: #e8730c; --band: #dfe4ea;
        --shut: #f3f5f7; --shutline: #ccd3da; --minibar: #7fa9d6;
        --s0: #3d72b8; --s1: #2c8c80; --s2: #8660ad; --s3: #77685a; --s4: #5c7f2e; --s5: #b0507a;
      }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { font-size: 11.5px; }
      .page { max-width: none; padding: 0; }
      .sections, .controls, .skip, .scripted, #tip, .cursor { display: none !important; }
      a { color: inherit; text-decoration: none; }
      h1 { font-size: 26px; } h2 { font-size: 17px; } .figure .value { font-size: 30px; } .figures { margin-top: 14px; grid-template-columns: 1.6fr 1fr 1fr 1fr; }
      .figure { padding: 10px 14px 12px; } .queues { font-size: 11px; } .figure .more { font-size: 11px; margin-top: 4px; }
      .part { margin-top: 22px; }
      #days { margin: 0; } #days > h2 { display: none; } .daykey { font-size: 10.5px; margin-top: 4px; }
      .scripting .day.away, .day { display: block; }
      .day { break-before: page; margin-top: 0; }
      .day + .day { margin-top: 0; }
      .qrow { padding: 8px 0 2px; } .qrow svg { height: 64px; }
      .prow { height: var(--print-row); } .prow .name { font-size: clamp(6.5px, calc(var(--print-row) * .72), 11px); line-height: var(--print-row); }
      .prow .time { font-size: inherit; } .prow svg { height: calc(var(--print-row) * .66); }
      .prow { break-inside: avoid; }
      .resting { font-size: 9.5px; margin-top: 4px; line-height: 1.35; }
      .scroll { overflow: visible; } .heat { min-width: 0; } .heat svg { height: 30px; }
      details::details-content { content-visibility: visible; height: auto; }
      details > summary { display: none; }
      .heattable { font-size: 10px; break-inside: avoid; } .heattable tbody td { min-width: 26px; line-height: 15px; }
      #people { break-before: page; margin-top: 0; } h2, h3, .lead { break-after: avoid; }
      #warnings, .columns, .assumptions, .plain { break-inside: avoid; }
      .peopletable { font-size: 11px; } .peopletable tr { break-inside: avoid; } .peopletable td, .peopletable th { padding-top: 3px; padding-bottom: 2px; }
      .peopletable thead { display: table-header-group; }
      .forecast { break-inside: avoid; margin-top: 6px; } .plot svg { height: 64px; } .daylabels i::before { height: 64px; }
      .warnings li { padding: 5px 0; break-inside: avoid; }
    }

    """
}
