/** So many milliseconds in a file picker of ours are no time in the background: one that is never closed is not to keep the app unlocked. */
const most = 10 * 60_000;
/** A phone gives the file before it says that the app is seen again. */
const comingBack = 5_000;

export interface Wanted {
	/** As in the attribute `accept`. */
	accept: string;
	/** Several at once. */
	multiple?: boolean;
	/** A new picture by the camera, where there is one. */
	camera?: boolean;
}

/**
 * Our file pickers. On phones they are another app over ours: the time a person spends in one was asked for by us, so it does not
 * lock, while secrets leave the screen as ever.
 */
export class FilePicker {
	private until = 0;
	private opened = false;

	get isOpen(): boolean {
		return this.opened;
	}

	/** Until when being in the background `since` then is our own doing; both in milliseconds since 1970. A clock that is set back makes it no longer. */
	awayUntil(since: number): number {
		return Math.max(since, Math.min(this.until, since + most));
	}

	/**
	 * An input out of sight, to be opened by `click()` in a person's click; `chosen` gets the files. `parent` lies outside of what
	 * is taken off the screen in the background: browsers differ in whether an input without a page still tells.
	 */
	draw(parent: HTMLElement, { accept, multiple = false, camera = false }: Wanted, chosen: (files: File[]) => void): HTMLInputElement {
		const input = parent.createEl("input", { type: "file", cls: "tfn-file", attr: { accept, tabindex: "-1", "aria-hidden": "true" } });
		input.multiple = multiple;
		if (camera) input.setAttribute("capture", "environment");
		input.addEventListener("click", () => this.open());
		input.addEventListener("cancel", () => this.close(input.doc));
		input.addEventListener("change", () => {
			const files = [...(input.files ?? [])];
			// The same file can be chosen again, and none is held longer than it is needed.
			input.value = "";
			this.close(input.doc);
			if (files.length > 0) chosen(files);
		});
		return input;
	}

	private open(): void {
		this.opened = true;
		this.until = Date.now() + most;
	}

	/** Over, in this window: a file was chosen or none, or the page was touched, as not every browser tells that one was cancelled. */
	close({ hidden }: Document): void {
		this.opened = false;
		this.until = hidden ? Math.min(this.until, Date.now() + comingBack) : 0;
	}

	/** The app is seen: what is closed excuses nothing any more. */
	seen(): void {
		if (!this.opened) this.until = 0;
	}
}
