// All that the console knows of the server: the northbound API, by fetch.

const TOKEN = 'trellis.token';
const KEPT = 200;
const PROBE_MS = 3000;

/** An answer that is not a success, told as an RFC 9457 problem. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.status = status;
    this.title = body.title || `HTTP ${status}`;
    this.errors = body.errors || [];
    this.retryAfter = retryAfter;
  }
}

/** No answer at all. */
export class Offline extends Error {
  constructor() {
    super('The controller does not answer.');
  }
}

/** Tells the whole page about the connection: `state` and `signed-out`. */
export const connection = new EventTarget();

export const token = {
  get: () => sessionStorage.getItem(TOKEN) || '',
  set: (value) => sessionStorage.setItem(TOKEN, value),
  clear: () => sessionStorage.removeItem(TOKEN),
};

function tell(state) {
  connection.dispatchEvent(new CustomEvent('state', {detail: {state}}));
}

let probe = 0;

/** Says what is wrong, and asks until it is over; then whoever shows something reads it anew. */
function trouble(state) {
  tell(state);
  if (probe) return;
  probe = setInterval(async () => {
    try {
      await request('/api/v1/devices?limit=1');
    } catch {
      return;
    }
    calm();
    tell('live');
    feed.dispatchEvent(new Event('connected'));
  }, PROBE_MS);
}

function calm() {
  clearInterval(probe);
  probe = 0;
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const problem = new Problem(response.status, body, Number(response.headers.get('Retry-After')) || 5);
  if (problem.status === 401) {
    connection.dispatchEvent(new Event('signed-out'));
  } else if (problem.status === 503) {
    trouble('unavailable');
  }
  return problem;
}

export async function request(path, {method = 'GET', body, accept, signal, headers = {}} = {}) {
  const all = {Authorization: `Bearer ${token.get()}`, ...headers};
  if (accept) all.Accept = accept;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store',
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    trouble('offline');
    throw new Offline();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function json(path, options) {
  const response = await request(path, options);
  return response.status === 204 ? null : response.json();
}

/** Every value of the twin below the paths, read line by line. */
export async function parameters(id, paths = [], signal) {
  const query = paths.map((p) => `path=${encodeURIComponent(p)}`).join('&');
  const response = await request(`${deviceUrl(id)}/parameters?${query}`, {
    accept: 'application/x-ndjson',
    signal,
  });
  const text = await response.text();
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

export const deviceUrl = (id) => `/api/v1/devices/${encodeURIComponent(id)}`;

/** The smallest version 7 id of a time: a cursor into the events. */
export function cursorAt(millis) {
  const hex = Math.max(0, Math.floor(millis)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/**
 * Follows the server-sent events with fetch, since EventSource cannot send a token. Resumes behind
 * the last event, and gives up only when the token is refused.
 */
export class EventFeed extends EventTarget {
  #abort = null;
  #last = '';
  #seen = new Set();

  /** The newest first, for who looks later. */
  recent = [];

  start() {
    this.stop();
    this.#abort = new AbortController();
    this.#run(this.#abort.signal);
  }

  stop() {
    calm();
    this.#abort?.abort();
    this.#abort = null;
  }

  async #run(signal) {
    let pause = 1000;
    while (!signal.aborted) {
      try {
        const headers = this.#last ? {'Last-Event-ID': this.#last} : {};
        const response = await request('/api/v1/events', {
          accept: 'text/event-stream', signal, headers,
        });
        tell('live');
        this.dispatchEvent(new Event('connected'));
        pause = 1000;
        await this.#read(response.body.getReader());
      } catch (cause) {
        if (signal.aborted || cause.status === 401 || cause.status === 403) return;
        if (cause instanceof Problem && cause.status === 400) this.#last = '';
      }
      if (signal.aborted) return;
      tell('reconnecting');
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, 15000);
    }
  }

  async #read(reader) {
    const decoder = new TextDecoder();
    let buffer = '';
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, {stream: true});
      let end;
      while ((end = buffer.indexOf('\n\n')) >= 0) {
        this.#block(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
      }
    }
  }

  #block(block) {
    let data = '';
    let name = '';
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) this.#last = line.slice(4);
      else if (line.startsWith('event: ')) name = line.slice(7);
      else if (line.startsWith('data: ')) data += line.slice(6);
    }
    if (name === 'reset') {
      this.dispatchEvent(new Event('reset'));
    } else if (data) {
      const event = JSON.parse(data);
      if (this.#seen.has(event.id)) return;
      this.#seen.add(event.id);
      if (this.#seen.size > 2000) this.#seen = new Set([...this.#seen].slice(-500));
      this.recent = [event, ...this.recent].slice(0, KEPT);
      this.dispatchEvent(new CustomEvent('event', {detail: event}));
    }
  }
}

export const feed = new EventFeed();
