/* Elements, texts and the clipboard. */

export const byId = (id) => document.getElementById(id);

/** Makes an element. Attributes that are functions are listeners; a child that is null is left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Turns text between backticks into code. */
export function prose(text) {
  return String(text).split('`').map((part, i) => (i % 2 === 1 ? h('code', {}, part) : part));
}

/** Highlights the placeholders of a message. */
export function withPlaceholders(text) {
  return text.split(/(\{\w+\})/).map((part, i) => (i % 2 === 1 ? h('var', {}, part) : part));
}

export const number = (value) => Number(value).toLocaleString('en');
export const spoken = (moment) => moment.slice(0, 19).replace('T', ' ');
const family = (status) => (status < 400 ? 'ok' : status < 500 ? 'client' : 'server');
export const badge = (status) => h('span', { class: `status ${family(status)}` }, String(status));

export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without a secure context there is no clipboard; the old way works from a click.
    const area = h('textarea', { class: 'unseen', readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Not allowed';
    area.remove();
    button.focus();
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

