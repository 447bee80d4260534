// Words and numbers for people. Text goes through Lit's bindings, which escape it.
import {html, nothing} from 'lit';

export function age(time) {
  if (!time) return 'never';
  const seconds = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

export function ago(time) {
  return time ? html`<time datetime=${time} title=${time}>${age(time)}</time>` : html`<span class="faint">never</span>`;
}

export function clock(time) {
  return html`<time datetime=${time} title=${time}>${new Date(time).toLocaleTimeString([], {hour12: false})}</time>`;
}

export function dot(online) {
  return html`<span class="dot ${online ? 'on' : 'off'}" role="img"
    aria-label=${online ? 'online' : 'offline'} title=${online ? 'online' : 'offline'}></span>`;
}

/** Maker and model, without saying the maker twice. */
export function modelOf(device) {
  const model = device.modelName || device.productClass;
  return model.toLowerCase().startsWith(device.manufacturer.toLowerCase()) ? model : `${device.manufacturer} ${model}`;
}

const TONES = {
  active: 'good', done: 'good', pending: 'warn', partial: 'warn', quarantined: 'bad', failed: 'bad',
  expired: 'bad', 'outcome-unknown': 'bad', running: 'busy', sent: 'busy', queued: 'busy',
};

export function badge(word) {
  return html`<span class="badge ${TONES[word] || ''}">${word}</span>`;
}

export function failure(problem) {
  if (!problem) return nothing;
  return html`<div class="problem" role="alert">
    <strong>${problem.title || 'Error'}</strong> ${problem.message}
    ${problem.errors?.length
      ? html`<ul>${problem.errors.map((e) => html`<li><code>${e.path}</code> ${e.code}: ${e.message}</li>`)}</ul>`
      : nothing}
  </div>`;
}

export function millis(from, to) {
  const ms = Date.parse(to) - Date.parse(from);
  return ms < 10000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
