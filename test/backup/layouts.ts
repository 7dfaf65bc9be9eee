/**
 * Lists of backup codes as services give them, and the codes in them, both written by hand. `source` names the page or file:
 * "seen" where a program's own output or source was looked at, else it is from memory. All codes are made up.
 */
export interface Layout {
	service: string;
	source: string;
	text: string;
	codes: string[];
	/** What is left out, with why, where that matters. */
	left?: [string, string][];
}

const lines = (...all: string[]) => all.join("\n");

export const layouts: Layout[] = [
	{
		service: "GitHub, the page",
		source: "from memory: Settings, Password and authentication, Recovery codes; 16 in two columns, copied as shown",
		text: lines("Recovery codes", "Keep your recovery codes as safe as your password. We recommend saving them with a password manager.", "", "•", "2f1a6-0c94e\t•\td81b3-77a0f", "•", "90a4c-1bd2e\t•\t6e7f8-30c5d", "Download", "Print", "Copy"),
		codes: ["2f1a6-0c94e", "d81b3-77a0f", "90a4c-1bd2e", "6e7f8-30c5d"],
	},
	{
		service: "GitHub, the file",
		source: "from memory: github-recovery-codes.txt, 16 lines",
		text: "2f1a6-0c94e\nd81b3-77a0f\n90a4c-1bd2e\n6e7f8-30c5d\nabcde-fedcb\n04417-91528\n7c0de-3b1a2\n58f6d-a0e9c\n1e2d3-c4b5a\nf0f1a-2b3c4\n6d5e4-f3a2b\n83920-17465\nc9b8a-7d6e5\n0a1b2-c3d4e\n5f6a7-b8c9d\ne0d1c-2b3a4\n",
		codes: ["2f1a6-0c94e", "d81b3-77a0f", "90a4c-1bd2e", "6e7f8-30c5d", "abcde-fedcb", "04417-91528", "7c0de-3b1a2", "58f6d-a0e9c", "1e2d3-c4b5a", "f0f1a-2b3c4", "6d5e4-f3a2b", "83920-17465", "c9b8a-7d6e5", "0a1b2-c3d4e", "5f6a7-b8c9d", "e0d1c-2b3a4"],
	},
	{
		service: "Google, the file",
		source: "from memory: Backup-codes-ada.txt of g.co/2sv, 10 codes in two numbered columns",
		text: lines("SAVE YOUR BACKUP CODES", "Keep these backup codes somewhere safe but accessible.", "", " 1. 0417 9923\t\t 6. 5512 8830", " 2. 7720 1164\t\t 7. 3098 4471", " 3. 6635 0092\t\t 8. 1846 2257", " 4. 2281 7749\t\t 9. 9904 6613", " 5. 8159 3306\t\t10. 4470 0185", "", "(ada@gmail.com)", "", "* You can only use each backup code once.", "* Need more? Visit https://g.co/2sv", "* These codes were generated on: Jan 10, 2026."),
		codes: ["0417 9923", "5512 8830", "7720 1164", "3098 4471", "6635 0092", "1846 2257", "2281 7749", "9904 6613", "8159 3306", "4470 0185"],
		left: [["SAVE YOUR BACKUP CODES", "no code"], ["Keep these backup codes somewhere safe but accessible.", "no code"], ["(ada@gmail.com)", "an e-mail address"], ["* You can only use each backup code once.", "no code"], ["* Need more? Visit https://g.co/2sv", "a link"], ["* These codes were generated on: Jan 10, 2026.", "a date"]],
	},
	{
		service: "Google, the page",
		source: "from memory: myaccount.google.com/two-step-verification/backup-codes, check boxes, a used one greyed as “Already used”",
		text: lines("Your backup codes", "☐ 0417\u00a09923", "☐ 5512\u00a08830", "☐ Already used", "☐ 3098\u00a04471", "Created January 10, 2026"),
		codes: ["0417\u00a09923", "5512\u00a08830", "3098\u00a04471"],
	},
	{
		service: "Facebook",
		source: "from memory: Accounts Centre, Recovery codes; 10 of 8 digits with a blank, two columns",
		text: lines("Recovery codes", "Use these codes when you can't get a code from your authentication app.", "", "8041 7735   1190 6628", "3352 0047   9671 2284", "0286 5519   4403 7790", "Get new codes"),
		codes: ["8041 7735", "1190 6628", "3352 0047", "9671 2284", "0286 5519", "4403 7790"],
	},
	{
		service: "Instagram",
		source: "from memory: Additional methods, Backup codes; 5 of 8 digits, one a line",
		text: lines("Backup codes", "@ada_lovelace", "2740 8165", "0913 5528", "6604 2217", "8831 9046", "1579 3302", "You can only use each backup code once. Codes expire when you get new ones."),
		codes: ["2740 8165", "0913 5528", "6604 2217", "8831 9046", "1579 3302"],
	},
	{
		service: "Microsoft, a personal account",
		source: "from memory: account.microsoft.com, Recovery code; one, five groups of five",
		text: lines("Your new recovery code is:", "", "K7QXM-2B9TD-HF4WP-V8NRC-3JYLG", "", "Print or write down this code and store it somewhere safe."),
		codes: ["K7QXM-2B9TD-HF4WP-V8NRC-3JYLG"],
	},
	{
		service: "Discord",
		source: "from memory: discord_backup_codes.txt; 10 as xxxx-xxxx, used ones with [x]",
		text: lines("These are your Discord backup codes for account ada@example.org. Keep them safe!", "", "* a4k2-9xq7", "* [x] m0d1-zz8b", "* 77ht-p3c6", "* qwrt-ybnm", "* 5e5e-0v1l"),
		codes: ["a4k2-9xq7", "77ht-p3c6", "qwrt-ybnm", "5e5e-0v1l"],
		left: [["These are your Discord backup codes for account ada@example.org. Keep them safe!", "an e-mail address"], ["* [x] m0d1-zz8b", "marked as used"]],
	},
	{
		service: "Discord, the page",
		source: "from memory: User settings, View backup codes; a tick behind a used one",
		text: lines("Backup Codes", "a4k2-9xq7", "m0d1-zz8b ✓", "77ht-p3c6", "Generate New Backup Codes"),
		codes: ["a4k2-9xq7", "77ht-p3c6"],
	},
	{
		service: "Dropbox, the older kind",
		source: "from memory: Enable two-step verification, emergency backup code; 16 characters in four groups",
		text: lines("Emergency backup code", "7x3k q2w8 0e9r t1y5", "Write this down and keep it in a safe place."),
		codes: ["7x3k q2w8 0e9r t1y5"],
	},
	{
		service: "Dropbox",
		source: "from memory: Security, Recovery codes; 10 of 8 characters",
		text: lines("1. a8d4k2m9", "2. 0p3r7t1w", "3. z6x5c4v3", "4. 91b8n2m7", "5. q4w8e1r5"),
		codes: ["a8d4k2m9", "0p3r7t1w", "z6x5c4v3", "91b8n2m7", "q4w8e1r5"],
	},
	{
		service: "Steam",
		source: "from memory: Steam Guard, My recovery code; shown in the app as “R” and digits",
		text: lines("Your Recovery Code", "R48213", "Write down your recovery code. It will not be shown on this device again once it has been lost."),
		codes: ["R48213"],
	},
	{
		service: "Bitwarden",
		source: "from memory: Two-step login, View recovery code; one of 32 characters in groups of four",
		text: lines("Your Bitwarden two-step login recovery code:", "7g2k a8d4 p0r3 9t1w x6z5 c4v3 b8n1 m2q7"),
		codes: ["7g2k a8d4 p0r3 9t1w x6z5 c4v3 b8n1 m2q7"],
	},
	{
		service: "Bitwarden, a code without 0, 1, 8 and 9",
		source: "from memory: as above; such a one is also base32, and the heading tells",
		text: lines("Your Bitwarden two-step login recovery code:", "7g2k a3d4 p5r3 6t7w x6z5 c4v3 b2n4 m2q7"),
		codes: ["7g2k a3d4 p5r3 6t7w x6z5 c4v3 b2n4 m2q7"],
	},
	{
		service: "GitLab",
		source: "seen: devise-two-factor 4.0.2, two_factor_backupable.rb (16 hexadecimal characters); the page from memory: 10, bulleted, “Download codes”",
		text: lines("Two-factor Authentication Recovery Codes", "Should you ever lose your phone or access to your one time password secret, each of these recovery codes can be used one time each to regain access to your account.", "", "  • 4c19a0f3e7b2d865", "  • 09b7e6d5c4a3f218", "  • d4e5f60718293a4b", "Copy codes  Download codes  Print codes"),
		codes: ["4c19a0f3e7b2d865", "09b7e6d5c4a3f218", "d4e5f60718293a4b"],
	},
	{
		service: "Mastodon",
		source: "seen: devise-two-factor 4.0.2, two_factor_backupable.rb (hexadecimal); the page from memory: 10 in an ordered list, copied as HTML",
		text: "<p class=\"hint\">Use these codes to regain access.</p>\n<ol class=\"recovery-codes\">\n  <li><samp>a91f03c7</samp></li>\n  <li><samp>5b0e&#52;d28</samp></li>\n  <li><samp>00771234</samp></li>\n</ol>",
		codes: ["a91f03c7", "5b0e4d28", "00771234"],
	},
	{
		service: "google-authenticator for PAM, the screen",
		source: "seen: printed by libpam-google-authenticator 20191231",
		text: lines("Your new secret key is: IYKRHCD7DDQHVFSCZXHYBFOMWI", "Your verification code for code 1 is 151858", "Your emergency scratch codes are:", "  75945351", "  38205126", "  25366311", "  74071480", "  54108725"),
		codes: ["75945351", "38205126", "25366311", "74071480", "54108725"],
	},
	{
		service: "google-authenticator for PAM, the file",
		source: "seen: ~/.google_authenticator as libpam-google-authenticator 20191231 writes it",
		text: lines("IYKRHCD7DDQHVFSCZXHYBFOMWI", "\" RATE_LIMIT 3 30", "\" WINDOW_SIZE 3", "\" DISALLOW_REUSE", "\" TOTP_AUTH", "75945351", "38205126", "25366311"),
		codes: ["75945351", "38205126", "25366311"],
		left: [["IYKRHCD7DDQHVFSCZXHYBFOMWI", "looks like the secret key"], ["\" RATE_LIMIT 3 30", "no code"], ["\" WINDOW_SIZE 3", "no code"], ["\" DISALLOW_REUSE", "no code"], ["\" TOTP_AUTH", "no code"]],
	},
	{
		service: "Better Auth, as JSON",
		source: "seen: better-auth 1.7.25, plugins/two-factor/backup-codes (10 of five and five, both cases)",
		text: "{\"status\":true,\"backupCodes\":[\"aB3dE-9xYzQ\",\"kLmNo-PqRsT\",\"00Zz1-q7W8e\"]}",
		codes: ["aB3dE-9xYzQ", "kLmNo-PqRsT", "00Zz1-q7W8e"],
	},
	{
		service: "npm",
		source: "from memory: npmjs.com, Manage recovery codes; five of 64 hexadecimal characters",
		text: lines("npm recovery codes for ada", "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9", "0f343b0931126a20f133d67c2b018a3b2c1d4e5f60718293a4b5c6d7e8f90a1b"),
		codes: ["b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9", "0f343b0931126a20f133d67c2b018a3b2c1d4e5f60718293a4b5c6d7e8f90a1b"],
	},
	{
		service: "PyPI",
		source: "from memory: pypi.org, Recovery codes; 8 of 16 hexadecimal characters, pypi-recovery-codes file",
		text: "f0c1d2e3a4b59687\n1122334455667788\n0a9b8c7d6e5f4a3b\n",
		codes: ["f0c1d2e3a4b59687", "1122334455667788", "0a9b8c7d6e5f4a3b"],
	},
	{
		service: "Proton",
		source: "from memory: Account and password, Two-factor recovery codes; 16 of 8 hexadecimal characters",
		text: "Recovery codes\n\n1a2b3c4d  5e6f7a8b\n9c0d1e2f  3a4b5c6d\n7e8f9a0b  00112233\n",
		codes: ["1a2b3c4d", "5e6f7a8b", "9c0d1e2f", "3a4b5c6d", "7e8f9a0b", "00112233"],
	},
	{
		service: "Proton, the recovery phrase",
		source: "from memory: Recovery, Recovery phrase; 12 words on one line: one code, kept whole",
		text: "amber canoe river stone oval lamp hazard pretty ticket unfold winter zebra",
		codes: ["amber canoe river stone oval lamp hazard pretty ticket unfold winter zebra"],
	},
	{
		service: "Reddit",
		source: "from memory: Account settings, Backup codes; 10 of 6 digits in a row of two",
		text: lines("Backup codes", "Each code can be used once.", "014 582", "903 771", "226 048", "557 310"),
		codes: ["014 582", "903 771", "226 048", "557 310"],
	},
	{
		service: "X",
		source: "from memory: Security, Backup codes; one of 12 small letters and digits",
		text: lines("Backup code", "7x3kq2w8e0r5", "Store it somewhere safe."),
		codes: ["7x3kq2w8e0r5"],
	},
	{
		service: "Slack",
		source: "from memory: Two-factor backup codes; 10 of 6 and more letters and digits, numbered without a stop",
		text: lines("1 7hT4kQ", "2 m09xZe", "3 QQr81b", "4 v5Y2nA"),
		codes: ["7hT4kQ", "m09xZe", "QQr81b", "v5Y2nA"],
	},
	{
		service: "Epic Games",
		source: "from memory: Password and security, View backup codes; 10 of 10 capitals and digits, used ones struck through",
		text: lines("~~K2M9X4Q7ZT~~", "B8N1V5C3P6", "0W9E7R2T4Y"),
		codes: ["B8N1V5C3P6", "0W9E7R2T4Y"],
	},
	{
		service: "Nintendo",
		source: "from memory: Nintendo Account, Backup codes; 10 of 8 characters in a table",
		text: lines("| No. | Backup code | Status |", "|----|----|----|", "| 1 | A4K29XQ7 | Unused |", "| 2 | M0D1ZZ8B | Used |", "| 3 | 77HTP3C6 | Unused |"),
		codes: ["A4K29XQ7", "77HTP3C6"],
	},
	{
		service: "Ubisoft",
		source: "from memory: Account management, Recovery codes; 10 with commas, as sent by e-mail",
		text: "Recovery codes: 4KD8-2MX9, 0PR3-7TW1, Z6X5-C4V3, 91BN-8M27",
		codes: ["4KD8-2MX9", "0PR3-7TW1", "Z6X5-C4V3", "91BN-8M27"],
	},
	{
		service: "Kraken",
		source: "from memory: Security, Master key and sign-in 2FA, Recovery; labelled line by line",
		text: lines("Account: ada-1815", "Recovery code 1: QW8E-7RTY-2UIO", "Recovery code 2: 0PAS-9DFG-4HJK"),
		codes: ["QW8E-7RTY-2UIO", "0PAS-9DFG-4HJK"],
	},
	{
		service: "WordPress.com",
		source: "from memory: wordpress-com-backup-codes.txt; 10 of 8 digits with a box, numbered",
		text: "Backup verification codes\r\n\r\n1. [ ] 00417992\r\n2. [ ] 35512883\r\n3. [x] 07720116\r\n4. [ ] 43098447\r\n\r\n",
		codes: ["00417992", "35512883", "43098447"],
	},
	{
		service: "WordPress.org, the Two-Factor plugin",
		source: "from memory: the plugin Two-Factor, class-two-factor-backup-codes; HTML list of 10 of 8 digits",
		text: "<div class=\"two-factor-backup-codes-wrapper\"><ol class=\"two-factor-backup-codes-unused-codes\"><li class=\"two-factor-backup-codes-token\">1234 5670</li><li>0987 6543</li></ol></div>",
		codes: ["1234 5670", "0987 6543"],
	},
	{
		service: "Mailchimp",
		source: "from memory: Backup code of two-factor authentication, in a sentence",
		text: "Your backup code is 4T7K9Q2M1X. Keep it somewhere safe.",
		codes: ["4T7K9Q2M1X"],
	},
	{
		service: "Fastmail",
		source: "from memory: Password and security, Recovery code; one, of five groups of four or five",
		text: lines("Recovery code", "7K2M-Q9XA-0PRT-W4ZC"),
		codes: ["7K2M-Q9XA-0PRT-W4ZC"],
	},
	{
		service: "Heroku",
		source: "from memory: Account settings, Recovery codes; 10 of 16 hexadecimal characters, first-of-ten copied with quotes",
		text: "\"0f1e2d3c4b5a6978\",\n\"8796a5b4c3d2e1f0\",\n\"1029384756abcdef\"\n",
		codes: ["0f1e2d3c4b5a6978", "8796a5b4c3d2e1f0", "1029384756abcdef"],
	},
	{
		service: "DigitalOcean",
		source: "from memory: Security, Backup codes; 10 of 8 digits with a comma in one line",
		text: "04179923, 55128830, 77201164, 30984471",
		codes: ["04179923", "55128830", "77201164", "30984471"],
	},
	{
		service: "Linode",
		source: "from memory: Login and authentication, Scratch code; one, of 24 hexadecimal characters in capitals",
		text: lines("Scratch code", "This scratch code can be used in place of a two-factor code once.", "A9F03C7B5E0D4D2800771234"),
		codes: ["A9F03C7B5E0D4D2800771234"],
	},
	{
		service: "Cloudflare",
		source: "from memory: cloudflare_recovery_codes.txt; 10, three groups of four, used ones told with the day",
		text: lines("Cloudflare backup codes for ada@example.org", "Generated: 2026-01-10 09:12", "", "7c1e-04b9-a8f2", "3d90-6e5c-11b7 - used 2026-02-15", "ffed-cbab-cdef", "0028-7719-4c3a"),
		codes: ["7c1e-04b9-a8f2", "ffed-cbab-cdef", "0028-7719-4c3a"],
		left: [["Cloudflare backup codes for ada@example.org", "an e-mail address"], ["Generated: 2026-01-10 09:12", "a date"], ["3d90-6e5c-11b7 - used 2026-02-15", "marked as used"]],
	},
	{
		service: "Stripe",
		source: "from memory: Two-step authentication, Backup code; one of 4 groups of four small letters",
		text: "Backup code: qzxw-rtvb-mnkp-hgfd",
		codes: ["qzxw-rtvb-mnkp-hgfd"],
	},
	{
		service: "Nextcloud",
		source: "from memory: Security, Backup codes; 10 of 16 letters and digits, the page as copied",
		text: lines("Generate backup codes", "Please save your backup codes. You'll be able to view the codes again only once.", "", "aZ3kQ9xM2bT7wR5p", "0LmN4cVb8sDf1gHj", "pQwErTyUiOaSdFgH"),
		codes: ["aZ3kQ9xM2bT7wR5p", "0LmN4cVb8sDf1gHj", "pQwErTyUiOaSdFgH"],
	},
	{
		service: "Mozilla accounts",
		source: "from memory: Backup authentication codes; 8 of 10 small letters and digits, two columns",
		text: lines("Backup authentication codes", "a1s2d3f4g5   h6j7k8l9z0", "x1c2v3b4n5   m6q7w8e9r0"),
		codes: ["a1s2d3f4g5", "h6j7k8l9z0", "x1c2v3b4n5", "m6q7w8e9r0"],
	},
	{
		service: "LastPass",
		source: "from memory: One time passwords; 32 hexadecimal characters each, with the line of the browser's table",
		text: "4c19a0f3e7b2d86509b7e6d5c4a3f218\tDelete\nd4e5f60718293a4b00112233445566aa\tDelete\n",
		codes: ["4c19a0f3e7b2d86509b7e6d5c4a3f218", "d4e5f60718293a4b00112233445566aa"],
	},
	{
		service: "Zoho",
		source: "from memory: Backup verification codes; 5 of 12 digits in groups of four, in a file",
		text: lines("Backup verification codes for Zoho", "--------------------------------", "1) 0041 7992 3551", "2) 2883 0772 0116", "3) 4309 8447 1663"),
		codes: ["0041 7992 3551", "2883 0772 0116", "4309 8447 1663"],
	},
	{
		service: "Snapchat",
		source: "from memory: Two-factor authentication, Recovery code; one of 12 characters",
		text: "Recovery Code: 4KT9 2MQX 71ZP",
		codes: ["4KT9 2MQX 71ZP"],
	},
	{
		service: "LinkedIn",
		source: "from memory: Two-step verification, Recovery codes; 10 of 6 digits and letters, CSV of a password manager",
		text: "service,code,state\nLinkedIn,04K7Q9,unused\nLinkedIn,Z3M1X8,used\nLinkedIn,90TR2W,unused\n",
		codes: ["04K7Q9", "90TR2W"],
	},
	{
		service: "A list kept by hand",
		source: "made up: ticks, strokes, quotation and emphasis, as notes have them",
		text: lines("> - [ ] 1234-5678", "> - [x] 2345-6789", "> - [ ] **3456-7890**", "> - 4̶5̶6̶7̶-8̶9̶0̶1̶", "> - `5678-9012`", "> - 1234-5678", "> - 6789-0123 (used)", "> - 7890-1234 (unused)"),
		codes: ["1234-5678", "3456-7890", "5678-9012", "7890-1234"],
		left: [["- [x] 2345-6789", "marked as used"], ["- 4̶5̶6̶7̶-8̶9̶0̶1̶", "marked as used"], ["- 1234-5678", "the same code again"], ["- 6789-0123 (used)", "marked as used"]],
	},
];
