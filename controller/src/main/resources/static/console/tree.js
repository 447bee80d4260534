// The parameter tree: age, source and quality of every value; writable ones are edited in place.
import {LitElement, html, nothing} from 'lit';
import {age, failure} from './format.js';

const MATCHES = 400;

const isNumber = (text) => /^[1-9][0-9]*$/.test(text);

/** Objects by numbers, names by letters. */
function order(a, b) {
  return isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
}

function build(parameters) {
  const root = {path: '', objects: new Map(), values: [], count: 0};
  for (const parameter of parameters) {
    const segments = parameter.path.split('.');
    let node = root;
    node.count++;
    for (const segment of segments.slice(0, -1)) {
      let below = node.objects.get(segment);
      if (!below) {
        below = {path: `${node.path}${segment}.`, objects: new Map(), values: [], count: 0};
        node.objects.set(segment, below);
      }
      node = below;
      node.count++;
    }
    node.values.push(parameter);
  }
  return root;
}

class TrellisTree extends LitElement {
  static properties = {
    parameters: {attribute: false},
    save: {attribute: false},
    refresh: {attribute: false},
    filter: {state: true},
    open: {state: true},
    editing: {state: true},
    saving: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  #root = build([]);

  constructor() {
    super();
    this.parameters = [];
    this.filter = '';
    this.open = new Set(['Device.', 'InternetGatewayDevice.']);
    this.editing = '';
    this.saving = '';
    this.busy = '';
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('parameters')) this.#root = build(this.parameters);
  }

  updated(changed) {
    if (changed.has('editing') && this.editing) {
      const input = this.querySelector('.edit [name=value]');
      input?.focus();
      input?.select?.();
    }
  }

  #toggle(path) {
    const open = new Set(this.open);
    if (!open.delete(path)) open.add(path);
    this.open = open;
  }

  async #submit(event, parameter) {
    event.preventDefault();
    const value = new FormData(event.target).get('value');
    this.saving = parameter.path;
    this.problem = null;
    try {
      await this.save(parameter.path, value);
      this.editing = '';
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.saving = '';
    }
  }

  async #read(path) {
    this.busy = path;
    this.problem = null;
    try {
      await this.refresh(path);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = '';
    }
  }

  #editor(p) {
    const field = p.type === 'boolean'
      ? html`<select name="value" aria-label=${p.path}>
          ${['true', 'false'].map((v) => html`<option ?selected=${p.value === v}>${v}</option>`)}</select>`
      : html`<input name="value" aria-label=${p.path} .value=${p.value ?? ''} autocomplete="off"
          placeholder=${p.secret ? 'new secret' : ''}>`;
    return html`<form class="edit" @submit=${(e) => this.#submit(e, p)}
        @keydown=${(e) => e.key === 'Escape' && (this.editing = '')}>
      ${field}
      <button class="primary" ?disabled=${this.saving === p.path}>${this.saving === p.path ? 'Setting ...' : 'Set'}</button>
      <button type="button" class="quiet" @click=${() => (this.editing = '')}>Cancel</button></form>`;
  }

  #value(p) {
    if (this.editing === p.path) return this.#editor(p);
    const text = p.secret ? html`<span class="faint">secret</span>`
      : p.value === '' ? html`<span class="faint">empty</span>` : p.value;
    return p.writable
      ? html`<button class="value" title="Edit" aria-label="Edit ${p.path}"
          @click=${() => (this.editing = p.path)}>${text}</button>`
      : html`<span class="value">${text}</span>`;
  }

  #leaf(p, name) {
    const source = p.source.path === p.path ? p.source.endpoint : `${p.source.path}\n${p.source.endpoint}`;
    return html`<li class="leaf">
      <span class="name" title=${p.path}>${name}</span>
      ${this.#value(p)}
      <span class="meta">
        ${p.quality === 'reported' ? nothing : html`<span class="badge ${p.quality === 'assumed' || p.quality === 'derived' ? '' : 'warn'}">${p.quality}</span>`}
        <span class="type">${p.type}</span>
        <span class="proto" title=${source}>${p.source.protocol}</span>
        <time datetime=${p.observedAt} title="seen ${p.observedAt}, changed ${p.changedAt}">${age(p.observedAt)}</time>
      </span></li>`;
  }

  #object(name, node) {
    const open = this.open.has(node.path);
    return html`<li class="object">
      <span class="orow"><button class="fold" title=${node.path} aria-expanded=${open} @click=${() => this.#toggle(node.path)}>
          <span class="arrow" aria-hidden="true"></span>${name}<span class="count">${node.count}</span></button>
        <button class="quiet read" title="Read ${node.path} from the device" aria-label="Read ${node.path} from the device"
          ?disabled=${this.busy !== ''} @click=${() => this.#read(node.path)}>${this.busy === node.path ? 'reading ...' : 'read'}</button></span>
      ${open ? this.#children(node) : nothing}</li>`;
  }

  #children(node) {
    const objects = [...node.objects.keys()].sort(order);
    return html`<ul>
      ${node.values.map((p) => this.#leaf(p, p.path.slice(node.path.length)))}
      ${objects.map((name) => this.#object(name, node.objects.get(name)))}</ul>`;
  }

  #matches() {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.parameters.filter((p) => {
      const text = `${p.path} ${p.value ?? ''} ${p.source.path}`.toLowerCase();
      return words.every((w) => text.includes(w));
    });
    return html`<ul class="flat">${found.slice(0, MATCHES).map((p) => this.#leaf(p, p.path))}</ul>
      <p class="faint">${found.length} of ${this.parameters.length}${found.length > MATCHES ? `, the first ${MATCHES} shown` : ''}</p>`;
  }

  render() {
    return html`<div class="tools"><input type="search" aria-label="Filter parameters"
        placeholder="Filter by path or value" .value=${this.filter}
        @input=${(e) => (this.filter = e.target.value)}></div>
      ${failure(this.problem)}
      <div class="tree">${this.filter.trim() ? this.#matches()
        : this.parameters.length ? this.#children(this.#root)
        : html`<p class="empty">Nothing is known yet. Discover the device, or read an object.</p>`}</div>`;
  }
}

customElements.define('trellis-tree', TrellisTree);
