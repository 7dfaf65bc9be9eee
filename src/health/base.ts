/**
 * The same table as a file for Obsidian's core plugin Bases, which needs no plugin of ours (Obsidian help, "Bases syntax" and
 * "Functions"). `tag` makes an account of a note with a type. A code that the properties hold as a number is text here, too.
 */
export function baseText(tag: string): string {
	return `filters:
  or:
    - file.hasProperty("totp_seed")
    - file.hasProperty("backup_codes")
    - and:
        - file.hasProperty("type")
        - file.hasTag(${JSON.stringify(tag)})
formulas:
  service: if(issuer, issuer, file.basename)
  user: if(username, username, if(account != issuer, account, ""))
  used: if(backup_codes, list(backup_codes).filter(value.toString().contains(" used ")).length, 0)
  left: if(backup_codes, list(backup_codes).filter(!value.toString().contains(" used ")).length, 0)
properties:
  file.name:
    displayName: Account
  formula.service:
    displayName: Service
  formula.user:
    displayName: User name
  note.backup_codes_generated:
    displayName: Made on
  note.backup_codes_renew:
    displayName: Renew by
  formula.used:
    displayName: Used
  formula.left:
    displayName: Left
  note.copies:
    displayName: Copies kept in
views:
  - type: table
    name: Backup codes
    order:
      - file.name
      - formula.service
      - formula.user
      - note.backup_codes_generated
      - note.backup_codes_renew
      - formula.used
      - formula.left
      - note.copies
`;
}
