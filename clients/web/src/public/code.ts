/** The code within what a QR holds: our own address with the code behind `#`, or the code alone; else nothing. */
export function codeWithin(text: string): string | undefined {
  const behind = /\/k#(.+)$/.exec(text.trim())?.[1] ?? text.trim();
  return isCode(behind) ? behind : undefined;
}

/** Sixteen signs of Crockford's alphabet, with what people write between and instead; the service has the last word. */
export function isCode(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-ZOIL]{16}$/i.test(text.replace(/[\s-]/g, ''));
}
