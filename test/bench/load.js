// In the page: loads a plugin the way Obsidian does, with an app that does nothing.
const nothing = new Proxy(function () {}, {
	get: (_, key) => (key === "then" ? undefined : key === Symbol.toPrimitive ? () => "" : key === Symbol.iterator ? function* () {} : nothing),
	apply: () => nothing,
	construct: () => nothing,
});

class Component {
	register() {}
	registerEvent() {}
	registerDomEvent() {}
	registerInterval() {}
	addChild(child) {
		return child;
	}
}
class Plugin extends Component {
	constructor() {
		super();
		this.app = nothing;
		this.manifest = { id: "bench" };
	}
	loadData() {
		return Promise.resolve(null);
	}
}
for (const name of ["addCommand", "addRibbonIcon", "addStatusBarItem", "addSettingTab", "registerView", "registerMarkdownCodeBlockProcessor", "registerMarkdownPostProcessor", "registerEditorExtension"]) {
	Plugin.prototype[name] = () => nothing;
}
class Events {
	on() {}
	trigger() {}
}
const classes = { Component, Plugin, Events };
const obsidian = new Proxy(classes, { get: (known, key) => known[key] ?? class {} });
const codemirror = new Proxy({}, { get: () => class { static define() { return nothing; } } });
const setters = { setIcon() {}, setTooltip() {}, Platform: { isMobile: false } };

let count = 0;
async function load(text) {
	// A new text each time: the engine keeps what it compiled by the text.
	const source = `${text}\n//${count++}`;
	const before = performance.now();
	const module = { exports: {} };
	new Function("require", "module", "exports", source)((name) => (name === "obsidian" ? new Proxy(obsidian, { get: (o, key) => setters[key] ?? o[key] }) : codemirror), module, module.exports);
	const made = new (module.exports.default ?? module.exports)();
	await made.onload();
	return performance.now() - before;
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

globalThis.compareLoads = async (a, b, rounds) => {
	const ours = [];
	const theirs = [];
	for (let n = 0; n < rounds; n++) {
		ours.push(await load(a));
		theirs.push(await load(b));
	}
	return { ours: median(ours), theirs: median(theirs) };
};
