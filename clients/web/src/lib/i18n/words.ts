import { speaker, type Words } from './speak.svelte.ts';

/** Texts that every app needs. */
const words = {
  'app.skip': ['Langsung ke isi', 'Skip to content'],
  'app.menu': ['Menu', 'Menu'],
  'app.navigation': ['Bagian', 'Sections'],
  'app.language': ['English', 'Bahasa Indonesia'],
  'app.signOut': ['Keluar', 'Sign out'],
  'app.offline': [
    'Tidak ada jaringan. Yang tampak di sini mungkin belum yang terbaru.',
    'No network. What you see here may not be the latest.',
  ],
  'do.again': ['Coba lagi', 'Try again'],
  'do.cancel': ['Batal', 'Cancel'],
  'do.close': ['Tutup', 'Close'],
  'do.print': ['Cetak', 'Print'],
  'do.back': ['Kembali', 'Back'],
  'list.previous': ['Sebelumnya', 'Previous'],
  'list.next': ['Berikutnya', 'Next'],
  'list.page': ['Halaman {page}', 'Page {page}'],
  'list.pages': ['Halaman daftar', 'Pages of the list'],
  'state.loading': ['Sedang memuat…', 'Loading…'],
  'state.error': ['Tidak dapat ditampilkan', 'This cannot be shown'],
  'state.offline': ['Server tidak terjangkau', 'The service cannot be reached'],
  'state.offline.hint': [
    'Periksa sambungan internet, lalu coba lagi. Tidak ada data yang hilang.',
    'Check the internet connection and try again. Nothing is lost.',
  ],
  'state.missing': ['Tidak ditemukan', 'Not found'],
  'state.missing.hint': [
    'Mungkin sudah dihapus, atau bukan bagian dari sekolah Anda.',
    'It may have been removed, or is not part of your school.',
  ],
  'state.refused': ['Tidak berwenang', 'Not allowed'],
  'problem.network': ['Server tidak terjangkau. Periksa sambungan internet.', 'The service cannot be reached. Check the connection.'],
  'problem.server': ['Ada gangguan di server. Coba lagi sebentar lagi.', 'The service has trouble. Try again in a moment.'],
  'problem.page': ['Halaman ini bermasalah. Muat ulang, lalu coba lagi.', 'This page has trouble. Reload it and try again.'],
  'problem.signedOut': ['Sesi berakhir. Masuk lagi untuk melanjutkan.', 'The session ended. Sign in to go on.'],
  'problem.changed': [
    'Sudah diubah orang lain sementara itu. Yang tampak sekarang sudah terbaru; periksa dan coba lagi.',
    'Somebody else changed it meanwhile. You now see the latest; check it and try again.',
  ],
  'problem.reference': ['Nomor rujukan: {id}', 'Reference: {id}'],
  'signIn.title': ['Masuk', 'Sign in'],
  'signIn.username': ['Nama pengguna', 'User name'],
  'signIn.password': ['Kata sandi', 'Password'],
  'signIn.show': ['Tampilkan kata sandi', 'Show password'],
  'signIn.otp': ['Kode dari aplikasi autentikator', 'Code from the authenticator app'],
  'signIn.otp.hint': ['Enam angka yang sedang tampak di ponsel Anda.', 'The six digits that your phone shows now.'],
  'signIn.do': ['Masuk', 'Sign in'],
  'signIn.busy': ['Sedang memeriksa…', 'Checking…'],
  'signIn.ended': ['Sesi Anda berakhir. Masuk lagi; Anda kembali ke halaman tadi.', 'Your session ended. Sign in and you return to the same page.'],
} satisfies Words;

export const say = speaker(words);
