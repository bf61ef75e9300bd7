/** What the public pages can do beyond what the service wrote: search while typing, and read a slip without a reload. */
import { offerScanner } from './scanner.ts';
import { offerKeeping } from './keeping.ts';
import { showStatus } from './status.ts';
import { narrowVisits } from './visits.ts';

/** The code that a QR brought along behind `#`. Taken out of the address bar and the history before anything else. */
function codeOfAddress(): string {
  const code = location.hash.slice(1);
  if (code !== '') history.replaceState(null, '', location.pathname + location.search);
  return decodeURIComponent(code);
}

function slipPage(form: HTMLFormElement, scanner: HTMLElement): void {
  const field = form.querySelector<HTMLInputElement>('#code');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void showStatus(field?.value ?? '');
  });
  offerScanner(scanner, (code) => void showStatus(code));
  const come = (): void => {
    const code = codeOfAddress();
    if (code !== '') void showStatus(code);
  };
  // A second slip scanned by the phone's camera may come to a page that is open already.
  addEventListener('hashchange', come);
  come();
}

/** A survey's QR brings its code behind `#`: the form sends it in its body, so that it stands in no address. */
function surveyPage(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('#code');
  const come = (): void => {
    const code = codeOfAddress();
    if (code === '' || !field) return;
    field.value = code;
    form.submit();
  };
  addEventListener('hashchange', come);
  come();
}

const form = document.querySelector<HTMLFormElement>('.ask');
const survey = document.querySelector<HTMLFormElement>('#survey-code');
const keep = document.querySelector<HTMLElement>('#keep');
const scanner = document.querySelector<HTMLElement>('#scanner');
if (form && scanner) slipPage(form, scanner);
else if (survey) surveyPage(survey);
else if (keep) offerKeeping(keep);
else narrowVisits();
