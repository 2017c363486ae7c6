namespace ActorDetector.Reports;

/// <summary>How pages look: light or dark as the reader's system says, dark on white in print.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet. Curves differ in dashes too, for those who do not see the colours (Okabe and Ito's palette).</summary>
    public const string Css = """
        :root { --paper: #fff; --ink: #1b2430; --quiet: #5d6b7a; --line: #dfe5ec; --card: #f6f8fa; --a: #0072b2; --b: #c2550a; --c: #00805e; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #12171e; --ink: #e3e9f0; --quiet: #93a1b1; --line: #2c3642; --card: #1a212a; --a: #56b4e9; --b: #f0a04b; --c: #3ecfa0; --bad: #ff8a80; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1120px; padding: 32px 24px 64px; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
        h1 { font-size: 26px; margin: 0 0 4px; letter-spacing: -.01em; }
        h2 { font-size: 18px; margin: 40px 0 8px; }
        h3 { font-size: 15px; margin: 20px 0 6px; }
        p { margin: 4px 0 12px; max-width: 78ch; }
        .quiet { color: var(--quiet); }
        .facts { color: var(--quiet); overflow-wrap: anywhere; margin: 0 0 24px; max-width: none; }
        .facts b { color: var(--ink); font-weight: 600; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 12px; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 12px; }
        .tile .name { color: var(--quiet); font-size: 12.5px; white-space: nowrap; }
        .tile .value { font-size: 28px; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; }
        .tile .beside { color: var(--quiet); font-size: 13px; }
        .tile.main { border-color: var(--a); box-shadow: inset 0 0 0 1px var(--a); }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 8px 32px; align-items: start; }
        table { border-collapse: collapse; width: 100%; margin: 4px 0 12px; }
        th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { font-weight: 600; color: var(--quiet); font-size: 13px; }
        td.n, th.n { text-align: right; white-space: nowrap; }
        .wrong { color: var(--bad); font-weight: 600; }
        .right { color: var(--c); font-weight: 600; }
        tr.chosen td { font-weight: 700; background: var(--card); }
        td.line { font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
        td.name { overflow-wrap: anywhere; min-width: 110px; }
        figure { margin: 0; }
        figure.workflow { max-width: 560px; }
        figure > svg { display: block; width: 100%; height: auto; }
        figcaption { color: var(--quiet); font-size: 13px; max-width: 78ch; }
        svg text { fill: var(--quiet); font-size: 12px; }
        svg text.axis, svg text.note { fill: var(--ink); }
        svg text.note { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
        .tiles + p { margin-top: 10px; }
        table.small { width: auto; min-width: 420px; }
        svg .grid { stroke: var(--line); }
        svg .mark { stroke: var(--quiet); stroke-dasharray: 3 3; }
        svg path { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
        svg path.a { stroke: var(--a); stroke-dasharray: 7 4; } svg path.b { stroke: var(--b); stroke-dasharray: 2 3; } svg path.c { stroke: var(--c); stroke-width: 3; }
        svg circle.a { fill: var(--a); } svg circle.b { fill: var(--b); } svg circle.c { fill: var(--c); }
        svg rect.a { fill: var(--a); } svg rect.b { fill: var(--b); }
        svg circle.dot { stroke: var(--paper); stroke-width: 2; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 13px; margin: 2px 0 4px 52px; }
        .legend svg { width: 28px; height: 10px; margin-right: 6px; }
        .share { display: flex; height: 10px; border-radius: 5px; overflow: hidden; background: var(--line); min-width: 120px; margin-top: 6px; }
        .share i { background: var(--a); }
        details summary { cursor: pointer; color: var(--quiet); }
        @media print {
          :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #ccc; --card: #fff; --a: #0072b2; --b: #c2550a; --c: #00805e; --bad: #b3261e; }
          body { padding: 0; font-size: 11px; max-width: none; }
          section, .tile, figure, tr { break-inside: avoid; }
          .pair { grid-template-columns: 1fr 1fr; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        """;
}
