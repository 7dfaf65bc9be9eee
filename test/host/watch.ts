/** What the plugin does that outlives it, or that the app would not let it do. Loaded before anything else. */

export interface HostOptions {
	/** The vault of the first start: path -> text, or the sample vault. A reload keeps what the vault became. */
	files?: Record<string, string> | "sample";
	/** data.json of the plugin at the first start. */
	data?: unknown;
	/** app.saveLocalStorage values at the first start. */
	localStorage?: Record<string, unknown>;
	/** Layout of the first start. */
	workspace?: Layout;
	theme?: "light" | "dark";
	phone?: boolean;
	/** Milliseconds since 1970: Date stands still there until `host.clock.advance`. */
	clock?: number;
	/** "fake" keeps copied text in the page, where a test can read it. */
	clipboard?: "fake" | "real";
	/** As on an iPhone in Lockdown Mode; in workers too. */
	noWasm?: boolean;
	noWorker?: boolean;
	/** Milliseconds between a write and the metadata cache knowing it. */
	cacheDelay?: number;
	/** No metadata was kept from the last session: every file announces 'changed' at the start. */
	coldCache?: boolean;
	/** "off": the plugin is installed and not enabled; "first": it has just been enabled by hand. */
	plugin?: "on" | "off" | "first";
	/** Show the host's own bar. */
	bar?: boolean;
}

export interface Layout {
	/** Tabs in the middle. */
	main?: LeafState[];
	left?: { collapsed?: boolean; leaves: LeafState[] };
	right?: { collapsed?: boolean; leaves: LeafState[] };
}

export interface LeafState {
	type: string;
	state?: Record<string, unknown>;
	/** Shown in front of the other tabs of its side; the last such in the middle has the focus. */
	active?: boolean;
}

/** The browser's own, taken before the clock and the watches are put in. */
export const native = {
	Date,
	setTimeout: window.setTimeout.bind(window),
	clearTimeout: window.clearTimeout.bind(window),
	setInterval: window.setInterval.bind(window),
	clearInterval: window.clearInterval.bind(window),
};

export const pause = (ms: number): Promise<void> => new Promise((done) => native.setTimeout(done, ms));

/** Everything that was noticed since the page was loaded. */
export const noticed = {
	/** Members of the app's objects that obsidian.d.ts does not know, asked for by the plugin. */
	undocumented: [] as string[],
	/** Uses that are wrong but do not throw in the app. */
	misuse: [] as string[],
	network: [] as string[],
	/** Errors nobody caught, and those the app would only print. */
	errors: [] as string[],
};

export function note(kind: keyof typeof noticed, text: string): void {
	if (!noticed[kind].includes(text)) noticed[kind].push(text);
}

/** Prints an error as the app does, and keeps it. */
export function complain(error: unknown): void {
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	noticed.errors.push(text);
	console.error(error);
}

/** Calls what the plugin gave, as the app does: what goes wrong there stops nothing here. */
export function guard(run: () => unknown): void {
	try {
		const result = run();
		if (result instanceof Promise) result.catch(complain);
	} catch (error) {
		complain(error);
	}
}

const pluginFrame = /plugin:[\w-]+:\d+/;

/** Whether the function `above` frames up from the caller of this one is the plugin's (its script is named `plugin:<id>`). */
export function calledByPlugin(above = 1): boolean {
	const frame = (new Error().stack ?? "").split("\n")[2 + above] ?? "";
	return pluginFrame.test(frame);
}

/** The plugin's line nearest to here, for reports. */
function where(): string {
	const frame = (new Error().stack ?? "").split("\n").find((line) => pluginFrame.test(line)) ?? "";
	return frame.trim().replace(/^at /, "");
}

/** The root of the app's classes: asking for a member that none of them has is noticed. Inside the host such members start with `$`. */
export class Documented {}
Object.setPrototypeOf(
	Documented.prototype,
	new Proxy(Object.create(Object.prototype) as object, {
		get(target, key, receiver: object) {
			if (typeof key === "string" && !(key in target) && key !== "then" && key !== "toJSON" && calledByPlugin()) {
				note("undocumented", `${receiver.constructor.name}.${key} at ${where()}`);
			}
			return Reflect.get(target, key, receiver) as unknown;
		},
		has(target, key) {
			if (typeof key === "string" && !(key in target) && calledByPlugin()) note("undocumented", `"${key}" in … at ${where()}`);
			return key in target;
		},
	}),
);

