import { chartColours } from "../charts/chart-theme.ts";

const light =
  "--page:#f6f7f9;--panel:#fff;--ink:#1c2430;--muted:#5b6675;--line:#dfe3e9;--soft:#eef1f5;--link:#0b5d99;" +
  "--good:#14633c;--good-back:#dff2e7;--bad:#9c1c16;--bad-back:#fbe4e2;--warn:#7d4a00;--warn-back:#fcefd6;color-scheme:light;";
const dark =
  "--page:#0f1318;--panel:#171c23;--ink:#e7ebf0;--muted:#9aa5b4;--line:#2b333e;--soft:#1f262f;--link:#7cc0f4;" +
  "--good:#7fd8a8;--good-back:#143524;--bad:#f6a19a;--bad-back:#43201d;--warn:#f0c27a;--warn-back:#3b2c12;color-scheme:dark;";

/** Style of the page; both themes, the reader's own choice before that of the system. */
export const pageStyle = `
:root{${light}${chartColours("light")}}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}${chartColours("dark")}}}
:root[data-theme=dark]{${dark}${chartColours("dark")}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:3.5rem}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--link)}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--panel);padding:.4rem .8rem;z-index:9}
.bar{position:sticky;top:0;z-index:5;background:var(--page);border-bottom:1px solid var(--line)}
.bar>div{display:flex;gap:1rem;align-items:center;max-width:1180px;margin:0 auto;padding:.5rem 1.25rem}
.bar nav{display:flex;gap:.25rem 1rem;flex-wrap:wrap;flex:1}
.bar nav a{color:var(--muted);text-decoration:none}.bar nav a:hover{color:var(--ink);text-decoration:underline}
main{max-width:1180px;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1,p,figcaption{overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.15rem;margin:2.75rem 0 .75rem;letter-spacing:-.005em}
h3{font-size:.95rem;margin:0 0 .6rem}
p{margin:.25rem 0 .75rem;max-width:75ch}
.muted{color:var(--muted)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden;margin:1.25rem 0 0}
.figures>div{background:var(--panel);padding:.8rem 1rem}
.figures dt{color:var(--muted);font-size:.82rem}
.figures dd{margin:0;font-size:1.45rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.3}
.figures small{display:block;color:var(--muted);font-size:.78rem;font-weight:400}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:1rem;align-items:start}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:1rem;min-width:0}
.panel+.panel{margin-top:1rem}.grid>.panel+.panel{margin-top:0}
.tall{max-height:36rem;overflow:auto}.tall thead th{position:sticky;top:0;background:var(--panel)}.below{margin-top:1rem}.scroll{overflow-x:auto}
figure{margin:0}figcaption{color:var(--muted);font-size:.82rem;margin-top:.4rem}
svg.chart{display:block;max-width:max(100%,22rem);height:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:.5rem}
th,td{text-align:left;padding:.36rem .7rem .36rem 0;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--muted);font-weight:500;font-size:.82rem;white-space:nowrap}
tbody th{font-weight:500}
tr:last-child>*{border-bottom:0}
table code,table .mono{overflow-wrap:break-word}
.wide{min-width:15rem}.range{display:block;white-space:nowrap}
table.keep tbody th{position:sticky;left:0;background:var(--panel)}
.number{text-align:right}td.number,th.number{padding-right:1.4rem}.nowrap{white-space:nowrap}
.pass,.fail,.part,.none{display:inline-block;white-space:nowrap;min-width:3.1rem;padding:.02rem .45rem;border-radius:4px;text-align:center;font-size:.85rem;font-weight:500}
.pass{background:var(--good-back);color:var(--good)}.fail{background:var(--bad-back);color:var(--bad)}
.part{background:var(--warn-back);color:var(--warn)}.none{color:var(--muted)}
.critical,.error{color:var(--bad)}.warning{color:var(--warn)}.info{color:var(--muted)}
.empty{color:var(--muted);padding:.5rem 0}
.filters{display:flex;gap:.6rem;flex-wrap:wrap;align-items:end;margin-bottom:.75rem}
.filters label{display:grid;gap:.15rem;font-size:.82rem;color:var(--muted)}
.filters label:first-child{flex:1 1 240px}
input,select{height:2.25rem}
input,select,button{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.35rem .6rem}
select{width:100%}input{min-width:0;width:100%}.filters label{min-width:0;max-width:100%}button{cursor:pointer}button:hover:not(:disabled){background:var(--soft)}button:disabled{opacity:.45;cursor:default}
.pages{display:flex;gap:.6rem;align-items:center;justify-content:space-between;margin-top:.75rem;flex-wrap:wrap}
.pages span{display:flex;gap:.4rem}
del{color:var(--bad);background:var(--bad-back);text-decoration:line-through;padding:0 .25rem;border-radius:3px}
ins{color:var(--good);background:var(--good-back);text-decoration:none;padding:0 .25rem;border-radius:3px}
details>summary{cursor:pointer;color:var(--link)}
@media print{.bar,.filters,.pages{display:none}body{background:#fff}.panel{break-inside:avoid}}
`.replaceAll("\n", "");
