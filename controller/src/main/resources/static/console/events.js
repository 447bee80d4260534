// What happens, live: of one device, or of the whole fleet.
import {LitElement, html, nothing} from 'lit';
import {cursorAt, deviceUrl, feed, json} from './api.js';
import {clock, failure} from './format.js';

const KEPT = 200;
const HISTORY_MS = 6 * 3600 * 1000;

const TONES = {
  'device.offline': 'warn', 'device.pending': 'warn', 'device.quarantined': 'bad',
  'device.refused': 'bad', 'alarm': 'bad', 'device.online': 'good', 'device.enrolled': 'good',
  'device.boot': 'busy',
};

/** The data of an event in one line, as text. */
function summary(event) {
  const d = event.data || {};
  switch (event.type) {
    case 'parameter.changed':
      if (d.changes) return `${d.changes} values`;
      return `${d.path} = ${d.secret ? '(secret)' : (d.value ?? '')}`;
    case 'command.updated':
      return `${d.type ?? ''} ${d.status ?? ''}${d.error ? `: ${d.error}` : ''}`;
    case 'device.refused':
      return `${d.claimed ?? ''} from ${d.remoteAddress ?? '?'} over ${d.protocol ?? '?'}: ${d.reason ?? ''}`;
    case 'object.created':
    case 'object.deleted':
      return d.object ?? '';
    default:
      return d.reason ?? d.cause ?? (Object.keys(d).length ? JSON.stringify(d) : '');
  }
}

class TrellisEvents extends LitElement {
  static properties = {
    deviceId: {},
    items: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.items = [];
    this.deviceId = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    feed.addEventListener('event', this.#onEvent);
    feed.addEventListener('reset', this.#reload);
    this.#history();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    feed.removeEventListener('event', this.#onEvent);
    feed.removeEventListener('reset', this.#reload);
  }

  #reload = () => this.#history();

  #onEvent = ({detail: event}) => {
    if (this.deviceId && event.deviceId !== this.deviceId) return;
    this.#merge([event]);
  };

  #merge(events) {
    const known = new Set(this.items.map((e) => e.id));
    const fresh = events.filter((e) => !known.has(e.id));
    this.items = [...fresh, ...this.items]
      .sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))
      .slice(0, KEPT);
  }

  /** The last hours; the list is oldest first, so it is read to its end. */
  async #history() {
    if (!this.deviceId) {
      this.#merge(feed.recent);
      return;
    }
    try {
      let after = cursorAt(Date.now() - HISTORY_MS);
      for (let page = 0; after && page < 5; page++) {
        const part = await json(`${deviceUrl(this.deviceId)}/events?limit=500&after=${after}`);
        this.#merge(part.items);
        after = part.next;
      }
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`${failure(this.problem)}
      ${this.items.length
        ? html`<ol class="plain events">${this.items.map((e) => html`<li>
            ${clock(e.at)}
            <span class="etype ${TONES[e.type] || ''}">${e.type}</span>
            ${this.deviceId || !e.deviceId ? nothing
              : html`<a href="#/devices/${encodeURIComponent(e.deviceId)}">${e.deviceId}</a>`}
            <span class="etext" title=${JSON.stringify(e.data)}>${summary(e)}</span></li>`)}</ol>`
        : html`<p class="empty">${this.deviceId ? 'Nothing has happened lately.' : 'Nothing has happened since this page was opened.'}</p>`}`;
  }
}

customElements.define('trellis-events', TrellisEvents);
