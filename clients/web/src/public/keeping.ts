/** Copying and printing what a reporter must keep. The words come with the page, in its language. */
export function offerKeeping(place: HTMLElement): void {
  const text = (id: string): string => document.querySelector(`#${id}`)?.textContent ?? '';
  const copied = document.createElement('span');
  copied.setAttribute('role', 'status');
  const print = button(place.dataset['print'] ?? '', () => {
    globalThis.print();
  });
  // Without https a browser offers no clipboard; the page can still be printed.
  if ('clipboard' in navigator) {
    const copy = button(place.dataset['copy'] ?? '', () => {
      void navigator.clipboard.writeText(`${text('kept-ticket')}\n${text('kept-code')}`).then(() => {
        copied.textContent = place.dataset['copied'] ?? '';
      });
    });
    place.append(copy);
  }
  place.append(print, copied);
}

function button(label: string, deed: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', deed);
  return made;
}
