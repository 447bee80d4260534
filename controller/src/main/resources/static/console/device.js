// A device's page.
import {LitElement, html, nothing} from 'lit';
import {Problem, deviceUrl, feed, json, parameters} from './api.js';
import {ago, badge, clock, dot, failure, millis, modelOf} from './format.js';
import {outcome} from './command.js';
import './events.js';
import './tree.js';

const SETTLE_MS = 300;
const WAIT_SECONDS = 30;

class TrellisDevice extends LitElement {
  static properties = {
    deviceId: {},
    device: {state: true},
    values: {state: true},
    commands: {state: true},
    problem: {state: true},
    opened: {state: true},
  };

  #touched = new Set();
  #timer = 0;
  #ticker = 0;

  constructor() {
    super();
    this.values = [];
    this.commands = [];
    this.opened = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    feed.addEventListener('event', this.#onEvent);
    feed.addEventListener('reset', this.#all);
    feed.addEventListener('connected', this.#all);
    this.#ticker = setInterval(() => this.requestUpdate(), 5000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    feed.removeEventListener('event', this.#onEvent);
    feed.removeEventListener('reset', this.#all);
    feed.removeEventListener('connected', this.#all);
    clearInterval(this.#ticker);
    clearTimeout(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('deviceId')) {
      this.device = null;
      this.values = [];
      this.commands = [];
      this.#all();
    }
  }

  #all = async () => {
    try {
      this.device = await json(deviceUrl(this.deviceId));
      this.problem = null;
      await Promise.all([this.#readValues(), this.#readCommands()]);
    } catch (problem) {
      this.problem = problem;
    }
  };

  /** Everything, or what lies below the paths. */
  async #readValues(paths = []) {
    const fresh = await parameters(this.deviceId, paths);
    if (!paths.length) {
      this.values = fresh;
      return;
    }
    const byPath = new Map(this.values.map((p) => [p.path, p]));
    fresh.forEach((p) => byPath.set(p.path, p));
    this.values = [...byPath.values()];
  }

  async #readCommands() {
    this.commands = (await json(`${deviceUrl(this.deviceId)}/commands?limit=20`)).items;
  }

  #onEvent = ({detail: event}) => {
    if (event.deviceId !== this.deviceId) return;
    this.#touched.add(event.type === 'parameter.changed' && event.data.path ? `=${event.data.path}` : event.type);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), SETTLE_MS);
  };

  async #refresh() {
    const touched = [...this.#touched];
    this.#touched.clear();
    const paths = touched.filter((t) => t.startsWith('=')).map((t) => t.slice(1));
    const whole = touched.some((t) => t === 'parameter.changed' || t.startsWith('object.') || t === 'telemetry');
    try {
      if (touched.includes('device.deleted')) return await this.#all();
      if (whole || paths.length > 20) await this.#readValues();
      else if (paths.length) await this.#readValues(paths);
      if (touched.includes('command.updated')) await Promise.all([this.#readCommands(), whole ? null : this.#readValues()]);
      if (touched.some((t) => t.startsWith('device.'))) this.device = await json(deviceUrl(this.deviceId));
    } catch (problem) {
      this.problem = problem;
    }
    return undefined;
  }

  async #command(body) {
    const done = await json(`${deviceUrl(this.deviceId)}/commands?wait=${WAIT_SECONDS}`, {method: 'POST', body});
    await Promise.all([this.#readCommands(), this.#readValues()]);
    if (done.errors.length) {
      throw new Problem(200, {title: done.status, detail: '', errors: done.errors}, 0);
    }
    if (done.status === 'queued') {
      throw new Problem(202, {title: 'Queued', detail: done.note || 'It is done when the device calls.'}, 0);
    }
  }

  #save = (path, value) => this.#command({type: 'set', values: {[path]: value}});
  #read = (path) => this.#command({type: 'get', paths: [path]});

  async #decide(verb) {
    try {
      this.device = await json(`${deviceUrl(this.deviceId)}/${verb}`, {method: 'POST'});
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #cancel(id) {
    try {
      await json(`/api/v1/commands/${id}/cancel`, {method: 'POST'});
      await this.#readCommands();
    } catch (problem) {
      this.problem = problem;
    }
  }

  #state(d) {
    const verb = {pending: 'approve', quarantined: 'release'}[d.state];
    return verb
      ? html`<div class="panel waiting"><p class="row">${badge(d.state)} <span class="grow">${d.stateReason}</span>
          <button class="primary" @click=${() => this.#decide(verb)}>${verb === 'approve' ? 'Approve' : 'Release'}</button></p></div>`
      : nothing;
  }

  #facts(d) {
    const facts = [
      ['Model', modelOf(d)], ['Firmware', d.softwareVersion],
      ['Serial number', d.serialNumber], ['Kind', d.kind], ['Data model', d.dataModel],
      ...Object.entries(d.attributes),
    ];
    return html`<dl class="facts">
      ${facts.filter(([, v]) => v).map(([k, v]) => html`<div><dt>${k}</dt><dd>${v}</dd></div>`)}
      ${d.parent ? html`<div><dt>Behind</dt><dd><a href="#/devices/${encodeURIComponent(d.parent)}">${d.parent}</a></dd></div>` : nothing}
      <div><dt>Last seen</dt><dd>${ago(d.lastSeen)}</dd></div></dl>
      <ul class="plain endpoints">${d.endpoints.map((e) => html`<li>${dot(e.online)}
        <span class="proto">${e.protocol}</span> <span>${e.transport}</span>
        <code class="grow">${e.address || e.id}</code> ${ago(e.lastSeen)}</li>`)}</ul>`;
  }

  #recent() {
    if (!this.commands.length) return html`<p class="empty">None yet.</p>`;
    return html`<ul class="plain commands">${this.commands.map((c) => html`<li>
      <button class="fold" aria-expanded=${this.opened === c.id} @click=${() => (this.opened = this.opened === c.id ? '' : c.id)}>
        <span class="arrow" aria-hidden="true"></span>${badge(c.status)} <strong>${c.type}</strong>
        <span class="etext">${c.paths.join(' ')}</span></button>
      ${clock(c.createdAt)}
      ${c.status === 'queued' ? html`<button class="quiet" @click=${() => this.#cancel(c.id)}>Cancel</button>` : nothing}
      ${this.opened === c.id ? html`<div class="detail"><p class="faint">by ${c.createdBy}${c.endpoint
          ? `, over ${c.endpoint.protocol}/${c.endpoint.transport}` : ''}${c.sentAt && c.endedAt ? `, ${millis(c.sentAt, c.endedAt)}` : ''}</p>
        ${outcome(c)}</div>` : nothing}</li>`)}</ul>`;
  }

  render() {
    const d = this.device;
    if (!d) {
      return html`<h1><a href="#/devices">Devices</a> / ${this.deviceId}</h1>
        ${this.problem ? failure(this.problem) : html`<p class="empty">Loading ...</p>`}`;
    }
    return html`<h1>${dot(d.online)} ${d.id} ${d.tags.map((t) => html`<span class="tag">${t}</span>`)}</h1>
      ${failure(this.problem)}
      ${this.#state(d)}
      <div class="panel">${this.#facts(d)}</div>
      <div class="columns">
        <section class="panel" aria-labelledby="h-parameters"><h2 id="h-parameters">Parameters
            <span class="count">${this.values.length}</span></h2>
          <trellis-tree .parameters=${this.values} .save=${this.#save} .refresh=${this.#read}></trellis-tree></section>
        <div class="side">
          <section class="panel" aria-labelledby="h-command"><h2 id="h-command">Command</h2>
            <trellis-command .deviceId=${d.id} @ran=${() => this.#readCommands()}></trellis-command></section>
          <section class="panel" aria-labelledby="h-recent"><h2 id="h-recent">Recent commands</h2>${this.#recent()}</section>
          <section class="panel" aria-labelledby="h-events"><h2 id="h-events">Events</h2>
            <trellis-events .deviceId=${d.id}></trellis-events></section>
        </div>
      </div>`;
  }
}

customElements.define('trellis-device', TrellisDevice);
