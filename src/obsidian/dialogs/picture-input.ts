import { Platform } from "obsidian";
import type { FilePicker } from "../locking/file-picker";
import { textsIn } from "../pictures";
import { drawButton } from "../views/draw";

/** Reads QR codes in pictures that are chosen or photographed here, or given to `read`, and says so while it lasts. */
export class PictureInput {
	private readonly busy: HTMLElement;
	private reading: AbortController | null = null;

	/** `outside` takes what is not to leave the page in the background; `found` gets the texts, or a sentence where there are none. */
	constructor(parent: HTMLElement, outside: HTMLElement, picker: FilePicker, private readonly found: (texts: string[], problem: string) => void) {
		const buttons = parent.createDiv({ cls: "tfn-buttons" });
		const take = (files: File[]): void => void this.read(files);
		const file = picker.draw(outside, { accept: "image/*", multiple: true }, take);
		drawButton(buttons, "Choose a picture", () => file.click(), "image");
		if (Platform.isMobile) {
			const camera = picker.draw(outside, { accept: "image/*", camera: true }, take);
			drawButton(buttons, "Use the camera", () => camera.click(), "camera");
		}
		this.busy = parent.createDiv({ cls: "tfn-reading", attr: { role: "status" } });
	}

	/** Ends reading; nothing is found any more. */
	stop(): void {
		this.reading?.abort();
		this.reading = null;
		this.busy.empty();
	}

	/** Reads all of these, one after the other; a new lot ends the former. */
	async read(files: readonly File[]): Promise<void> {
		this.stop();
		const { signal } = (this.reading = new AbortController());
		this.busy.createSpan({ text: files.length === 1 ? "Reading the picture…" : `Reading ${files.length} pictures…` });
		drawButton(this.busy, "Cancel", () => this.stop(), undefined, "tfn-plain");
		const texts = new Set<string>();
		const problems: string[] = [];
		try {
			for (const file of files) {
				const read = await textsIn(file, signal);
				if ("problem" in read) problems.push(read.problem);
				else for (const text of read) texts.add(text);
			}
		} catch (error) {
			if (signal.aborted) return;
			throw error;
		}
		this.stop();
		this.found([...texts], told(problems, files.length));
	}
}

function told([problem = "", ...more]: string[], of: number): string {
	if (problem === "" || of === 1) return problem;
	return `Of ${of} pictures ${more.length + 1} gave nothing. The first: ${problem}`;
}
