import { calledByPlugin, Documented, guard, held, listen } from "./watch";

export type Callback = (...data: never[]) => unknown;

/** What `on` gives back: only `offref` and `registerEvent` know what is in it. */
export class EventRef {
	readonly $events: Events;
	readonly $name: string;
	readonly $callback: Callback;
	readonly $ctx: unknown;

	constructor(events: Events, name: string, callback: Callback, ctx: unknown) {
		this.$events = events;
		this.$name = name;
		this.$callback = callback;
		this.$ctx = ctx;
	}
}

export class Events extends Documented {
	#refs = new Map<string, EventRef[]>();

	on(name: string, callback: Callback, ctx?: unknown): EventRef {
		const ref = new EventRef(this, name, callback, ctx);
		this.#refs.set(name, [...(this.#refs.get(name) ?? []), ref]);
		if (calledByPlugin()) held.eventRefs.set(ref, `${this.constructor.name} '${name}'`);
		return ref;
	}

	offref(ref: EventRef): void {
		held.eventRefs.delete(ref);
		this.#refs.set(ref.$name, (this.#refs.get(ref.$name) ?? []).filter((other) => other !== ref));
	}

	trigger(name: string, ...data: unknown[]): void {
		for (const ref of this.#refs.get(name) ?? []) this.tryTrigger(ref, data);
	}

	/** A listener that throws does not stop the others. */
	tryTrigger(ref: EventRef, args: unknown[]): void {
		guard(() => (ref.$callback as (...data: unknown[]) => unknown).apply(ref.$ctx, args));
	}
}

export class Component extends Documented {
	#loaded = false;
	#children: Component[] = [];
	#cleanups: (() => unknown)[] = [];

	get $loaded(): boolean {
		return this.#loaded;
	}

	load(): void | Promise<void> {
		if (this.#loaded) return;
		this.#loaded = true;
		const done: unknown = this.onload();
		if (done instanceof Promise) return done.then(() => this.#loadChildren());
		this.#loadChildren();
	}

	#loadChildren(): void {
		if (this.#loaded) for (const child of [...this.#children]) void child.load();
	}

	onload(): void | Promise<void> {}

	unload(): void {
		if (!this.#loaded) return;
		this.#loaded = false;
		for (const child of this.#children.splice(0).reverse()) child.unload();
		for (const cleanup of this.#cleanups.splice(0).reverse()) guard(cleanup);
		guard(() => this.onunload());
	}

	onunload(): void {}

	addChild<T extends Component>(component: T): T {
		this.#children.push(component);
		if (this.#loaded) void component.load();
		return component;
	}

	removeChild<T extends Component>(component: T): T {
		this.#children = this.#children.filter((child) => child !== component);
		component.unload();
		return component;
	}

	register(cb: () => unknown): void {
		this.#cleanups.push(cb);
	}

	registerEvent(eventRef: EventRef): void {
		this.register(() => eventRef.$events.offref(eventRef));
	}

	registerDomEvent(el: EventTarget, type: string, callback: EventListener, options?: boolean | AddEventListenerOptions): void {
		listen(el, type, callback, options);
		this.register(() => el.removeEventListener(type, callback, options));
	}

	registerInterval(id: number): number {
		this.register(() => window.clearInterval(id));
		return id;
	}
}

export interface Debouncer<T extends unknown[], V> {
	(...args: T): Debouncer<T, V>;
	cancel(): Debouncer<T, V>;
	run(): V | undefined;
}

/** Runs once `timeout` ms after the first call, or after the last one when `resetTimer`. */
export function debounce<T extends unknown[], V>(cb: (...args: T) => V, timeout = 0, resetTimer = false): Debouncer<T, V> {
	let timer: number | null = null;
	let last: T | null = null;
	const run = (): V | undefined => {
		if (timer !== null) window.clearTimeout(timer);
		timer = null;
		const args = last;
		last = null;
		return args ? cb(...args) : undefined;
	};
	const debouncer = (...args: T): Debouncer<T, V> => {
		last = args;
		if (timer !== null && resetTimer) {
			window.clearTimeout(timer);
			timer = null;
		}
		timer ??= window.setTimeout(run, timeout);
		return debouncer;
	};
	debouncer.cancel = () => {
		if (timer !== null) window.clearTimeout(timer);
		timer = null;
		last = null;
		return debouncer;
	};
	debouncer.run = run;
	return debouncer;
}

/** Runs tasks one after the other; a failed one does not stop the next. */
export class Queue {
	#last: Promise<unknown> = Promise.resolve();

	run<T>(task: () => Promise<T>): Promise<T> {
		const result = this.#last.then(task);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
