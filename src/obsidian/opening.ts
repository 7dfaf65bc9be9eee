import { FileSystemAdapter, Platform, type App } from "obsidian";

export const paneType = "two-factor-notes";

/** The path of the note that is open. On phones the pane is a tab over it: there the note last opened is meant. */
export function openPath({ workspace }: App): string | undefined {
	return workspace.getActiveFile()?.path ?? (Platform.isPhone ? workspace.getLastOpenFiles()[0] : undefined);
}

/** The address under which other programs of this computer open a file of the vault; null on phones. */
export function fileAddress({ vault: { adapter } }: App, path: string): string | null {
	return adapter instanceof FileSystemAdapter ? adapter.getFilePath(path) : null;
}

/** Opens the pane: at the right side, on phones as a tab of its own. */
export async function openPane({ workspace }: App): Promise<void> {
	if (!Platform.isPhone) {
		await workspace.ensureSideLeaf(paneType, "right", { active: true, reveal: true });
		return;
	}
	const [open] = workspace.getLeavesOfType(paneType);
	const leaf = open ?? workspace.getLeaf("tab");
	if (open === undefined) await leaf.setViewState({ type: paneType, active: true });
	await workspace.revealLeaf(leaf);
}
