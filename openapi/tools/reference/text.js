/** Text in HTML. */

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escape = (text) => String(text).replace(/[&<>"]/g, (character) => ENTITIES[character]);
export const code = (text) => `<code>${escape(text)}</code>`;

/** Prose, in which backticks enclose code. */
export const prose = (text) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** A section with a table; nothing if there are no rows. */
export function section(id, title, text, head, rows) {
  if (rows.length === 0) {
    return '';
  }
  const line = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<section id="${id}"><h2>${title}</h2><p>${text}</p><div><table>
<thead>${line('th', head)}</thead>
<tbody>${rows.map((row) => line('td', row)).join('\n')}</tbody></table></div></section>`;
}
