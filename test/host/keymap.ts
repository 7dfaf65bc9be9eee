import { complain, Documented } from "./watch";
import { eachWindow } from "./windows";

export type Modifier = "Mod" | "Ctrl" | "Meta" | "Shift" | "Alt";
export interface KeymapContext {
	modifiers: string;
	key: string;
	vkey: string;
}
type Listener = (event: KeyboardEvent, context: KeymapContext) => unknown;

export interface KeymapEventHandler {
	scope: Scope;
	modifiers: string | null;
	key: string | null;
	$func: Listener;
}

/** Mod is Ctrl here: the host shows itself as Linux. */
const modifiersOf = (event: KeyboardEvent | MouseEvent | TouchEvent): string =>
	[event.altKey && "Alt", event.ctrlKey && "Ctrl", event.metaKey && "Meta", event.shiftKey && "Shift"].filter(Boolean).join(",");
const compile = (modifiers: Modifier[]): string => modifiers.map((one) => (one === "Mod" ? "Ctrl" : one)).sort().join(",");

export class Scope extends Documented {
	$parent: Scope | undefined;
	#handlers: KeymapEventHandler[] = [];

	constructor(parent?: Scope) {
		super();
		this.$parent = parent;
	}

	/** null stands for any modifiers, any key. */
	register(modifiers: Modifier[] | null, key: string | null, func: Listener): KeymapEventHandler {
		const handler = { scope: this, modifiers: modifiers && compile(modifiers), key: key?.toLowerCase() ?? null, $func: func };
		this.#handlers.push(handler);
		return handler;
	}

	/** What the first handler that has an answer says. */
	$handle(event: KeyboardEvent, context: KeymapContext): unknown {
		for (const handler of [...this.#handlers]) {
			if (handler.key !== null && handler.key !== event.key.toLowerCase()) continue;
			if (handler.modifiers !== null && handler.modifiers !== context.modifiers) continue;
			const answer = handler.$func(event, context);
			if (answer !== undefined) return answer;
		}
		return this.$parent?.$handle(event, context);
	}
}

export class Keymap extends Documented {
	#scopes: Scope[] = [];
	/** The scope of the active view; it comes before the app's, after every dialog's. */
	$viewScope: () => Scope | null = () => null;

	constructor(root: Scope) {
		super();
		this.#scopes.push(root);
		eachWindow(({ document }) => document.addEventListener("keydown", (event) => this.#press(event), true));
	}

	#press(event: KeyboardEvent): void {
		if (event.isComposing) return;
		const top = this.#scopes.length > 1 ? this.#scopes.at(-1) : (this.$viewScope() ?? this.#scopes[0]);
		const context = { modifiers: modifiersOf(event), key: event.key, vkey: event.key };
		try {
			if (top?.$handle(event, context) !== false) return;
			event.preventDefault();
			event.stopPropagation();
		} catch (error) {
			complain(error);
		}
	}

	pushScope(scope: Scope): void {
		this.#scopes.push(scope);
	}

	popScope(scope: Scope): void {
		this.#scopes.remove(scope);
	}

	static isModifier(event: MouseEvent | TouchEvent | KeyboardEvent, modifier: Modifier): boolean {
		return modifiersOf(event).split(",").includes(modifier === "Mod" ? "Ctrl" : modifier);
	}

	static isModEvent(event?: MouseEvent | KeyboardEvent | TouchEvent | null): boolean | "tab" | "split" | "window" {
		if (!event) return false;
		if ("button" in event && event.button === 1) return "tab";
		if (!Keymap.isModifier(event, "Mod")) return false;
		if (!Keymap.isModifier(event, "Alt")) return "tab";
		return Keymap.isModifier(event, "Shift") ? "window" : "split";
	}
}
