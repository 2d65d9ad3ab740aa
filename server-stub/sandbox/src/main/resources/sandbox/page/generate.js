/* The form, the task that it submits, and the result. */

import { byId, h, number } from './dom.js';
import { api, state } from './requests.js';
import { askAccount } from './control.js';
import { answerBox } from './answers.js';
import { refreshJournal } from './data.js';

/** How long the page waits for a task, in milliseconds. */
const DEADLINE = 15 * 60 * 1000;

const chosen = () => state.models.find(({ id }) => id === byId('model').value);

function fieldOf(name, label, control, hint) {
  control.id = `field-${name}`;
  control.name = name;
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, hint ? h('p', { class: 'hint' }, hint) : null);
}

function optionField({ name, type, values, minimum, maximum, defaultValue: usual }) {
  const list = values ?? (type === 'boolean' ? ['true', 'false'] : null);
  const control = list
    ? h('select', {}, usual === undefined || usual === null ? h('option', { value: '' }, '–') : null,
        list.map((value) => h('option', { value, selected: value === usual }, value)))
    : h('input', { type: /integer|number/.test(type) ? 'number' : 'text', min: minimum, max: maximum, value: usual });
  control.dataset.type = type;
  const range = !list && minimum !== undefined && minimum !== null ? ` (${minimum}–${maximum})` : '';
  return fieldOf(name, name.replaceAll('_', ' ') + range, control);
}

function inputField({ name, mediaType, required, maxItems }) {
  const example = { image: 'image-1280x720.png', video: 'video-1280x720-8.5s.mp4', audio: 'audio-10s.mp3' }[mediaType];
  const control = h('input', { type: 'text', value: required ? `https://sandbox.vicsee.com/inputs/${example}` : '', required });
  control.dataset.list = maxItems > 1 || name.endsWith('urls');
  const many = maxItems > 1 ? `, up to ${maxItems}, separated by spaces` : '';
  return fieldOf(name, name.replaceAll('_', ' '), control, `URL of ${mediaType === 'video' ? 'a' : 'an'} ${mediaType}${many}${required ? '' : '; may stay empty'}`);
}

export function showModel() {
  const model = chosen();
  byId('model-hint').textContent = model.description;
  byId('prompt-field').hidden = !model.prompt;
  byId('inputs').replaceChildren(...model.inputs.map(inputField));
  byId('options').replaceChildren(...model.options.map(optionField));
  showPrice();
}

/** The body in the published form with `input`. Options with their default are sent too, so that the request shows them. */
function bodyOf() {
  const model = chosen();
  const input = {};
  if (model.prompt && byId('prompt').value !== '') {
    input.prompt = byId('prompt').value;
  }
  for (const control of byId('generate-form').querySelectorAll('#inputs [name], #options [name]')) {
    if (control.value === '') {
      continue;
    }
    if (control.dataset.list === 'true') {
      input[control.name] = control.value.trim().split(/\s+/);
    } else if (/integer|number/.test(control.dataset.type)) {
      input[control.name] = Number(control.value);
    } else {
      input[control.name] = control.dataset.type === 'boolean' ? control.value === 'true' : control.value;
    }
  }
  return { model: model.id, input };
}

export function showPrice() {
  const { input } = bodyOf();
  const fits = ([name, value]) => (value === 'present' ? name in input : String(input[name]) === value);
  const price = chosen().prices.find(({ when }) => Object.entries(when ?? {}).every(fits));
  const seconds = price?.unit === 'output_second' ? input.duration : price?.unit === 'generation' ? 1 : null;
  byId('price').textContent = !price ? '' : seconds
    ? `${number(price.credits * seconds)} credits`
    : `${number(price.credits)} credits per ${price.unit.replaceAll('_', ' ')}`;
}

export async function generate(event) {
  event.preventDefault();
  const button = byId('submit');
  button.disabled = true;
  byId('task').setAttribute('aria-busy', 'true');
  try {
    const answer = await api('POST', '/generate', bodyOf());
    const { data, error } = JSON.parse(answer.text);
    if (error) {
      byId('task').replaceChildren(answerBox(answer));
    } else {
      await follow(data);
      await askAccount();
    }
  } catch (failure) {
    byId('task').replaceChildren(h('p', { class: 'bad' }, `Failed: ${failure.message}`));
  } finally {
    button.disabled = false;
    byId('task').removeAttribute('aria-busy');
    refreshJournal();
  }
}

async function follow(submitted) {
  const meter = h('progress', { max: 100, value: 0, 'aria-label': 'Progress' });
  const word = h('strong', {}, submitted.status);
  byId('task').replaceChildren(
    h('p', { class: 'state' }, h('code', {}, submitted.id), word, meter),
    h('p', { class: 'note' }, `${number(submitted.creditsUsed)} credits reserved.`));
  const begun = Date.now();
  const { first, factor, longest } = state.overview.polling;
  for (let wait = first; Date.now() - begun < DEADLINE; wait = Math.min(wait * factor, longest)) {
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    const answer = await api('GET', `/tasks/${submitted.id}`);
    const { data, error } = JSON.parse(answer.text);
    if (error) {
      byId('task').append(answerBox(answer));
      return;
    }
    word.textContent = data.status;
    meter.value = data.progress ?? 0;
    if (['completed', 'success', 'failed'].includes(data.status)) {
      showTask(data, submitted, Date.now() - begun);
      return;
    }
  }
  byId('task').append(h('p', { class: 'bad' }, 'Stopped waiting. The task is still running on the server.'));
}

/** The path of a result on this server, under whatever name the page was opened. */
function own(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

function showTask(task, submitted, milliseconds) {
  const seconds = (milliseconds / 1000).toFixed(1);
  byId('task').replaceChildren(
    h('p', { class: 'state' }, h('code', {}, task.id), h('strong', { class: task.status === 'failed' ? 'bad' : 'good' }, task.status)),
    h('p', { class: 'note' }, task.status === 'failed'
      ? `Failed after ${seconds} s; the ${number(submitted.creditsUsed)} credits are refunded.`
      : `${number(submitted.creditsUsed)} credits, completed after ${seconds} s.`),
    ...resultOf(task),
    h('details', {}, h('summary', {}, 'The task as JSON'), h('div', { class: 'box' }, h('pre', { tabindex: 0 }, JSON.stringify(task, null, 2)))));
}

function resultOf({ status, result, error, prompt }) {
  if (error) {
    return [h('p', {}, h('code', {}, error.code), ` ${error.message}`)];
  }
  if (!result) {
    return [h('p', {}, status === 'completed' ? 'Completed, without a result.' : 'No result.')];
  }
  if (result.type === 'music') {
    return [h('ul', { class: 'songs' }, result.songs.map(({ title, audioUrl, imageUrl, duration }) => h('li', {},
      h('img', { src: own(imageUrl), alt: `Cover of ${title}` }),
      h('p', {}, h('strong', {}, title), ` ${Math.round(duration)} s`),
      h('audio', { controls: true, preload: 'metadata', src: own(audioUrl), 'aria-label': title }))))];
  }
  const medium = result.type === 'video'
    ? h('video', { controls: true, preload: 'auto', src: own(result.url), 'aria-label': prompt ?? 'The clip' })
    : h('img', { class: 'picture', src: own(result.url), alt: prompt ?? 'The picture' });
  return [medium, h('p', {}, h('a', { href: own(result.url) }, 'Open the file'))];
}
