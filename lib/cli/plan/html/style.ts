import type { Tone } from '../scene';

/** Text, ground and border of each tone, in the light and in the dark. */
const TONES: Readonly<Record<Tone, readonly [light: string, dark: string]>> = {
  'data-risk': ['#fff #b3162a #82071e', '#fff #8e1020 #ff6a75'],
  outage: ['#fff #a84300 #762c00', '#fff #7a3200 #ff9b50'],
  rejected: ['#82071e #ffdfdc #cf222e', '#ffd5d2 #5a1218 #f0616a'],
  delete: ['#6b2800 #ffe3cc #bc4c00', '#ffdcc2 #542600 #d98345'],
  restart: ['#4d2d00 #fff3b8 #9a6700', '#ffecb0 #4a3500 #c99a2e'],
  update: ['#0a3069 #ddf4ff #0969da', '#cde8ff #0d3057 #4b9be8'],
  create: ['#044f1e #dafbe1 #1a7f37', '#c3f5cf #0d3b1c #3fa45a'],
  none: ['#4a535c #f3f5f7 #c5ccd3', '#b9c2cb #23292f #4a535c'],
  plain: ['#4a535c #f3f5f7 #c5ccd3', '#b9c2cb #23292f #4a535c'],
};

function tones(index: 0 | 1): string {
  return Object.entries(TONES)
    .map(([tone, looks]) => {
      const [text, ground, border] = looks[index].split(' ');
      return `.tone-${tone}{color:${text};background:${ground};border-color:${border}}`;
    })
    .join('');
}

const LIGHT = '--ground:#fff;--text:#1c2127;--quiet:#59636e;--line:#d1d9e0;--code:#f3f5f7;--good:#1a7f37;--bad:#b3162a';
const DARK =
  '--ground:#12161b;--text:#e4e9ee;--quiet:#9aa5b0;--line:#38414a;--code:#1e242b;--good:#4fbf6b;--bad:#ff7b85';

/** The whole look of the page. The policy of the page allows this text and no other style. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:75rem;padding:1rem;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}h4{margin:0 0 .4rem}
.verdict{border:2px solid var(--good);border-radius:.5rem;padding:.8rem 1rem}.verdict.stops{border-color:var(--bad)}
.verdict p{margin:.2rem 0}.stops strong{color:var(--bad)}.passes strong{color:var(--good)}
.tools{position:sticky;top:0;z-index:1;background:var(--ground);padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.5rem .9rem;align-items:center;border-bottom:1px solid var(--line)}
.tools input[type=search]{flex:1 1 14rem;font:inherit;padding:.35rem .6rem;border:1px solid var(--line);border-radius:.4rem;background:var(--ground);color:var(--text)}
.tools label{white-space:nowrap}.count{color:var(--quiet)}
.entry{border:1px solid var(--line);border-radius:.5rem;margin:.6rem 0;content-visibility:auto;contain-intrinsic-size:auto 3rem}
.entry>summary{cursor:pointer;padding:.5rem .8rem}.entry>.body{padding:0 .8rem .8rem}
.badge{display:inline-block;border:1px solid;border-radius:.3rem;padding:0 .45rem;font-size:.85rem;font-weight:600}
.meaning,.more,.effect,.code{color:var(--quiet)}.code{font-size:.85rem}
.told{border-left:3px solid var(--line);padding-left:.7rem;margin:.7rem 0}.told p{margin:.25rem 0}
ul.places{margin:.25rem 0;padding-left:1.1rem}
code,pre{background:var(--code);border-radius:.25rem;padding:.05rem .3rem;font:.88em/1.5 ui-monospace,monospace}
pre,code.command{display:block;padding:.4rem .6rem;white-space:pre-wrap;margin:.2rem 0}
.remedy p{display:inline}.remedy>p~p{display:block}
.picture{margin:.8rem 0;border:1px solid var(--line);border-radius:.5rem;padding:.6rem}.picture figcaption{font-weight:600;margin-bottom:.4rem}
.stages{display:grid;grid-template-columns:repeat(3,1fr);gap:.8rem}
.stage+.stage{border-left:1px dashed var(--line);padding-left:.8rem}
.box{border:1px solid;border-radius:.4rem;padding:.15rem .5rem;margin:.2rem 0;font-size:.85rem}
.box em{font-style:normal;font-weight:600}.box .kind{opacity:.75;font-size:.72rem;text-transform:uppercase;letter-spacing:.03em}
.service{border-radius:1rem}.claim{border-radius:.4rem .4rem .9rem .9rem}.volume{border-style:dashed}
.pod-row{margin:.35rem 0}.claim-row{margin-left:1rem}.claim-row .volume{margin-left:1rem}
.only-changes .box.tone-plain{display:none}
.quiet{color:var(--quiet);margin:.3rem 0}
table{border-collapse:collapse;width:100%;font-size:.85rem}td,th{border:1px solid var(--line);padding:.2rem .4rem;text-align:left;vertical-align:top}
${tones(0)}
@media (prefers-color-scheme:dark){:root{${DARK}}${tones(1)}}
@media (max-width:45rem){body{padding:.6rem}.stages{grid-template-columns:1fr}.stage+.stage{border-left:0;border-top:1px dashed var(--line);padding:.6rem 0 0}.tools{position:static}}
@media print{:root{${LIGHT}}${tones(0)}.tools{display:none}body{max-width:none;font-size:11pt}.entry{break-inside:avoid-page;content-visibility:visible}.picture{break-inside:avoid}.box,.badge{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
