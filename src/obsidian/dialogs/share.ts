import { keysOf } from "../actions";
import { canHaveKey, replaceSeed } from "../key-actions";
import { ensureOpen } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { noteShared } from "../notes/sharing";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { drawButton, drawSealedFor, titleOf } from "../views/draw";
import { drawChoices, type Choice } from "./choices";
import { QrDialog } from "./qr";
import { SecretModal } from "./secret-modal";
import { SharePageDialog } from "./share-page";

type Way = "page" | "qr" | "link";

const page: Choice<Way> = { name: "page", words: "A page with a passphrase", why: "One file that opens in any browser, with live codes. It has a passphrase of its own." };
const bare: Choice<Way>[] = [
	{ name: "qr", words: "A QR code", why: "To be scanned on the spot. It is not encrypted." },
	{ name: "link", words: "A link", why: "Copied, for a password manager that is shared. It is not encrypted: keep it out of mail and chat." },
];

const verbs: Record<Way, string> = { page: "Next", qr: "Show", link: "Copy" };

/** Shares one account; asks for the passphrase first where it is needed. */
export async function shareAccount(parts: Parts, account: Account): Promise<void> {
	if (await ensureOpen(parts, { open: keysOf(account) })) new ShareDialog(parts, account.path).open();
}

/** Says what sharing means, and asks how. */
class ShareDialog extends SecretModal {
	private way: Way = "page";

	constructor(parts: Parts, private readonly path: string) {
		super(parts);
	}

	protected draw(): void {
		const { contentEl, parts } = this;
		const account = parts.accounts.at(this.path);
		if (account === undefined) return this.close();
		this.setTitle(`Share ${titleOf(account)}`);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Whoever has the secret key can make codes for ever, and hand it on. That ends only when the key is replaced." });
		const opened = parts.codes.openSeed(account.entry);
		drawSealedFor(contentEl, "seed" in opened ? opened.sealedFor : null);
		const made = parts.codes.uri(account.entry);
		const next = createEl("button", { cls: "mod-cta", text: verbs[this.way] });
		drawChoices(contentEl, "How to share it", "uri" in made ? [page, ...bare] : [page], this.way, (way) => {
			this.way = way;
			next.setText(verbs[way]);
		});
		if ("problem" in made) contentEl.createEl("p", { cls: "tfn-why", text: made.problem });
		if (account.entry.type === "HOTP") contentEl.createEl("p", { cls: "tfn-why", text: "Its codes are counted: the service refuses whoever is behind the other. Best let each of you set up a key of your own." });
		const message = contentEl.createEl("p", { cls: "tfn-right", attr: { role: "status" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		if (canHaveKey(account)) drawButton(foot, "Replace secret key", () => this.go(() => void replaceSeed(parts, account)), undefined, "tfn-plain");
		else foot.createSpan();
		foot.append(next);
		next.addEventListener("click", () => this.share(account, message));
	}

	private share(account: Account, message: HTMLElement): void {
		const { parts, way } = this;
		if (way === "page") return this.go(() => new SharePageDialog(parts, this.path).open());
		if (way === "link") return void this.copy(account, message);
		this.go(() => {
			new QrDialog(parts, account).open();
			void noteShared(parts, account, "as a QR code");
		});
	}

	private go(run: () => void): void {
		this.close();
		run();
	}

	private async copy(account: Account, message: HTMLElement): Promise<void> {
		const { clipboard, codes } = this.parts;
		const made = codes.uri(account.entry);
		if (!("uri" in made)) return;
		if (!(await clipboard.copy(made.uri, `${account.path}#link`))) return complain("The clipboard refused the link, so nothing was copied. Click the button to try again.");
		message.setText(clipboard.last?.clearsAt === null ? "Copied. It stays on the clipboard: copy something else once it is pasted." : "Copied. It is taken off the clipboard again in a while.");
		await noteShared(this.parts, account, "as a link");
	}
}
