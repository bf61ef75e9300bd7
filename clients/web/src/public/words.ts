import { fill } from '../lib/i18n/fill.ts';

/** What the script says beside the page that the service wrote, as [Indonesian, English]. */
const words = {
  asking: ['Sedang memeriksa…', 'Looking…'],
  offline: ['Tidak ada jaringan', 'No network'],
  'offline.next': [
    'Periksa sambungan internet, lalu tekan tombol sekali lagi.',
    'Check the connection, then press the button again.',
  ],
  trouble: ['Tidak dapat ditampilkan', 'This cannot be shown'],
  'trouble.next': [
    'Ada gangguan di server. Coba lagi sebentar lagi.',
    'The service has trouble. Try again in a moment.',
  ],
  unknown: ['Kode tidak dikenal', 'Unknown code'],
  often: ['Terlalu sering', 'Too often'],
  empty: ['Tulis kode pada slip', 'Type the code on the slip'],
  'empty.next': [
    'Kodenya 16 huruf dan angka, tercetak di bawah QR.',
    'It has 16 letters and digits and is printed below the QR.',
  ],
  scan: ['Pindai QR dengan kamera', 'Scan the QR with the camera'],
  stop: ['Hentikan kamera', 'Stop the camera'],
  aim: ['Arahkan kamera ke QR pada slip.', 'Point the camera at the QR on the slip.'],
  picture: ['Pilih foto QR', 'Choose a photo of the QR'],
  'picture.none': [
    'Tidak ada QR yang terbaca pada foto itu. Ambil foto lebih dekat dan lebih terang.',
    'No QR could be read in that photo. Take it closer and with more light.',
  ],
  'other.qr': ['QR ini bukan dari slip KTP. Coba QR yang lain.', 'This QR is not from a slip. Try another.'],
  'camera.refused': [
    'Kamera tidak diizinkan. Ketik kodenya, atau pilih foto QR.',
    'The camera is not allowed. Type the code, or choose a photo of the QR.',
  ],
  'camera.none': [
    'Kamera tidak dapat dipakai. Ketik kodenya, atau pilih foto QR.',
    'The camera cannot be used. Type the code, or choose a photo of the QR.',
  ],
  found: ['{n} kunjungan ditemukan', '{n} {n|visit|visits} found'],
} as const satisfies Record<string, readonly [string, string]>;

export type Key = keyof typeof words;

/** In the language that the page was written in. */
export function say(key: Key, values?: Record<string, string | number>): string {
  return fill(words[key][document.documentElement.lang === 'en' ? 1 : 0], values);
}
