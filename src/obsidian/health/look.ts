import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { keyed } from "./draw-finding";
import { lookInto } from "./looking";

/** What stands below the properties is read only when somebody asks, and from then on when it changes. */
export class Look {
	/** Words on what was found in each note that was looked into, or null. */
	readonly found = new Map<string, string | null>();
	private running: AbortController | null = null;
	/** Notes that changed since, to be looked into again. */
	private readonly changedSince = new Set<string>();

	/** `changed`: there is something new to draw. */
	constructor(private readonly parts: Parts, private readonly changed: () => void) {}

	stop(): void {
		this.running?.abort();
	}

	/** Looks again into a note that was looked into before. */
	follow(path: string): void {
		if (!this.found.has(path)) return;
		this.changedSince.add(path);
		if (this.running === null) void this.into([]);
	}

	draw(parent: HTMLElement): void {
		const { found: { size }, parts, running } = this;
		if (parts.accounts.all().length === 0) return;
		const line = parent.createDiv({ cls: "tfn-offer tfn-finding" });
		const words = line.createSpan({ attr: { role: "status" } });
		if (running !== null) {
			words.setText("Looking into the notes…");
			keyed(drawButton(line, "Stop", () => this.stop(), undefined, "tfn-plain"), "look", "looking into the notes");
			return;
		}
		const locked = parts.session.isOpen || parts.accounts.sealedFields().length === 0 ? "" : ", unless these are encrypted, as it is locked";
		words.setText(size === 0 ? "Keys and codes may also stand in the text below the properties, or in its pictures." : `Looked into ${size === 1 ? "1 note" : `${size} notes`} for links and pictures that hold keys, and for their own keys and codes${locked}.`);
		keyed(drawButton(line, size === 0 ? "Look into the notes" : "Look again", () => void this.into(parts.accounts.all().map(({ path }) => path)), undefined, "tfn-plain"), "look", "for keys and codes below the properties");
	}

	/** Looks into these, and then into what changed meanwhile. */
	private async into(paths: readonly string[]): Promise<void> {
		const running = (this.running = new AbortController());
		if (paths.length > 0) this.changed();
		for (let next = paths; next.length > 0 || this.changedSince.size > 0; next = []) {
			const wanted = new Set([...next, ...this.changedSince]);
			this.changedSince.clear();
			const accounts = [...wanted].flatMap((path) => this.parts.accounts.at(path) ?? []);
			// What was found before it was stopped counts.
			await lookInto(this.parts, accounts, running.signal, (path, words) => this.found.set(path, words)).catch(() => undefined);
		}
		this.running = null;
		this.changed();
	}
}
