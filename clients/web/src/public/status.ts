import { isCode } from './code.ts';
import { say } from './words.ts';

interface Told {
  tone: string;
  title: string;
  next: string;
}

/** As the service colours them in the page that it answers without a script (api/home/rendering.py). */
const TONES: Record<string, string> = {
  problem: 'bad',
  ready: 'good',
  printed: 'good',
  handed_over: 'good',
  unknown: 'warn',
};

/** Asks for the card of a slip and shows its state and the next step in big words. The code travels in the body alone. */
export async function showStatus(code: string): Promise<void> {
  const place = document.querySelector<HTMLElement>('#answer');
  const button = document.querySelector<HTMLButtonElement>('.ask button[type=submit]');
  if (!place || !button) return;
  if (!isCode(code)) {
    show(place, { tone: 'warn', title: say('empty'), next: say('empty.next') });
    document.querySelector<HTMLInputElement>('#code')?.focus();
    return;
  }
  button.disabled = true;
  place.setAttribute('aria-busy', 'true');
  show(place, { tone: '', title: say('asking'), next: '' });
  try {
    show(place, await ask(code));
  } finally {
    place.removeAttribute('aria-busy');
    button.disabled = false;
  }
  place.focus();
  place.scrollIntoView({ block: 'nearest' });
}

async function ask(code: string): Promise<Told> {
  let answer: Response;
  try {
    answer = await fetch('/v1/public/card-status', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify({ code }),
    });
  } catch {
    return { tone: 'warn', title: say('offline'), next: say('offline.next') };
  }
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const words = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  if (answer.ok) return { tone: TONES[words('card_state')] ?? '', title: words('title'), next: words('next_step') };
  const title = { 404: say('unknown'), 429: say('often') }[answer.status];
  if (title === undefined) return { tone: 'warn', title: say('trouble'), next: say('trouble.next') };
  return { tone: 'warn', title, next: words('detail') };
}

function show(place: HTMLElement, { tone, title, next }: Told): void {
  const panel = document.createElement('div');
  panel.className = `state ${tone}`;
  for (const [name, text] of [
    ['title', title],
    ['next', next],
  ] as const) {
    const line = document.createElement('p');
    line.className = name;
    line.textContent = text;
    if (text !== '') panel.append(line);
  }
  place.replaceChildren(panel);
}
