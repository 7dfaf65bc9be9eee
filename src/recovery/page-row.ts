import { groupsOf } from "../code/groups";
import { hasSeed } from "../code/seed";
import { codeAt, counterCode, isTimed } from "../code/totp";
import { squareOf } from "../code/square";
import { isKeyless, isUnused, type BackupCode, type Seed } from "../entry";
import type { Keyring } from "../lock/keyring";
import { shownName } from "../note/shown";
import { openCode, openSeed, openUri } from "./opening";
import { copyOf, list, part, toggles } from "./page-draw";
import { titleOf, type Drawn } from "./page-notes";

/** So many characters of a name: only as many lines as one who made it up for harm would fill are cut. */
const longest = 200;

/** An account on the page: its code by the clock, its QR code and backup codes when asked for. */
export class Row {
	readonly el = copyOf("row");
	readonly #drawn: Drawn;
	readonly #keyring: Keyring;
	/** When the code shown ends, in milliseconds since 1970. */
	#until = 0;
	/** HOTP: how many codes were asked for here. */
	#asked = 0;

	constructor(drawn: Drawn, keyring: Keyring, now: number) {
		this.#drawn = drawn;
		this.#keyring = keyring;
		this.#drawNames();
		this.#drawTools();
		this.tick(now);
	}

	/** Whether the account has all words of a search in its names. */
	fits(search: string): boolean {
		const { path, entry } = this.#drawn;
		const text = `${path} ${entry.issuer} ${entry.username} ${entry.tags.join(" ")}`.toLowerCase();
		return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
	}

	/** Keeps the code right by the clock: the seed is opened once a period and let go again. */
	tick(now: number): void {
		if (this.#until === 0) return;
		if (now >= this.#until || now < this.#until - 86_400_000) this.#drawCode(now);
		part(this.el, "seconds").textContent = `${Math.ceil((this.#until - now) / 1000)}\u00a0s`;
	}

	#drawNames(): void {
		const { entry, path } = this.#drawn;
		part(this.el, "name").textContent = shownName(titleOf(this.#drawn), longest);
		part(this.el, "user").textContent = shownName(entry.username, longest);
		part(this.el, "path").querySelector("bdi")?.replaceChildren(shownName(path, longest));
		this.el.dataset.path = path;
	}

	#drawTools(): void {
		const { entry, problems } = this.#drawn;
		const opened = hasSeed(entry) ? openSeed(this.#keyring, entry) : null;
		const told = [...problems];
		if (opened !== null && "seed" in opened) {
			this.#offerCode(opened.seed);
			if (opened.sealedFor !== null) told.push(`Encrypted for ${shownName(opened.sealedFor.replace(":", ": "))}, not for the account that this note names.`);
		} else if (opened !== null && "problem" in opened) told.push(opened.problem);
		else if (opened !== null) this.#say("Locked");
		else if (isKeyless(entry.type)) this.#say(`Sign-in is ${entry.type === "Push" ? "approved on a device" : "with a hardware key"}, so there are no codes.`);
		if (entry.backupCodes.length > 0) this.#offerCodes(entry.backupCodes);
		list(part(this.el, "notes"), told);
	}

	/** In the place of the seconds, which change too often to be read aloud. */
	#say(words: string): void {
		const el = part(this.el, "seconds");
		el.textContent = words;
		el.removeAttribute("aria-hidden");
	}

	#offerCode(seed: Seed): void {
		const isByClock = isTimed(seed);
		part(this.el, "next").hidden = isByClock;
		part(this.el, "copy").hidden = false;
		part(this.el, "show-qr").hidden = false;
		if (isByClock) this.#until = 1;
		part(this.el, "next").addEventListener("click", () => this.#takeNext());
		part(this.el, "copy").addEventListener("click", () => void this.#copy());
		toggles(part(this.el, "show-qr"), part<SVGElement>(this.el, "qr"), () => this.#drawQr());
	}

	#drawCode(now: number): void {
		const opened = openSeed(this.#keyring, this.#drawn.entry);
		if (!("seed" in opened)) return;
		const { text, until = 0 } = codeAt(opened.seed, now);
		this.#until = until;
		this.#showCode(text);
	}

	/** The note cannot be written here, so the person is told what its counter is now. */
	#takeNext(): void {
		const opened = openSeed(this.#keyring, this.#drawn.entry);
		if (!("seed" in opened)) return;
		const counter = opened.seed.counter + this.#asked++;
		this.#showCode(counterCode({ ...opened.seed, counter }).text);
		list(part(this.el, "notes"), [...this.#drawn.problems, `This page cannot write into the note. Once this code is used, set its counter to ${counter + 1}.`]);
	}

	#showCode(text: string): void {
		const el = part(this.el, "code");
		el.classList.remove("is-hidden");
		el.replaceChildren(...groupsOf(text).map((group) => {
			const span = copyOf("group");
			span.textContent = group;
			return span;
		}));
	}

	/** A browser may allow no clipboard to a page from the disk: then the code is selected, to be copied by hand. */
	async #copy(): Promise<void> {
		const code = part(this.el, "code");
		const button = part(this.el, "copy");
		try {
			await navigator.clipboard.writeText(code.textContent);
			button.textContent = "Copied";
		} catch {
			window.getSelection()?.selectAllChildren(code);
			button.textContent = "Selected: copy it";
		}
		window.setTimeout(() => (button.textContent = "Copy"), 2000);
	}

	#drawQr(): void {
		const made = openUri(this.#keyring, this.#drawn.entry);
		const square = "uri" in made ? squareOf(made.uri, "M") : made;
		const svg = part<SVGElement>(this.el, "qr");
		if ("path" in square) {
			svg.setAttribute("viewBox", `0 0 ${square.size} ${square.size}`);
			svg.querySelector("path")?.setAttribute("d", square.path);
		} else if ("problem" in square) list(part(this.el, "notes"), [...this.#drawn.problems, square.problem]);
	}

	#offerCodes(codes: readonly BackupCode[]): void {
		const button = part(this.el, "show-codes");
		button.textContent = `Backup codes: ${codes.filter(isUnused).length} of ${codes.length} left`;
		button.hidden = false;
		const shown = part(this.el, "codes");
		toggles(button, shown, () => shown.replaceChildren(...codes.map((code) => this.#codeItem(code))));
	}

	#codeItem(code: BackupCode): HTMLElement {
		const opened = openCode(this.#keyring, this.#drawn.entry, code.stored);
		const text = "text" in opened ? opened.text : "reason" in opened ? "locked" : opened.problem;
		const item = copyOf(code.used === null ? "plain-item" : "used-item");
		if (code.used === null) item.textContent = [text, code.unclear].filter((each) => each !== undefined).join(": ");
		else {
			item.querySelector("s")?.replaceChildren(text);
			item.querySelector("span")?.replaceChildren(code.unclear ?? `used ${code.used}`);
		}
		return item;
	}
}
