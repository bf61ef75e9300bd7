import { namer, speaker, type Words } from '../lib/i18n/speak.svelte.ts';
import { cards } from './words/cards.ts';
import { complaints } from './words/complaints.ts';
import { help } from './words/help.ts';
import { lists } from './words/lists.ts';
import { pupils } from './words/pupils.ts';
import { visits } from './words/visits.ts';

const words = {
  ...lists,
  ...pupils,
  ...visits,
  ...help,
  ...cards,
  ...complaints,

  about: [
    'Untuk operator sekolah: kirim daftar siswa, lihat siapa yang wajib direkam, dan atur kunjungan perekaman KTP-el.',
    'For school operators: send the student list, see who is due for recording, and arrange the recording visit.',
  ],
  'nav.home': ['Beranda', 'Home'],
  'nav.lists': ['Daftar siswa', 'Student lists'],
  'nav.pupils': ['Siswa', 'Pupils'],
  'nav.transfers': ['Perpindahan', 'Transfers'],
  'nav.visits': ['Kunjungan', 'Visits'],
  'nav.help': ['Bantuan', 'Help'],
  'page.title': ['Sekolah', 'School'],
  'page.missing': ['Halaman ini tidak ada', 'There is no such page'],
  'page.missing.hint': [
    'Alamatnya mungkin salah ketik. Pilih bagian dari menu.',
    'The address may be mistyped. Choose a section from the menu.',
  ],
  'page.tooMany': [
    'Hanya {n} baris pertama yang ditampilkan. Pilih kelas atau cari nama agar lebih sedikit.',
    'Only the first {n} rows are shown. Choose a class or search a name to narrow it down.',
  ],
  'role.wrong': ['Halaman ini untuk sekolah', 'These pages are for schools'],
  'role.wrong.hint': [
    'Akun Anda bukan akun sekolah. Keluar, lalu masuk dengan akun sekolah.',
    'Your account is not a school account. Sign out and sign in with one.',
  ],
  'choose.title': ['Bekerja untuk sekolah mana?', 'Which school do you work for?'],
  'choose.hint': [
    'Apa yang Anda lakukan dicatat sebagai dilakukan Dukcapil untuk sekolah itu.',
    'What you do is recorded as done by the registry office for that school.',
  ],
  'choose.behalf': ['Anda bekerja untuk {school}', 'You work for {school}'],
  'choose.search': ['Cari nama sekolah', 'Search a school'],
  'choose.none': ['Tidak ada sekolah dengan nama itu.', 'No school of that name.'],
  'choose.other': ['Ganti sekolah', 'Choose another school'],
  'home.title': ['Yang perlu dikerjakan', 'What needs doing'],
  'home.nothing': ['Semua beres untuk hari ini', 'All done for today'],
  'home.nothing.hint': ['Tidak ada yang menunggu jawaban sekolah.', 'Nothing waits for the school.'],
  'home.first': ['Kirim daftar siswa yang pertama', 'Send the first student list'],
  'home.first.hint': [
    'Berkas dari Dapodik dapat langsung dipakai, tanpa diubah.',
    'The file from Dapodik can be used as it is.',
  ],
  'home.checked': ['Daftar {date} sudah diperiksa, belum diterapkan', 'The list of {date} is checked but not applied'],
  'home.rejected': [
    '{n} baris dari daftar terakhir belum dapat diterima',
    '{n} {n|row|rows} of the last list could not be taken',
  ],
  'home.rejected.hint': [
    'Unduh berkas perbaikan, betulkan, lalu kirim.',
    'Download the corrections file, mend it and send it.',
  ],
  'home.old': ['Daftar terakhir sudah {n} hari', 'The last list is {n} days old'],
  'home.old.hint': [
    'Kirim daftar baru agar siswa pindahan dan kelas yang berubah ikut tercatat.',
    'Send a new list so that newcomers and changed classes are known.',
  ],
  'home.transfers': ['{n} siswa diminta sekolah lain', '{n} {n|pupil is|pupils are} asked for by another school'],
  'home.transfers.hint': ['Lepaskan bila benar sudah pindah.', 'Release those who have really moved.'],
  'home.proposed': ['Kunjungan {date} menunggu jawaban', 'The visit on {date} waits for an answer'],
  'home.confirmed': ['Kunjungan {date}', 'Visit on {date}'],
  'home.confirmed.hint': [
    '{n} siswa di daftar hadir. Cetak giliran kelas.',
    '{n} {n|pupil|pupils} on the roster. Print the class slots.',
  ],
  'home.figures': ['Sekolah Anda hari ini', 'Your school today'],
  'home.students': ['Siswa tercatat', 'Pupils known'],
  'home.eligible': ['Wajib direkam sekarang', 'Due for recording now'],
  'home.soon': ['Menyusul dalam 90 hari', 'Due within 90 days'],
  'home.recorded': ['Sudah direkam', 'Recorded'],
  'home.unknown': ['{n} siswa belum diketahui tanggal lahirnya', '{n} {n|pupil has|pupils have} no known birth date'],
  'home.upcoming': ['Kunjungan mendatang', 'Coming visits'],
  'home.noVisits': ['Belum ada kunjungan yang dijadwalkan.', 'No visit is planned.'],
} satisfies Words;

export const say = speaker(words);
export type Key = Parameters<typeof say>[0];

export const named = namer(words);
