import { say } from './words.ts';

/** Narrows the list of visits while one types; without a script the same form asks the service. */
export function narrowVisits(): void {
  const field = document.querySelector<HTMLInputElement>('#q');
  const lines = [...document.querySelectorAll<HTMLElement>('.visits li')];
  const none = document.querySelector<HTMLElement>('#none');
  // A list that is cut short does not hold what one may look for: then the service searches.
  if (!field || !none || lines.length === 0 || document.querySelector('#visits-more')) return;
  const told = document.createElement('p');
  told.className = 'hint';
  told.setAttribute('role', 'status');
  field.closest('form')?.append(told);

  const narrow = (): void => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const line of lines) {
      line.hidden = !line.textContent.toLowerCase().includes(wanted);
      if (!line.hidden) shown += 1;
    }
    none.hidden = shown > 0;
    told.textContent = wanted === '' || shown === 0 ? '' : say('found', { n: shown });
  };
  field.addEventListener('input', narrow);
  field.form?.addEventListener('submit', (event) => {
    if (new URLSearchParams(location.search).has('q')) return; // what is shown is a part already
    event.preventDefault();
    narrow();
  });
}
