import type { Dialog } from "./dialog";

interface Takes {
	files: (files: File[]) => void;
	/** Text that was dropped outside of a field. */
	text: (text: string) => void;
}

/** Pictures pasted or dropped anywhere in a dialog are taken while `place` is in it; text too where no field takes it. Until the signal aborts. */
export function followTransfers(dialog: Dialog, place: HTMLElement, signal: AbortSignal, takes: Takes): void {
	const { modalEl } = dialog;
	const { doc } = modalEl;
	/** `fields` take their texts themselves. */
	const take = (event: Event, data: DataTransfer | null, fields: string): void => {
		const text = data?.getData("text/plain").trim() ?? "";
		// A file's name comes beside it as text; with another text the picture only shows that text.
		const files = [...(data?.files ?? [])].filter(({ name }) => text === "" || text.includes(name));
		const isInField = elementOf(event)?.matches(fields) === true;
		if (files.length === 0 && (text === "" || isInField)) return;
		event.preventDefault();
		if (files.length > 0) takes.files(files);
		else takes.text(text);
	};
	// With nothing in focus the page itself is pasted into.
	doc.addEventListener("paste", (event) => {
		const el = elementOf(event);
		if (dialog.isFront && place.isConnected && (el === doc.body || modalEl.contains(el))) take(event, event.clipboardData, "input, textarea");
	}, { signal, capture: true });
	modalEl.addEventListener("dragover", (event) => {
		if (event.dataTransfer?.types.includes("Files") !== true || !place.isConnected) return;
		event.preventDefault();
		modalEl.addClass("is-over");
	}, { signal });
	modalEl.addEventListener("dragleave", () => modalEl.removeClass("is-over"), { signal });
	modalEl.addEventListener("drop", (event) => {
		modalEl.removeClass("is-over");
		if (place.isConnected) take(event, event.dataTransfer, "input");
	}, { signal, capture: true });
}

/** A button that is pressed keeps its place: a field that loses the focus first may say something, and move it away. */
export function keepPressed(el: HTMLElement): void {
	el.addEventListener("mousedown", (event) => {
		if (elementOf(event)?.closest("button") != null) event.preventDefault();
	});
}

function elementOf({ target }: Event): Element | null {
	return target instanceof Node && target.instanceOf(Element) ? target : null;
}
