import { line } from '../../../messages/line';
import type { Impact } from '../../../plan/types';
import type { Group } from '../digest/digest';
import type { Told } from '../digest/told';
import type { Scene } from '../scene';
import { acceptedWords, effectsOf, fieldText, meaningOf, namesOf, ofTheOthers, onLine, someOf } from '../words';
import { type Markup, markup, NOTHING } from './markup';
import { pictureOf } from './picture';
import { remedyMarkup } from './remedy';

/** Of objects to which the same happens the first are drawn. */
const MOST_PICTURES = 5;

/** What happens to one object, or to several alike, folded under one line. */
export function entryOf(group: Group, scene: Scene, impacts: ReadonlyMap<string, Impact>, isOpen: boolean): Markup {
  const { impact, changes, told } = group;
  const pictures = changes.slice(0, MOST_PICTURES).map((change) => pictureOf(change, scene, impacts));
  return markup`<details class="entry" data-impact="${impact}" ${isOpen ? markup` open` : NOTHING}>
    <summary>${badge(impact)} <b>${namesOf(group)}</b> <span class="meaning">${meaningOf(changes[0])}</span></summary>
    <div class="body">
      ${told.map((each) => toldMarkup(each, changes))}
      <ul class="places">
        ${changes.flatMap((change) => effectsOf(change).map(([what, verb, names]) => markup`<li>${what} ${verb}: ${someOf(names)}</li>`))}
      </ul>
      ${pictures} ${allFindings(group)}
    </div>
  </details>`;
}

export function badge(impact: Impact): Markup {
  return markup`<span class="badge tone-${impact}">${impact}</span>`;
}

function toldMarkup({ impact, code, places, message, remedy, accepted }: Told, changes: Group['changes']): Markup {
  const fields = places.flatMap(({ parent, fields: own }) =>
    own.map((field) => markup`<li>${fieldText(field, parent)}</li>`),
  );
  const acknowledged = accepted && `${acceptedWords(accepted)} until ${accepted.expires}: ${accepted.reason}`;
  return markup`<div class="told">
    ${badge(impact)} <span class="code">${code}</span>
    ${message === '' ? NOTHING : markup`<p>${message}${ofTheOthers(message, changes)}</p>`}
    ${
      fields.length === 0
        ? NOTHING
        : markup`<ul class="places">
            ${fields}
          </ul>`
    }
    ${remedyMarkup(remedy)} ${acknowledged === undefined ? NOTHING : markup`<p><b>${acknowledged}</b></p>`}
  </div>`;
}

/** Every finding as it is in JSON, for whoever wants to look one up. */
function allFindings({ changes }: Group): Markup {
  const rows = changes.flatMap(({ object, findings }) =>
    findings.map(
      ({ code, impact, path, before, after }) =>
        markup`<tr>
          <td>${line(object)}</td>
          <td>${impact}</td>
          <td>${code}</td>
          <td>${line(path)}</td>
          <td>${onLine(before)}</td>
          <td>${onLine(after)}</td>
        </tr>`,
    ),
  );
  if (rows.length === 0) return NOTHING;
  return markup`<details>
    <summary class="meaning">${rows.length === 1 ? 'The finding' : `All ${rows.length} findings`}</summary>
    <table>
      <tr>
        <th>Object</th>
        <th>Impact</th>
        <th>Code</th>
        <th>Field</th>
        <th>Before</th>
        <th>After</th>
      </tr>
      ${rows}
    </table>
  </details>`;
}
