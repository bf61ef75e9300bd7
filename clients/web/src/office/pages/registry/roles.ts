import type { Role } from './types.ts';

export const ROLES: readonly Role[] = ['dukcapil_admin', 'dukcapil_officer', 'school', 'field_team', 'viewer'];
export const SHORTEST_PASSWORD = 10;

// Without letters and digits that are taken for one another when a password is written down.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: some 79 bits, and still to be read out over a telephone. */
export function newPassword(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join(''));
  return groups.join('-');
}

/** Any letter as likely as any other: values beyond the last whole round of letters are drawn again. */
function letter(): string {
  const most = 256 - (256 % LETTERS.length);
  for (;;) {
    const [value = most] = crypto.getRandomValues(new Uint8Array(1));
    if (value < most) return LETTERS.charAt(value % LETTERS.length);
  }
}