/** What the plugin holds that only it can give back. Emptied by being given back, never by the report. */
export const held = {
	timers: new Map<number, string>(),
	listeners: new Map<string, number>(),
	eventRefs: new Map<object, string>(),
	/** Commands, ribbon and status bar items, processors, views, handlers: name of the thing. */
	registrations: new Set<string>(),
};

/** A clock that stands still until told. Timers of under 50 ms are waits for a paint, not for a time: they run by the real clock. */
export class Clock {
	#now: number;
	#next = 1e9;
	#queue = new Map<number, { at: number; every: number | null; run: () => void }>();

	constructor(now: number) {
		this.#now = now;
	}

	get now(): number {
		return this.#now;
	}

	set(run: () => void, ms: number, every: boolean): number {
		if (ms < 50) return every ? native.setInterval(run, ms) : native.setTimeout(run, ms);
		this.#queue.set(++this.#next, { at: this.#now + ms, every: every ? ms : null, run });
		return this.#next;
	}

	clear(id: number): void {
		this.#queue.delete(id);
	}

	/** Moves on, timer by timer; promises and paints between them get their turn. */
	async advance(ms: number): Promise<void> {
		const end = this.#now + ms;
		for (;;) {
			const due = [...this.#queue].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
			if (!due) break;
			const [id, timer] = due;
			this.#now = Math.max(this.#now, timer.at);
			if (timer.every === null) this.#queue.delete(id);
			// Times that were slept through are not made up for.
			else timer.at = this.#now + timer.every;
			timer.run();
			await pause(0);
		}
		this.#now = end;
		await pause(0);
	}

	/** Moves without running timers, as a laptop that slept: they run late, at the next advance. */
	jump(ms: number): void {
		this.#now += ms;
	}
}

function fakeDate(clock: Clock): void {
	class StandingDate extends native.Date {
		constructor(...parts: unknown[]) {
			if (parts.length === 0) super(clock.now);
			else super(...(parts as [number]));
		}

		static override now(): number {
			return clock.now;
		}
	}
	window.Date = StandingDate as DateConstructor;
}

type Handler = ((...args: unknown[]) => void) | string;

/** Puts the clock and the timer watch in place of the browser's timers. */
export function watchTimers(clock: Clock | null): void {
	if (clock) fakeDate(clock);
	const set = (every: boolean, handler: Handler, ms = 0, args: unknown[], mine: boolean): number => {
		if (typeof handler === "string") throw new TypeError("Code as text is refused.");
		const run = (): void => {
			if (!every) held.timers.delete(id);
			handler(...args);
		};
		const id: number = clock ? clock.set(run, ms, every) : every ? native.setInterval(run, ms) : native.setTimeout(run, ms);
		if (mine) held.timers.set(id, `${every ? "interval" : "timeout"} of ${ms} ms at ${where()}`);
		return id;
	};
	const clear = (id?: number): void => {
		if (id === undefined) return;
		held.timers.delete(id);
		clock?.clear(id);
		native.clearTimeout(id);
	};
	const own = {
		setTimeout: (handler: Handler, ms?: number, ...args: unknown[]) => set(false, handler, ms, args, calledByPlugin()),
		setInterval: (handler: Handler, ms?: number, ...args: unknown[]) => set(true, handler, ms, args, calledByPlugin()),
		clearTimeout: clear,
		clearInterval: clear,
	};
	Object.assign(window, own);
}

let registering = false;

/** Adds a listener for a Component: it counts as the plugin's, though the call is ours. */
export function listen(target: EventTarget, type: string, callback: EventListener, options?: boolean | AddEventListenerOptions): void {
	registering = calledByPlugin(2);
	target.addEventListener(type, callback, options);
	registering = false;
}

const windows: Window[] = [];

/** Counts the plugin's listeners on what outlives every view: window, document, body; of a pop-out while it is open. */
export function watchListeners(win: Window & typeof globalThis): void {
	const { document, EventTarget } = win;
	const lasting: EventTarget[] = [win, document, document.documentElement, document.body];
	const place = windows.push(win) === 1 ? "" : `pop-out ${windows.length - 1}: `;
	// Called with a `this` below.
	const { addEventListener, removeEventListener } = EventTarget.prototype as unknown as Record<"addEventListener" | "removeEventListener", (this: EventTarget, ...args: unknown[]) => void>;
	const keys = new WeakMap<object, string>();
	let count = 0;
	const keyOf = (target: EventTarget, type: string, callback: object): string => {
		if (!keys.has(callback)) keys.set(callback, String(++count));
		return `${place}${target.constructor.name} ${type} #${keys.get(callback)}`;
	};
	EventTarget.prototype.addEventListener = function (this: EventTarget, type, callback, options) {
		const target = this ?? win;
		addEventListener.call(target, type, callback, options);
		if (!callback || !lasting.includes(target) || !(registering || calledByPlugin())) return;
		if (typeof options === "object" && options.once) return;
		const key = keyOf(target, type, callback);
		held.listeners.set(key, 1);
		if (typeof options === "object") options.signal?.addEventListener("abort", () => held.listeners.delete(key));
	};
	EventTarget.prototype.removeEventListener = function (this: EventTarget, type, callback, options) {
		const target = this ?? win;
		removeEventListener.call(target, type, callback, options);
		if (callback) held.listeners.delete(keyOf(target, type, callback));
	};
}

/** A window that is closed has no listeners. */
export function forgetListeners(win: Window): void {
	for (const key of [...held.listeners.keys()]) if (key.startsWith(`pop-out ${windows.indexOf(win)}: `)) held.listeners.delete(key);
}

/** Addresses of files that were given to the system. */
export const opened: string[] = [];

/** Nothing leaves: the page's Content-Security-Policy refuses, this lists who asked. */
export function watchNetwork(): void {
	const refuse = (what: string, address: unknown): never => {
		note("network", `${what} ${String(address)}`);
		throw new TypeError(`${what} is refused: the plugin must not use the network.`);
	};
	const open = window.fetch.bind(window);
	window.fetch = (input, init) => {
		const url = input instanceof Request ? input.url : String(input);
		return /^(data|blob):/.test(url) ? open(input, init) : Promise.reject(new TypeError(report(() => refuse("fetch", url))));
	};
	XMLHttpRequest.prototype.open = (method: string, url: string | URL) => refuse(`XMLHttpRequest ${method}`, url);
	navigator.sendBeacon = (url) => refuse("sendBeacon", url);
	for (const name of ["WebSocket", "EventSource", "WebTransport", "RTCPeerConnection"]) {
		Reflect.set(window, name, function (url: unknown) {
			refuse(name, url);
		});
	}
	const openWindow = window.open.bind(window);
	window.open = (url, ...rest) => {
		// The app leaves those to the system.
		if (String(url).startsWith("file:")) {
			opened.push(String(url));
			return null;
		}
		return url && !/^(about:blank|blob:)/.test(String(url)) ? refuse("window.open", url) : openWindow(url, ...rest);
	};
	document.addEventListener("securitypolicyviolation", (event) => note("network", `${event.effectiveDirective} ${event.blockedURI}`));
	watchWorkers();
}

/** Workers from blobs get a line before their own that tells of what is refused in there. */
function watchWorkers(): void {
	const name = "refused in a worker";
	new BroadcastChannel(name).onmessage = ({ data }) => note("network", `${name}: ${String(data)}`);
	const tell = `addEventListener("securitypolicyviolation", (event) => new BroadcastChannel("${name}").postMessage(event.effectiveDirective + " " + event.blockedURI));`;
	const blobs = new Map<string, Blob>();
	const makeUrl = URL.createObjectURL.bind(URL);
	URL.createObjectURL = (object) => {
		const url = makeUrl(object);
		if (object instanceof Blob) blobs.set(url, object);
		return url;
	};
	const { Worker } = window;
	window.Worker = class extends Worker {
		constructor(url: string | URL, options?: WorkerOptions) {
			const blob = blobs.get(String(url));
			super(blob ? makeUrl(new Blob([tell, typeof WebAssembly === "undefined" ? "delete self.WebAssembly;" : "", blob], { type: "text/javascript" })) : url, options);
		}
	};
}

function report(refused: () => never): string {
	try {
		return refused();
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
