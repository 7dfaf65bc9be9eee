import { Platform, type App } from "obsidian";
import { paneType } from "./pane";

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
