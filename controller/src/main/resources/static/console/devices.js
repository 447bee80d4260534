// The list of devices, live.
import {LitElement, html, nothing} from 'lit';
import {deviceUrl, feed, json} from './api.js';
import {ago, badge, dot, failure, modelOf} from './format.js';
import './events.js';

const PAGE = 100;
const SETTLE_MS = 400;

const quoted = (text) => JSON.stringify(text);

class TrellisDevices extends LitElement {
  static properties = {
    items: {state: true},
    waiting: {state: true},
    next: {state: true},
    q: {state: true},
    kind: {state: true},
    state: {state: true},
    problem: {state: true},
    loaded: {state: true},
    estimate: {state: true},
  };

  #touched = new Set();
  #timer = 0;
  #ticker = 0;
  #asked = 0;

  constructor() {
    super();
    this.items = [];
    this.waiting = [];
    this.next = null;
    this.q = '';
    this.kind = '';
    this.state = '';
    this.loaded = false;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    feed.addEventListener('event', this.#onEvent);
    feed.addEventListener('reset', this.#reload);
    feed.addEventListener('connected', this.#reload);
    this.#ticker = setInterval(() => this.requestUpdate(), 5000);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    feed.removeEventListener('event', this.#onEvent);
    feed.removeEventListener('reset', this.#reload);
    feed.removeEventListener('connected', this.#reload);
    clearInterval(this.#ticker);
    clearTimeout(this.#timer);
  }

  #reload = () => this.#load();

  #onEvent = ({detail: event}) => {
    if (!event.deviceId || !event.type.startsWith('device.')) return;
    this.#touched.add(event.deviceId);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), SETTLE_MS);
  };

  /** Only what was touched; the whole page when it is much, or when something is new or gone. */
  async #refresh() {
    const ids = [...this.#touched];
    this.#touched.clear();
    const known = new Set(this.items.map((d) => d.id));
    if (ids.length > 20 || ids.some((id) => !known.has(id))) return this.#load();
    for (const id of ids) {
      try {
        const fresh = await json(deviceUrl(id));
        this.items = this.items.map((d) => (d.id === id ? {...fresh, touched: Date.now()} : d));
      } catch (problem) {
        if (problem.status === 404) this.items = this.items.filter((d) => d.id !== id);
      }
    }
    return this.#loadWaiting();
  }

  #query(cursor) {
    const terms = [];
    if (this.kind) terms.push(`kind == ${quoted(this.kind)}`);
    if (this.state) terms.push(`state == ${quoted(this.state)}`);
    const query = new URLSearchParams({limit: PAGE, estimate: true});
    if (terms.length) query.set('filter', terms.join(' && '));
    if (this.q) query.set('q', this.q);
    if (cursor) query.set('cursor', cursor);
    return `/api/v1/devices?${query}`;
  }

  async #load(cursor = null) {
    const asked = ++this.#asked;
    try {
      const part = await json(this.#query(cursor));
      if (asked !== this.#asked) return;
      this.items = cursor ? [...this.items, ...part.items] : part.items;
      this.next = part.next;
      this.estimate = part.estimate;
      this.problem = null;
      this.loaded = true;
      if (!cursor) await this.#loadWaiting();
    } catch (problem) {
      if (asked === this.#asked) this.problem = problem;
    }
  }

  /** What waits for a decision is shown whatever is searched for. */
  async #loadWaiting() {
    const lists = await Promise.all(
      ['pending', 'quarantined'].map((s) =>
        json(`/api/v1/devices?limit=20&filter=${encodeURIComponent(`state == "${s}"`)}`)));
    this.waiting = lists.flatMap((l) => l.items);
  }

  async #decide(device) {
    const verb = device.state === 'pending' ? 'approve' : 'release';
    try {
      await json(`${deviceUrl(device.id)}/${verb}`, {method: 'POST'});
      await this.#load();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #search(event) {
    this.q = event.target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), 250);
  }

  #choose(name, event) {
    this[name] = event.target.value;
    this.#load();
  }

  #waitingPanel() {
    if (!this.waiting.length) return nothing;
    return html`<section class="panel waiting" aria-label="Waiting for a decision">
      <h2>Waiting for a decision</h2>
      <ul class="plain">${this.waiting.map((d) => html`<li>
        ${badge(d.state)}
        <a href="#/devices/${encodeURIComponent(d.id)}">${d.id}</a>
        <span class="faint grow">${d.stateReason}</span>
        <button @click=${() => this.#decide(d)}>${d.state === 'pending' ? 'Approve' : 'Release'}</button>
      </li>`)}</ul>
    </section>`;
  }

  #row(d) {
    const fresh = d.touched && Date.now() - d.touched < 4000;
    return html`<tr class=${fresh ? 'fresh' : ''}>
      <td class="c-dot">${dot(d.online)}</td>
      <td class="c-id"><a href="#/devices/${encodeURIComponent(d.id)}">${d.id}</a>
        ${d.tags.map((t) => html`<span class="tag">${t}</span>`)}</td>
      <td class="c-kind">${d.kind}</td>
      <td class="c-model">${modelOf(d)}</td>
      <td class="c-fw">${d.softwareVersion}</td>
      <td class="c-proto">${[...new Set(d.endpoints.map((e) => e.protocol))].map((p) => html`<span class="proto">${p}</span>`)}</td>
      <td class="c-state">${badge(d.state)}</td>
      <td class="c-seen">${ago(d.lastSeen)}</td>
    </tr>`;
  }

  #empty() {
    if (!this.loaded) return html`<p class="empty">Loading ...</p>`;
    return this.q || this.kind || this.state
      ? html`<p class="empty">No device matches.</p>`
      : html`<p class="empty">No device has called yet. Point one here with the enrollment key that the
          controller printed at its start.</p>`;
  }

  render() {
    return html`<h1>Devices ${this.estimate === undefined ? nothing
        : html`<span class="count">${this.estimate}</span>`}</h1>
      ${failure(this.problem)}
      ${this.#waitingPanel()}
      <form class="tools" role="search" @submit=${(e) => e.preventDefault()}>
        <input type="search" placeholder="Id, serial number, MAC, IP address, subscriber ..."
          aria-label="Search" .value=${this.q} @input=${(e) => this.#search(e)}>
        <select aria-label="Kind" @change=${(e) => this.#choose('kind', e)}>
          <option value="">every kind</option>
          ${['gateway', 'extender', 'stb', 'iot', 'other'].map((k) => html`<option>${k}</option>`)}
        </select>
        <select aria-label="State" @change=${(e) => this.#choose('state', e)}>
          <option value="">every state</option>
          ${['active', 'pending', 'quarantined', 'decommissioned'].map((s) => html`<option>${s}</option>`)}
        </select>
      </form>
      ${this.items.length
        ? html`<div class="panel flush"><table class="list devices">
            <thead><tr><th><span class="sr">Online</span></th><th>Device</th><th>Kind</th><th>Model</th>
              <th>Firmware</th><th>Speaks</th><th>State</th><th>Seen</th></tr></thead>
            <tbody>${this.items.map((d) => this.#row(d))}</tbody></table></div>`
        : this.#empty()}
      ${this.next ? html`<button class="more" @click=${() => this.#load(this.next)}>More</button>` : nothing}
      <section class="panel" aria-labelledby="h-events"><h2 id="h-events">Events</h2><trellis-events></trellis-events></section>`;
  }
}

customElements.define('trellis-devices', TrellisDevices);
