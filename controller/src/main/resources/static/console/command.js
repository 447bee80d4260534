// The command panel: every type of command, with its result, its errors and how long it took.
import {LitElement, html, nothing} from 'lit';
import {deviceUrl, json} from './api.js';
import {badge, failure, millis} from './format.js';

const HINTS = {
  get: 'Device.DeviceInfo.\nDevice.WiFi.SSID.*.SSID',
  set: 'Device.WiFi.SSID.1.SSID=home',
  add: 'ExternalPort=8080\nInternalPort=80',
  delete: 'Device.NAT.PortMapping.3.',
  operate: 'Cause=maintenance',
};

const lines = (text) => (text || '').split('\n').map((l) => l.trim()).filter(Boolean);

function pairs(text) {
  return Object.fromEntries(lines(text).map((line) => {
    // The value begins behind the first = that is not part of a search such as [SSID=="home"].
    const match = line.match(/^((?:\[[^\]]*\]|[^=[])*)=(.*)$/);
    if (!match) throw new Error(`Write name=value: ${line}`);
    return [match[1].trim(), match[2]];
  }));
}

function body(type, form) {
  switch (type) {
    case 'get': return {type, paths: lines(form.get('text'))};
    case 'set': return {type, values: pairs(form.get('text')), allowPartial: form.has('partial')};
    case 'add': return {
      type, objects: [{object: form.get('path').trim(), values: pairs(form.get('text'))}],
      allowPartial: form.has('partial'),
    };
    case 'delete': return {type, objects: lines(form.get('text')), allowPartial: form.has('partial')};
    case 'operate': return {type, path: form.get('path').trim(), input: pairs(form.get('text'))};
    default: return {type, path: form.get('path').trim()};
  }
}

/** A command's result, wherever it is shown. */
export function outcome(c) {
  const values = Object.entries(c.result?.values ?? {});
  const output = Object.entries(c.result?.output ?? {});
  return html`<div class="outcome">
    ${c.note ? html`<p class="faint">${c.note}</p>` : nothing}
    ${c.errors.length ? html`<ul class="problem">${c.errors.map((e) => html`<li><code>${e.path}</code>
      <strong>${e.code}</strong>${e.sourceCode ? ` (${e.sourceCode})` : ''}: ${e.message}</li>`)}</ul>` : nothing}
    ${c.result?.instances.length ? html`<p>${c.result.instances.map((i) => html`<code>${i}</code> `)}</p>` : nothing}
    ${values.length + output.length ? html`<dl class="values">
      ${[...output, ...values.slice(0, 200)].map(([k, v]) => html`<div><dt>${k}</dt><dd>${v ?? html`<span class="faint">secret</span>`}</dd></div>`)}</dl>` : nothing}
    ${values.length > 200 || c.result?.rest ? html`<p class="faint">More values: see the parameters.</p>` : nothing}
  </div>`;
}

class TrellisCommand extends LitElement {
  static properties = {
    deviceId: {},
    type: {state: true},
    busy: {state: true},
    last: {state: true},
    took: {state: true},
    problem: {state: true},
    checked: {state: true},
  };

  constructor() {
    super();
    this.type = 'get';
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  #choose(event) {
    this.type = event.target.value;
    this.problem = this.last = this.checked = null;
  }

  async #run(event) {
    event.preventDefault();
    const check = event.submitter?.value === 'check';
    const form = new FormData(event.target);
    this.busy = true;
    this.problem = this.last = this.checked = null;
    const before = performance.now();
    try {
      const request = body(this.type, form);
      if (check) {
        await json(`${deviceUrl(this.deviceId)}/commands/validate`, {method: 'POST', body: request});
        this.checked = true;
      } else {
        const wait = form.get('wait');
        this.last = await json(`${deviceUrl(this.deviceId)}/commands?wait=${wait}`, {method: 'POST', body: request});
        this.took = Math.round(performance.now() - before);
        this.dispatchEvent(new CustomEvent('ran', {detail: this.last, bubbles: true}));
      }
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #fields() {
    const one = (label, value) => html`<label>${label}<input name="path" value=${value} autocomplete="off" spellcheck="false"></label>`;
    const many = (label) => html`<label>${label}<textarea name="text" rows="3" spellcheck="false"
      placeholder=${HINTS[this.type]}></textarea></label>`;
    switch (this.type) {
      case 'get': return many('Paths, one a line');
      case 'set': return many('path=value, one a line');
      case 'add': return html`${one('Table', 'Device.NAT.PortMapping.')}${many('name=value, one a line')}`;
      case 'delete': return many('Objects, one a line');
      case 'operate': return html`${one('Command', 'Device.Reboot()')}${many('Input: name=value, one a line')}`;
      default: return one('Object', 'Device.');
    }
  }

  render() {
    const c = this.last;
    return html`<form class="command" @submit=${(e) => this.#run(e)}>
      <div class="row"><label>Command<select name="type" @change=${(e) => this.#choose(e)}>
          ${['get', 'set', 'add', 'delete', 'operate', 'discover'].map((t) => html`<option ?selected=${t === this.type}>${t}</option>`)}
        </select></label>
        <label>Wait<select name="wait">
          ${[['0', 'no'], ['10', '10 s'], ['30', '30 s'], ['60', '60 s']].map(([v, t]) => html`<option value=${v} ?selected=${v === '30'}>${t}</option>`)}
        </select></label></div>
      ${this.#fields()}
      ${['set', 'add', 'delete'].includes(this.type)
        ? html`<label class="check"><input type="checkbox" name="partial"> do what can be done if something fails</label>` : nothing}
      <div class="row buttons"><button class="primary" ?disabled=${this.busy}>${this.busy ? 'Waiting ...' : 'Run'}</button>
        <button value="check" ?disabled=${this.busy}>Check only</button></div>
      </form>
      <div aria-live="polite">
        ${failure(this.problem)}
        ${this.checked ? html`<p class="good">The device's model accepts it. Nothing was sent.</p>` : nothing}
        ${c ? html`<p class="row">${badge(c.status)} <span class="faint">answered in ${this.took} ms${c.sentAt && c.endedAt
          ? `, ${millis(c.sentAt, c.endedAt)} on the device` : ''}${c.endpoint ? `, over ${c.endpoint.protocol}/${c.endpoint.transport}` : ''}</span></p>
          ${outcome(c)}` : nothing}
      </div>`;
  }
}

customElements.define('trellis-command', TrellisCommand);
