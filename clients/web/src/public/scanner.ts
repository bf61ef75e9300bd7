import { codeWithin } from './code.ts';
import { qrReader, type Reader } from './qr.ts';
import { say } from './words.ts';

/** Milliseconds between two looks: often enough for a hand, seldom enough for a cheap phone. */
const PAUSE = 150;

/** Offers to read the QR on this page: by camera, or out of a photo. Nothing of either leaves the device. */
export function offerScanner(place: HTMLElement, found: (code: string) => void): void {
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  const row = document.createElement('div');
  row.className = 'row';
  row.append(...[cameraButton(place, told, found), photoButton(told, found)].filter((each) => each !== undefined));
  place.append(row, told);
}

function cameraButton(place: HTMLElement, told: HTMLElement, found: (code: string) => void) {
  // Absent where the page does not come over https.
  if (!('mediaDevices' in navigator)) return undefined;
  const button = buttonWith(say('scan'));
  let stop: (() => void) | undefined;
  button.addEventListener('click', () => {
    if (stop) return stop();
    button.disabled = true;
    told.textContent = '';
    void watch(place, told, (code) => {
      stop?.();
      found(code);
    })
      .then((end) => {
        button.textContent = say('stop');
        stop = () => {
          end();
          stop = undefined;
          told.textContent = '';
          button.textContent = say('scan');
        };
      })
      .catch((failure: unknown) => {
        const refused = failure instanceof DOMException && failure.name === 'NotAllowedError';
        told.textContent = say(refused ? 'camera.refused' : 'camera.none');
      })
      .finally(() => (button.disabled = false));
  });
  return button;
}

/** Looks through the camera until it sees a slip's QR; answers how to end that. */
async function watch(place: HTMLElement, told: HTMLElement, seen: (code: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const video = document.createElement('video');
  const end = (): void => {
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    video.remove();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const read = await qrReader();
    Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
    place.append(video);
    await video.play();
    told.textContent = say('aim');
    const look = async (): Promise<void> => {
      const text = await read(video, video.videoWidth, video.videoHeight).catch(() => undefined);
      if (!video.isConnected) return;
      const code = text === undefined ? undefined : codeWithin(text);
      if (code !== undefined) return seen(code);
      if (text !== undefined) told.textContent = say('other.qr');
      timer = setTimeout(() => void look(), PAUSE);
    };
    timer = setTimeout(() => void look(), PAUSE);
  } catch (failure) {
    end();
    throw failure;
  }
  return end;
}

function photoButton(told: HTMLElement, found: (code: string) => void): HTMLElement {
  const field = document.createElement('input');
  Object.assign(field, { type: 'file', accept: 'image/*', hidden: true });
  const button = buttonWith(say('picture'));
  button.addEventListener('click', () => field.click());
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    field.value = '';
    if (file) void qrReader().then((read) => readPhoto(file, read, told, found));
  });
  const both = document.createElement('div');
  both.append(field, button);
  return both;
}

async function readPhoto(file: File, read: Reader, told: HTMLElement, found: (code: string) => void): Promise<void> {
  const text = await createImageBitmap(file)
    .then((picture) => read(picture, picture.width, picture.height))
    .catch(() => undefined);
  const code = text === undefined ? undefined : codeWithin(text);
  told.textContent = code === undefined ? say(text === undefined ? 'picture.none' : 'other.qr') : '';
  if (code !== undefined) found(code);
}

function buttonWith(words: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  return button;
}
