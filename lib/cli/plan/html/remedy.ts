import type { Way } from '../../../pipelines/tool';
import type { Part, Remedy, Step } from '../../../plan/remedy';
import { type Markup, markup, NOTHING } from './markup';

/** What to do: steps as a list, commands and YAML as code. */
export function remedyMarkup(remedy: Remedy): Markup {
  if (remedy.length === 0) return NOTHING;
  return markup`<div class="remedy"><b>What to do:</b> ${remedy.map(part)}</div>`;
}

function part(each: Part): Markup {
  if ('lines' in each) return markup`<pre>${each.lines.join('\n')}</pre>`;
  if ('steps' in each)
    return markup`<ol>
      ${each.steps.map(step)}
    </ol>`;
  return markup`<p>
    ${each.text.map((text) => (typeof text === 'string' ? markup`${text}` : markup`<code>${text.text}</code>`))}
  </p>`;
}

function step({ text = '', command, ways = [], effect }: Step): Markup {
  const what =
    command === undefined
      ? markup`${text}${effect === undefined ? '' : ':'}`
      : markup`<code class="command">${command.text}</code>`;
  const how =
    ways.length === 0
      ? NOTHING
      : markup`<ul>
          ${ways.map(way)}
        </ul>`;
  return markup`<li>${what}${effect === undefined ? NOTHING : markup` <span class="effect">${effect}</span>`}${how}</li>`;
}

function way({ title, commands, note = '' }: Way): Markup {
  return markup`<li>${title}: ${commands.map(({ text }) => markup`<code class="command">${text}</code> `)}${note}</li>`;
}
