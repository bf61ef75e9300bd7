import type { Letterhead } from './types.ts';

export type Codes = Letterhead['codes'];
export type Kind = keyof Codes;

/** What is written on a letterhead, in the order in which it is asked for. */
export const TEXTS = [
  'heading_lines',
  'address_lines',
  'place',
  'signer_title',
  'signer_name',
  'signer_rank',
  'signer_nip',
  'number_format',
  'unit_code',
  'copies',
] as const;
export type Text = (typeof TEXTS)[number];
export type Texts = Record<Text, string>;

/** Those of several lines, with how many there may be. */
export const LISTS: Partial<Record<Text, number>> = { heading_lines: 4, address_lines: 3, copies: 6 };

/** A text of several lines and the list that is kept of it. */
export const LINES = {
  parse: (text: string): string[] =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  write: (lines: readonly string[]): string => lines.join('\n'),
};

/** A head as a form shows it. */
export function said(head: Letterhead): { texts: Texts; codes: Codes; logo: string | null } {
  return {
    texts: {
      heading_lines: LINES.write(head.heading_lines),
      address_lines: LINES.write(head.address_lines),
      place: head.place,
      signer_title: head.signer_title,
      signer_name: head.signer_name ?? '',
      signer_rank: head.signer_rank ?? '',
      signer_nip: head.signer_nip ?? '',
      number_format: head.number_format,
      unit_code: head.unit_code,
      copies: LINES.write(head.copies),
    },
    codes: { ...head.codes },
    logo: head.logo,
  };
}

/** The bytes of a file as text. */
export async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
