import { isTimed } from "../../code/totp";
import { verify } from "../../code/verify";
import { isSealed, type Making } from "../../entry";
import { dayWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { formerKeys, type FormerKey } from "../notes/former-key";
import { keepNext, keyType, nextOf, remakeNext, type NewKey } from "../notes/next-key";
import { acceptNext } from "../notes/replacing-key";
import type { Parts } from "../parts";
import { ensureOpen, isShut } from "../locking/unlocking";
import { sentenceFor } from "../sentences";
import { drawButton, titleOf, today } from "../views/draw";
import { makingWords } from "./code-choice";
import { KeyPlace } from "./key-place";
import { drawLiveCode } from "./live-code";
import { drawScan } from "./scan";
import type { Given } from "./secret-field";
import { Steps } from "./steps";
import { verifying } from "./verify";
import { VerifyForm } from "./verify-form";

/** A new secret key for an account: pasted and saved beside the old one, on the phone, accepted; then the old one goes. Closed anywhere, both stand in the note. */
export class ReplaceSeedDialog extends Steps {
	private given: NewKey | null = null;
	private key: KeyPlace | null = null;
	/** The next counter after the code that was typed. */
	private counter = 0;
	/** The waiting key, as the note has it, of which a code was right or was shown here: no other takes the place of the old one. */
	private tried: string | null = null;
	private isBusy = false;

	protected draw(): void {
		const account = this.parts.accounts.at(this.path);
		if (account === undefined) this.close();
		else if (account.entry.nextSeed === null) this.askKey(account);
		else this.scan(account);
	}

	protected override get unsaved(): string {
		return this.keepsTyping && this.key?.field.isEmpty === false ? "The new secret key is not saved. Discard it?" : "";
	}

	override onClose(): void {
		super.onClose();
		this.key?.stop();
		this.given = null;
	}

	private askKey(account: Account): void {
		this.keepsTyping = true;
		const service = titleOf(account);
		this.step("Replace the secret key", `Let ${service} set up its authenticator anew, and paste here what it shows. The old secret key stays in use until a code of the new one was accepted.`, () => this.drawKey(account));
	}

	private drawKey(account: Account): void {
		const { contentEl, parts } = this;
		const about = aboutOld(this.parts, account);
		if (about !== null) contentEl.createEl("p", { cls: "tfn-say", text: about });
		const facts = createDiv({ cls: "tfn-facts-line tfn-muted" });
		const message = createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const say = (words: string | null): void => message.setText(words ?? "");
		// Before the press that leaves the field: what goes then would move the button away from under it.
		contentEl.addEventListener("input", () => say(null));
		this.key?.stop();
		const { field } = (this.key = new KeyPlace(this, contentEl, parts.picker, {
			typeOf: () => keyType(account.entry),
			given: (read) => {
				this.given = keyOf(read);
				facts.setText("link" in read ? makingWords(read.link) : "");
				if ("problem" in read || read.warnings.length > 0) say("problem" in read ? read.problem : read.warnings.join(" "));
			},
			found: ([text, ...more], problem) => {
				say(more.length === 0 ? problem : "The picture holds several QR codes. Nothing was taken: cut it to the one that is meant.");
				if (text !== undefined && more.length === 0) field.give(text);
			},
		}));
		contentEl.append(facts, message);
		void formerKeys(parts, account).then((former) => {
			if (message.isConnected) message.after(...former.map((each) => this.offerFormer(each, say)));
		});
		this.drawFoot("1 of 4", ["Cancel", () => this.close()], "Save encrypted", () => {
			field.take();
			if (this.given !== null) void this.save(this.given).then(say);
			else if (field.isEmpty) say("Paste the link or the secret key first.");
		});
		field.focus();
	}

	private offerFormer({ given, at, wasGivenUp }: FormerKey, say: (words: string | null) => void): HTMLElement {
		const line = createDiv({ cls: "tfn-facts-line tfn-muted" });
		line.createSpan({ text: `This device keeps the ${wasGivenUp ? "new secret key that was given up" : "secret key that was replaced"} on ${dayWords(today(at))}.` });
		drawButton(line, "Restore", () => void this.save(given).then(say), "undo-2");
		return line;
	}

	private async save(given: NewKey): Promise<string | null> {
		const account = this.parts.accounts.at(this.path);
		if (this.isBusy || account === undefined) return null;
		this.isBusy = true;
		const problem = (await ensureOpen(this.parts, { seal: ["seed"] })) ? await keepNext(this.parts, account, given) : null;
		this.isBusy = false;
		const saved = this.parts.accounts.at(this.path);
		if (saved !== undefined && saved.entry.nextSeed !== null && problem === null) this.scan(saved);
		return problem;
	}

	private scan(account: Account): void {
		this.keepsTyping = false;
		this.given = null;
		const service = titleOf(account);
		this.step("Add the new key to your phone", `Both secret keys stand in the note. The old one stays in use, here and on the phone, until ${service} has accepted a code of the new one.`, (now) => {
			const next = nextOf(this.parts, now);
			if (next === null) return this.close();
			drawScan(this.contentEl, this.parts, next);
			this.drawFoot("2 of 4", ["Later", () => this.close()], "My phone shows a code", () => this.step(verifying.title, "The code of the new account on the phone, not of the old one.", (current) => this.compare(current))).focus({ preventScroll: true });
		});
	}

	private compare(account: Account): void {
		const { contentEl, parts } = this;
		const service = titleOf(account);
		const now = (): Account => parts.accounts.at(this.path) ?? account;
		const next = nextOf(parts, account);
		const opened = next === null ? null : parts.codes.openSeed(next.entry);
		const form = new VerifyForm(contentEl, parts, {
			account: () => nextOf(parts, now()),
			note: (counter) => {
				this.counter = counter;
				this.tried = now().entry.nextSeed;
				return Promise.resolve(null);
			},
			remake: async (making: Making) => {
				const problem = await remakeNext(parts, now(), making);
				if (problem === null) this.tried = now().entry.nextSeed;
				return problem;
			},
			instead: (typed) => (isCodeOf(parts, now(), typed) ? "It is one of the old secret key. Type the code of the account that was added to the phone last." : null),
			then: { now: `Now give the same code to ${service}.`, else: `Now give ${service} the one that the phone shows.` },
		}, () => ready());
		drawButton(contentEl, "Back to the QR code", () => this.scan(now()), undefined, "tfn-plain");
		const place = contentEl.createDiv();
		const button = this.drawFoot("3 of 4", ["Later", () => this.close()], "Check", () => (form.isRight || place.hasClass("is-shown") ? this.ask() : void form.check()));
		const ready = (): void => {
			button.setText("Go on");
			button.focus();
		};
		if (next !== null && opened !== null && "seed" in opened && isTimed(opened.seed)) drawButton(place, "No phone at hand? Show the code here", () => {
			place.empty();
			place.addClass("is-shown");
			this.tried = account.entry.nextSeed;
			place.createEl("p", { cls: "tfn-say", text: `Give this code to ${service}.` });
			drawLiveCode(place, parts, next);
			ready();
		}, undefined, "tfn-plain");
		form.submitsTo(button);
		form.focus();
	}

	/** The service knows which key it takes, and the person knows what the service said. */
	private ask(): void {
		const account = this.parts.accounts.at(this.path);
		if (account === undefined) return this.close();
		const service = titleOf(account);
		const hasOld = account.entry.seed !== null;
		const what = hasOld ? "Then the new one takes its place in the note. This device keeps the old one, encrypted, for 90 days." : "Then it becomes the secret key of this note.";
		this.step(hasOld ? "Drop the old secret key?" : "Use the new secret key?", `Has ${service} accepted a code of the new secret key? ${what} If not, both stay.`, (current) => {
			const message = this.contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
			this.drawFoot("4 of 4", ["Not yet", () => this.close()], hasOld ? "Drop the old key" : "Use the new key", () => void this.accept(current).then((problem) => message.setText(problem ?? "")));
		});
	}

	private async accept(account: Account): Promise<string | null> {
		if (account.entry.nextSeed !== this.tried) return sentenceFor("changed since");
		if (this.isBusy || !(await ensureOpen(this.parts, { seal: ["seed"] }))) return null;
		this.isBusy = true;
		const problem = await acceptNext(this.parts, account, this.counter);
		this.isBusy = false;
		if (problem === null) this.close();
		return problem;
	}
}

/** Whether the account's present secret key gives that code, by a clock that may be off. */
function isCodeOf({ codes, clock }: Parts, account: Account, typed: string): boolean {
	const opened = codes.openSeed(account.entry);
	const kind = "seed" in opened ? verify(opened.seed, typed, clock.now).kind : null;
	return kind === "right" || kind === "clock";
}

function keyOf(read: Given): NewKey | null {
	if ("link" in read) return { link: read.link };
	return "key" in read && read.key !== "" ? { key: read.key } : null;
}

/** What is not as usual with the key that is replaced; null where nothing is. */
function aboutOld(parts: Parts, { entry: { seed } }: Account): string | null {
	if (seed === null) return "This note has no secret key yet.";
	if (!isSealed(seed)) return "The old secret key is not encrypted; the new one will be.";
	return isShut(parts, seed) ? "The old secret key is encrypted with another passphrase. It stays so until it goes; the new one gets this vault's own." : null;
}
