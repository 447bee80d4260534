// The frame: sign-in, the bar with the state of the connection, and which page is shown.
import {LitElement, html, nothing} from 'lit';
import {connection, feed, json, token} from './api.js';
import './devices.js';
import './device.js';

const STATES = {
  live: ['on', 'Live'],
  reconnecting: ['busy', 'Reconnecting'],
  offline: ['bad', 'Offline'],
  unavailable: ['bad', 'Store away'],
  connecting: ['busy', 'Connecting'],
};

class TrellisApp extends LitElement {
  static properties = {
    route: {state: true},
    link: {state: true},
    message: {state: true},
    busy: {state: true},
    signedIn: {state: true},
  };

  constructor() {
    super();
    this.route = location.hash;
    this.link = 'connecting';
    this.message = '';
    this.signedIn = token.get() !== '';
  }

  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', () => {
      this.route = location.hash;
      window.scrollTo(0, 0);
    });
    connection.addEventListener('state', (e) => (this.link = e.detail.state));
    connection.addEventListener('signed-out', () => this.#signOut('The token was not accepted.'));
    if (this.signedIn) feed.start();
  }

  #signOut(message) {
    feed.stop();
    token.clear();
    this.signedIn = false;
    this.message = message;
  }

  async #signIn(event) {
    event.preventDefault();
    const value = new FormData(event.target).get('token').trim();
    if (!value) return;
    this.busy = true;
    this.message = '';
    token.set(value);
    try {
      await json('/api/v1/devices?limit=1');
      this.signedIn = true;
      this.link = 'connecting';
      feed.start();
    } catch (problem) {
      if (problem.status === 503) {
        this.signedIn = true;
        feed.start();
      } else {
        token.clear();
        this.message = problem.status === 401 ? 'The token was not accepted.' : problem.message;
      }
    } finally {
      this.busy = false;
    }
  }

  #page() {
    const device = this.route.match(/^#\/devices\/(.+)$/);
    return device
      ? html`<trellis-device .deviceId=${decodeURIComponent(device[1])}></trellis-device>`
      : html`<trellis-devices></trellis-devices>`;
  }

  #banner() {
    if (this.link === 'offline' || this.link === 'reconnecting') {
      return html`<div class="banner" role="status">The controller does not answer. What you see may be
        old; trying again by itself.</div>`;
    }
    if (this.link === 'unavailable') {
      return html`<div class="banner" role="status">The controller cannot reach its store (503). Nothing
        is lost; trying again by itself.</div>`;
    }
    return nothing;
  }

  #login() {
    return html`<main class="login"><form @submit=${(e) => this.#signIn(e)}>
      <img src="/console/icon.svg" alt="" width="40" height="40">
      <h1>Trellis</h1>
      <label for="token">API token</label>
      <input id="token" name="token" type="password" autocomplete="off" required autofocus
        aria-describedby="hint">
      <p id="hint" class="faint">Made at the first start and kept in the home folder. It stays in this
        tab only.</p>
      ${this.message ? html`<p class="problem" role="alert">${this.message}</p>` : nothing}
      <button class="primary" ?disabled=${this.busy}>Sign in</button>
    </form></main>`;
  }

  render() {
    if (!this.signedIn) return this.#login();
    const [tone, word] = STATES[this.link];
    return html`<header class="bar">
        <a class="brand" href="#/devices"><img src="/console/icon.svg" alt="" width="22" height="22">Trellis</a>
        <nav><a href="#/devices">Devices</a><a href="/swagger-ui.html">API</a></nav>
        <span class="link ${tone}" role="status"><span class="dot ${tone}"></span>${word}</span>
        <button class="quiet" @click=${() => this.#signOut('')}>Sign out</button>
      </header>
      ${this.#banner()}
      <main>${this.#page()}</main>`;
  }
}

customElements.define('trellis-app', TrellisApp);
