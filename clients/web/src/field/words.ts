import { speaker, type Words } from '../lib/i18n/speak.svelte.ts';
import { outcomes } from './words/outcomes.ts';

const words = {
  ...outcomes,

  about: [
    'Untuk tim perekaman: daftar siswa di perangkat ini, juga saat tidak ada jaringan.',
    'For recording teams: the roster on this device, also without a network.',
  ],
  'nav.visits': ['Kunjungan', 'Visits'],
  'nav.records': ['Catatan', 'Records'],
  'nav.device': ['Perangkat', 'Device'],
  'page.title': ['Lapangan', 'Field'],
  'page.missing': ['Halaman ini tidak ada', 'There is no such page'],
  'page.missing.hint': ['Pilih bagian di bawah.', 'Choose a section below.'],
  'out.locked': [
    '{n} catatan yang belum terkirim tersimpan terkunci di perangkat ini. Pemiliknya perlu masuk lagi agar terkirim.',
    '{n} unsent {n|record is|records are} locked on this device. Their owner must sign in again to send them.',
  ],
  'wrong.title': ['Halaman ini untuk tim perekaman', 'These pages are for recording teams'],
  'wrong.hint': [
    'Akun Anda bukan akun tim. Keluar, lalu masuk dengan akun tim.',
    'Your account is not a team account. Sign out and sign in with one.',
  ],
  'unable.title': ['Peramban ini tidak dapat dipakai', 'This browser cannot be used'],
  'unable.hint': [
    'Aplikasi lapangan memerlukan alamat https dan peramban baru yang tidak dalam mode penyamaran.',
    'The field app needs an https address and a recent browser that is not in a private mode.',
  ],
  'outdated.title': ['Versi baru sudah dipasang', 'A new version is installed'],
  'outdated.hint': ['Muat ulang halaman ini. Semua catatan tetap ada.', 'Reload this page. All records are kept.'],
  'outdated.do': ['Muat ulang', 'Reload'],

  'link.offline': ['Tanpa jaringan', 'No network'],
  'link.none': ['Menghubungi server…', 'Asking the service…'],
  'link.ok': ['Tersambung', 'Connected'],
  'link.unreachable': ['Server tidak terjangkau', 'Service out of reach'],
  'link.signIn': ['Perlu masuk lagi', 'Sign in again'],
  'link.stranger': ['Akun lain sedang masuk', 'Another account is signed in'],
  'link.trouble': ['Server bermasalah', 'The service has trouble'],
  'sync.unsent': ['{n} belum terkirim', '{n} not sent yet'],
  'sync.none': ['Semua terkirim', 'All sent'],
  'sync.do': ['Kirim sekarang', 'Send now'],
  'sync.refresh': ['Perbarui', 'Refresh'],
  'sync.at': ['Diperbarui {at}', 'Updated {at}'],
  'sync.never': ['Belum pernah diperbarui', 'Never updated yet'],

  'note.signIn': [
    'Sesi berakhir. Anda tetap dapat mencatat; masuk lagi agar catatan terkirim.',
    'The session ended. You can go on recording; sign in again so that records are sent.',
  ],
  'note.signIn.do': ['Masuk lagi', 'Sign in again'],
  'note.stranger': [
    'Peramban ini sedang dipakai akun lain. Catatan Anda tidak dikirim atas nama akun itu; masuk lagi sebagai {name}.',
    'This browser is used by another account. Your records are not sent under its name; sign in again as {name}.',
  ],
  'note.update': ['Versi baru aplikasi siap', 'A new version of the app is ready'],
  'note.update.hint': [
    'Semua catatan tetap ada. Pasang saat tidak sedang mengisi formulir.',
    'All records are kept. Install it when no form is open.',
  ],
  'note.update.do': ['Pasang sekarang', 'Install now'],
  'note.space': ['Ruang perangkat hampir habis', 'The device is almost full'],
  'note.space.hint': [
    'Kosongkan ruang sebelum mencatat lagi, dan kirim {n} catatan yang tersisa.',
    'Free some space before recording on, and send the remaining {n} {n|record|records}.',
  ],
  'note.evict': [
    'Peramban belum menjamin penyimpanan: catatan dapat terhapus bila ruang perangkat habis. Pasang aplikasi ke layar utama dan kirim catatan setiap ada jaringan.',
    'The browser does not guarantee its storage: records may be removed when the device is full. Install the app on the home screen and send records whenever there is a network.',
  ],
  'note.shell': [
    'Aplikasi belum tersimpan di perangkat ini. Biarkan terbuka dengan jaringan sampai tanda ini hilang.',
    'The app is not on this device yet. Keep it open with a network until this note is gone.',
  ],

  'visits.title': ['Kunjungan tim', 'The team’s visits'],
  'visits.today': ['Hari ini', 'Today'],
  'visits.coming': ['Akan datang', 'Coming'],
  'visits.past': ['Sudah lewat', 'Past'],
  'visits.none': ['Tidak ada kunjungan', 'No visits'],
  'visits.none.hint': [
    'Kunjungan dua minggu ke depan tampil di sini begitu perangkat tersambung.',
    'Visits of the next two weeks appear here once the device is connected.',
  ],
  'visits.seen': ['{done} dari {all} siswa dicatat', '{done} of {all} pupils noted'],
  'visits.ready': ['Siap tanpa jaringan', 'Ready without a network'],
  'visits.gone': ['Tidak lagi pada tim ini', 'No longer this team’s'],

  'roster.search': ['Cari nama', 'Search a name'],
  'roster.all': ['Semua', 'All'],
  'roster.open': ['Belum', 'Open'],
  'roster.done': ['Sudah', 'Done'],
  'roster.show': ['Tampilkan', 'Show'],
  'roster.class': ['Kelas', 'Class'],
  'roster.classes': ['Semua kelas', 'All classes'],
  'roster.noClass': ['Tanpa kelas', 'Without a class'],
  'roster.slot': ['{from}–{to}', '{from}–{to}'],
  'roster.none': ['Tidak ada siswa yang cocok', 'No pupil matches'],
  'roster.none.hint': [
    'Periksa ejaan, atau catat sebagai siswa di luar daftar.',
    'Check the spelling, or note them as a walk-in.',
  ],
  'roster.age': ['{n} tahun', '{n} {n|year|years} old'],
  'roster.more': ['Hasil lain untuk {name}', 'Other outcomes for {name}'],
  'roster.record': ['Catat {name} sebagai direkam', 'Note {name} as recorded'],
  'roster.already': ['Sudah pernah direkam', 'Recorded before'],
  'roster.walkIn': ['Siswa di luar daftar', 'Walk-in pupil'],
  'roster.isWalkIn': ['Di luar daftar', 'Walk-in'],
  'roster.missing': ['Kunjungan ini tidak ada di perangkat', 'This visit is not on the device'],

  'ledger.title': ['Rekap hari ini', 'The day in figures'],
  'ledger.roster': ['Daftar siswa', 'Roster'],
  'ledger.unseen': ['Belum terlihat', 'Not yet seen'],
  'ledger.parked': [
    '{n} di antaranya menunggu keputusan Dukcapil.',
    '{n} of them {n|waits|wait} for the office’s decision.',
  ],

  'sheet.title': ['Hasil untuk {name}', 'Outcome for {name}'],
  'sheet.born': ['Lahir {day}', 'Born {day}'],
  'sheet.reason': ['Mengapa {outcome}?', 'Why {outcome}?'],
  'sheet.options': ['Keterangan tambahan', 'More to note'],
  'sheet.disability': ['Pengecualian biometrik (disabilitas)', 'Biometric exception (disability)'],
  'sheet.ikd': ['IKD diaktifkan', 'Digital ID activated'],
  'sheet.note': ['Catatan', 'Note'],
  'sheet.back': ['Pilih hasil lain', 'Another outcome'],
  'twice.title': ['{name} sudah direkam', '{name} is recorded already'],
  'twice.here': ['Tercatat direkam di kabupaten ini.', 'Recorded in this regency.'],
  'twice.elsewhere': ['Tercatat direkam di tempat lain.', 'Recorded elsewhere.'],
  'twice.device': ['Dicatat direkam pada kunjungan ini.', 'Noted as recorded at this visit.'],
  'twice.why': [
    'Merekam dua kali membuat data ganda di pusat. Rekam lagi hanya bila pusat memintanya.',
    'Recording twice makes a duplicate at the national centre. Record again only when the centre asks for it.',
  ],
  'twice.already': ['Catat “sudah direkam”', 'Note “already recorded”'],
  'twice.still': ['Tetap catat direkam', 'Record all the same'],

  'walkIn.title': ['Siswa di luar daftar', 'Walk-in pupil'],
  'walkIn.hint': [
    'Isi yang diketahui. NIK membantu menemukan siswa; tanpa NIK pun tercatat.',
    'Fill in what is known. The NIK helps to find the pupil; without it they are noted too.',
  ],
  'walkIn.name': ['Nama lengkap', 'Full name'],
  'walkIn.name.needed': ['Isi nama siswa.', 'Enter the pupil’s name.'],
  'walkIn.nik': ['NIK (16 angka)', 'NIK (16 digits)'],
  'walkIn.nik.wrong': ['NIK terdiri dari 16 angka.', 'A NIK has 16 digits.'],
  'walkIn.sex': ['Jenis kelamin', 'Sex'],
  'walkIn.sex.none': ['Tidak diisi', 'Not given'],
  'walkIn.sex.L': ['Laki-laki', 'Male'],
  'walkIn.sex.P': ['Perempuan', 'Female'],
  'walkIn.birth': ['Tanggal lahir', 'Birth date'],
  'walkIn.class': ['Kelas', 'Class'],
  'walkIn.outcome': ['Hasil', 'Outcome'],
  'walkIn.reason': ['Alasan', 'Reason'],
  'walkIn.reason.needed': ['Pilih alasannya.', 'Choose the reason.'],
  'walkIn.choose': ['Pilih…', 'Choose…'],
  'walkIn.listed': [
    'Nama yang mirip ada di daftar: {names}. Pilih dari daftar bila orangnya sama.',
    'A like name is on the roster: {names}. Choose it there if it is the same person.',
  ],
  'walkIn.do': ['Simpan di perangkat', 'Keep on the device'],

  'record.kept': ['{name}: {outcome}', '{name}: {outcome}'],
  'record.undo': ['Urungkan', 'Undo'],
  'record.undo.of': ['Urungkan {name}', 'Undo {name}'],
  'record.undone': ['Catatan {name} dihapus dari perangkat.', 'The record of {name} is removed from the device.'],
  'record.late': [
    'Sudah terkirim, jadi tidak dapat diurungkan di sini. Hubungi Dukcapil.',
    'It was sent already and cannot be undone here. Ask the office.',
  ],
  'record.failed': [
    'TIDAK TERSIMPAN: perangkat menolak menyimpan. Catat di kertas, lalu kosongkan ruang perangkat.',
    'NOT KEPT: the device refused to store it. Write it on paper, then free some space.',
  ],
  'records.title': ['Catatan di perangkat', 'Records on the device'],
  'records.none': ['Belum ada catatan', 'No records yet'],
  'records.none.hint': ['Catatan tampil di sini begitu dibuat.', 'Records appear here as they are made.'],
  'records.reconcile': ['Cocokkan dengan server', 'Compare with the service'],
  'records.reconciled': ['Dicocokkan {at}', 'Compared {at}'],
  'records.kept': [
    'Catatan yang sudah diterima dihapus dari perangkat setelah 30 hari.',
    'Received records leave the device after 30 days.',
  ],
  'records.more': ['Tampilkan {n} lagi', 'Show {n} more'],
  'records.duplicate': ['perekaman kedua', 'second recording'],
  'records.dismiss': ['Hapus dari perangkat', 'Remove from the device'],
  'records.dismiss.title': ['Hapus catatan {name}?', 'Remove the record of {name}?'],
  'records.dismiss.hint': [
    'Server tidak memiliki catatan ini. Hapus hanya setelah dicatat ulang dengan benar.',
    'The service does not have this record. Remove it only after it was noted again correctly.',
  ],
  'state.device': ['Di perangkat', 'On the device'],
  'state.sent': ['Dikirim, menunggu jawaban', 'Sent, no answer yet'],
  'state.received': ['Diterima', 'Received'],
  'state.parked': ['Menunggu Dukcapil', 'Waits for the office'],
  'state.refused': ['Ditolak', 'Refused'],

  'device.title': ['Perangkat ini', 'This device'],
  'device.account': ['Akun', 'Account'],
  'device.id': ['Nomor perangkat', 'Device number'],
  'device.shell': ['Aplikasi tanpa jaringan', 'App without a network'],
  'device.shell.yes': ['Tersimpan', 'On the device'],
  'device.shell.no': ['Belum tersimpan', 'Not yet'],
  'device.storage': ['Penyimpanan', 'Storage'],
  'device.storage.safe': ['Dijamin peramban', 'Guaranteed by the browser'],
  'device.storage.unsafe': ['Belum dijamin peramban', 'Not guaranteed by the browser'],
  'device.used': ['Terpakai', 'Used'],
  'device.used.of': ['{used} dari {all} MB', '{used} of {all} MB'],
  'device.persist': ['Minta jaminan', 'Ask for the guarantee'],
  'device.install': [
    'Agar mudah dibuka: menu peramban, lalu “Tambahkan ke layar utama”.',
    'To open it easily: the browser’s menu, then “Add to home screen”.',
  ],
  'device.sealed': [
    'Data di perangkat ini terenkripsi. Kuncinya dihapus saat Anda keluar.',
    'Data on this device is encrypted. The key is removed when you sign out.',
  ],
  'leave.title': ['Keluar dari perangkat ini?', 'Sign out of this device?'],
  'leave.all': [
    'Daftar siswa dan catatan yang sudah diterima dihapus dari perangkat.',
    'Rosters and received records are removed from the device.',
  ],
  'leave.unsent': ['{n} catatan hanya ada di perangkat ini', '{n} {n|record is|records are} only on this device'],
  'leave.unsent.hint': [
    'Sebaiknya kirim dulu. Bila tetap keluar, catatan itu tersimpan terkunci dan baru terkirim setelah akun ini masuk lagi di perangkat ini.',
    'Better send first. If you sign out all the same they stay locked here, and are sent only after this account signs in on this device again.',
  ],
  'leave.send': ['Kirim dulu', 'Send first'],
  'leave.do': ['Keluar', 'Sign out'],
  'leave.keep': ['Keluar, simpan terkunci', 'Sign out, keep them locked'],
} satisfies Words;

export const say = speaker(words);
export type Key = Parameters<typeof say>[0];

/** The words for a code that the service answers; the code itself when this app is older than the service. */
export function named(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in words ? say(key as Key) : code;
}
