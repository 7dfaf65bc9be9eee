/** What is known of the backup codes of a service. */
export interface Preset {
	/** How the service is called, in small letters, as `bare` leaves it. */
	names: string[];
	/** How many it gives: the least and the most. Not known where absent. */
	count?: [number, number];
	/** From this many left on it is time for new ones. */
	low: number;
	/** An example of how they look: `x` stands for a letter or digit, `0` for a digit. */
	look?: string;
	/** They end on a day that the service names. */
	end?: true;
	note?: string;
	/** Where this was read. */
	source: string;
}

const usual: Preset = { names: [], low: 2, source: "the rule for every service that is not in the table" };
const one = { count: [1, 1], low: 0 } satisfies Partial<Preset>;
const ten = { count: [10, 10], low: 2 } satisfies Partial<Preset>;

/** Every row is from memory, from the page it names, where it does not say that a source was seen. */
export const presets: Preset[] = [
	{ names: ["amazon web services", "aws"], count: [5, 10], low: 2, source: "from memory: rules of organisations; AWS itself gives none, but takes up to eight devices", note: "AWS itself gives no backup codes: enrol a second device." },
	{ names: ["better auth"], ...ten, look: "xxxxx-xxxxx", source: "seen: better-auth 1.7.25, plugins/two-factor/backup-codes" },
	{ names: ["bitwarden"], ...one, look: "xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx", note: "Using it switches two-step login off and makes a new one.", source: "from memory: bitwarden.com/help/two-step-recovery-code" },
	{ names: ["bitwarden self hosted", "vaultwarden"], count: [5, 100], low: 2, end: true, source: "from memory: servers that people run themselves" },
	{ names: ["cloudflare"], ...ten, source: "from memory: My profile, Authentication, Backup codes" },
	{ names: ["digitalocean"], ...ten, source: "from memory: Settings, Security, Backup codes" },
	{ names: ["discord"], ...ten, look: "xxxx-xxxx", source: "from memory: User settings, View backup codes" },
	{ names: ["dropbox"], ...ten, look: "xxxxxxxx", source: "from memory: Settings, Security, Recovery codes" },
	{ names: ["epic games", "epic"], ...ten, look: "xxxxxxxxxx", source: "from memory: Password and security, View backup codes" },
	{ names: ["facebook", "meta"], ...ten, look: "0000 0000", source: "from memory: Accounts Centre, Two-factor authentication, Recovery codes" },
	{ names: ["fastmail"], ...one, note: "It gives access without password and second factor: keep it well.", source: "from memory: Settings, Password and security, Recovery code" },
	{ names: ["github"], count: [16, 16], low: 2, look: "xxxxx-xxxxx", source: "from memory: docs.github.com, Configuring two-factor authentication recovery methods" },
	{ names: ["gitlab"], ...ten, look: "xxxxxxxxxxxxxxxx", source: "seen: devise-two-factor 4.0.2 (the look); from memory: docs.gitlab.com, Two-factor authentication (the number)" },
	{ names: ["google", "gmail", "youtube"], ...ten, look: "0000 0000", source: "from memory: support.google.com/accounts/answer/1187538" },
	{ names: ["heroku"], ...ten, look: "xxxxxxxxxxxxxxxx", source: "from memory: devcenter.heroku.com, Multi-factor authentication" },
	{ names: ["instagram"], count: [5, 5], low: 1, look: "0000 0000", source: "from memory: Accounts Centre, Additional methods, Backup codes" },
	{ names: ["linode", "akamai cloud"], ...one, look: "xxxxxxxxxxxxxxxxxxxxxxxx", source: "from memory: Login and authentication, Scratch code" },
	{ names: ["mastodon"], ...ten, source: "seen: devise-two-factor 4.0.2 (the look); from memory: Preferences, Two-factor authentication (the number)" },
	{ names: ["microsoft", "outlook"], ...ten, note: "A personal account has one recovery code of 25 characters.", source: "from memory: organisations give 10; account.microsoft.com, Recovery code" },
	{ names: ["mozilla", "firefox"], count: [8, 8], low: 2, look: "xxxxxxxxxx", source: "from memory: accounts.firefox.com, Backup authentication codes" },
	{ names: ["nextcloud"], ...ten, look: "xxxxxxxxxxxxxxxx", source: "from memory: Settings, Security, Backup codes" },
	{ names: ["nintendo"], ...ten, source: "from memory: Nintendo Account, Sign-in and security settings" },
	{ names: ["npm"], count: [5, 5], low: 1, source: "from memory: docs.npmjs.com, Recovering your 2FA-enabled account" },
	{ names: ["proton", "protonmail"], count: [16, 16], low: 2, look: "xxxxxxxx", source: "from memory: Account and password, Two-factor authentication, Recovery codes" },
	{ names: ["pypi"], count: [8, 8], low: 2, look: "xxxxxxxxxxxxxxxx", source: "from memory: pypi.org/help, Recovery codes" },
	{ names: ["reddit"], ...ten, look: "000000", source: "from memory: support.reddithelp.com, Backup codes" },
	{ names: ["slack"], ...ten, source: "from memory: slack.com/help, Two-factor authentication, Backup codes" },
	{ names: ["steam"], ...one, look: "R00000", note: "It removes Steam Guard from a lost phone, and does not sign in.", source: "from memory: help.steampowered.com, Steam Guard Mobile Authenticator, Recovery code" },
	{ names: ["stripe"], ...one, source: "from memory: support.stripe.com, Two-step authentication, Backup code" },
	{ names: ["wordpress"], ...ten, look: "00000000", source: "from memory: wordpress.com/support/security/two-step-authentication" },
	{ names: ["x", "twitter"], ...one, look: "xxxxxxxxxxxx", source: "from memory: help.x.com, Two-factor authentication, Backup codes" },
];

/** What is known of the service of an account, or the rule for all others: its name counts, not how it is spelt, nor words behind it. */
export function presetFor(issuer: string): Preset {
	const name = bare(issuer);
	const named = (preset: Preset) => Math.max(0, ...preset.names.filter((each) => fits(name, each)).map(({ length }) => length));
	return presets.reduce((best, preset) => (named(preset) > named(best) ? preset : best), usual);
}

/** `GitHub, Inc.` and `github.com` are `github`. */
function bare(issuer: string): string {
	const text = issuer.normalize("NFKC").toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
	return text.replace(/(?: (?:inc|llc|ltd|gmbh|corp|corporation|com|org|net|io))+$/, "");
}

/** A name of one letter must be all of it: `X` is a service, `X Ray` another. */
function fits(name: string, each: string): boolean {
	return name === each || (each.length > 1 && name.startsWith(`${each} `));
}

/** Whether so few unused codes are left that it is time for new ones. */
export function isLow(left: number, preset: Preset): boolean {
	return left <= preset.low;
}
