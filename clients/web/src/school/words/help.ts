import type { Words } from '../../lib/i18n/speak.svelte.ts';

/** The help page. */
export const help = {
  'help.title': ['Bantuan', 'Help'],
  'help.about': [
    'Cara kerja halaman ini, dari berkas sampai KTP-el.',
    'How these pages work, from the file to the card.',
  ],
  'help.file': ['Menyiapkan berkas', 'Getting the file'],
  'help.file.1': [
    'Dapodik: buka menu Peserta Didik, pilih Unduh, lalu Daftar PD. Kirim berkas itu tanpa diubah.',
    'Dapodik: open the menu Peserta Didik, choose Unduh, then Daftar PD. Send that file unchanged.',
  ],
  'help.file.2': [
    'Daftar PD Keluar adalah daftar siswa yang sudah keluar; berkas itu ditolak.',
    'Daftar PD Keluar lists pupils who left; that file is refused.',
  ],
  'help.file.3': [
    'Madrasah: unduh Daftar Siswa dari EMIS 4.0. Satu lembar per kelas juga dapat dibaca.',
    'Madrasah: download Daftar Siswa from EMIS 4.0. One sheet per class can be read as well.',
  ],
  'help.file.4': [
    'CSV atau Excel buatan sendiri: baris judul berisi Nama, NIK, NISN, Tanggal Lahir, dan Rombel. Simpan NIK dan NISN sebagai teks, agar angkanya tidak hilang.',
    'Your own CSV or Excel: a title row with Nama, NIK, NISN, Tanggal Lahir and Rombel. Keep NIK and NISN as text, so that no digit is lost.',
  ],
  'help.check': ['Memeriksa dan menerapkan', 'Checking and applying'],
  'help.check.1': [
    'Setelah berkas dikirim, setiap baris diperiksa. Belum ada yang berubah sampai Anda menekan Terapkan.',
    'Once the file is sent, each row is checked. Nothing changes until you press Apply.',
  ],
  'help.check.2': [
    'Seluruh siswa: siswa yang tidak ada di berkas ditandai calon keluar. Sebagian siswa: siswa lain tidak tersentuh.',
    'All pupils: those missing from the file are marked as possibly gone. Some pupils: the others are not touched.',
  ],
  'help.check.3': ['Baris yang ditolak tidak menghalangi baris lain.', 'A rejected row does not hold up the others.'],
  'help.check.4': [
    'Mengirim berkas yang sama dua kali tidak menggandakan siswa.',
    'Sending the same file twice doubles nobody.',
  ],
  'help.mend': ['Memperbaiki baris yang ditolak', 'Mending rejected rows'],
  'help.mend.1': [
    'Setiap masalah menyebut selnya, misalnya H17: kolom H, baris 17 di berkas Anda.',
    'Each problem names its cell, for example H17: column H, row 17 of your file.',
  ],
  'help.mend.2': [
    'Unduh baris yang ditolak, betulkan, lalu taruh berkas itu di halaman yang sama.',
    'Download the rejected rows, mend them, and drop that file on the same page.',
  ],
  'help.mend.3': [
    'Betulkan juga di Dapodik, agar tidak terulang di unduhan berikutnya.',
    'Mend it in Dapodik too, so that it does not come back with the next download.',
  ],
  'help.undo': ['Membatalkan daftar', 'Undoing a list'],
  'help.undo.1': [
    'Daftar yang sudah diterapkan dapat dibatalkan selama 30 hari.',
    'An applied list can be undone for 30 days.',
  ],
  'help.undo.2': [
    'Yang sudah direkam atau diubah setelahnya tetap, dan disebutkan satu per satu.',
    'What was recorded or changed since stays, and is named one by one.',
  ],
  'help.due': ['Siapa yang wajib direkam', 'Who is due'],
  'help.due.1': [
    'Halaman Siswa menunjukkan, per kelas, siapa yang wajib direkam dan mulai tanggal berapa.',
    'The page Pupils shows by class who is due for recording, and from which day.',
  ],
  'help.due.2': [
    'Pilih 30, 90, atau 180 hari ke depan untuk menyiapkan kunjungan.',
    'Choose 30, 90 or 180 days ahead to prepare a visit.',
  ],
  'help.due.3': [
    'Cetak per kelas untuk ditempel atau dibagikan ke wali kelas.',
    'Print by class, to pin up or hand to class teachers.',
  ],
  'help.moved': ['Siswa pindahan', 'Pupils who moved'],
  'help.moved.1': [
    'Bila daftar sekolah lain memuat siswa Anda, siswa itu muncul di Perpindahan dan menunggu Anda lepaskan.',
    'When another school lists your pupil, they show under Transfers and wait for your release.',
  ],
  'help.moved.2': [
    'Bila siswa itu masih di sekolah Anda, tolak dengan alasan; sekolah yang meminta membacanya.',
    'If the pupil is still yours, reject with a reason; the asking school reads it.',
  ],
  'help.moved.3': [
    'Siswa pindahan di daftar Anda tercatat setelah sekolah asalnya melepas.',
    'A newcomer on your list is known as yours once the former school releases them.',
  ],
  'help.visit': ['Kunjungan perekaman', 'Recording visits'],
  'help.visit.1': [
    'Dukcapil mengusulkan tanggal. Setujui, atau jawab tidak bisa dan sebutkan hari lain.',
    'The registry office proposes a date. Agree, or say you cannot and name other days.',
  ],
  'help.visit.2': [
    'Daftar hadir menunjukkan giliran setiap kelas; cetak sebelum hari kunjungan.',
    'The roster shows the slot of each class; print it before the day.',
  ],
  'help.visit.3': [
    'Siswa yang tidak hadir atau gagal direkam masuk kunjungan susulan.',
    'Those who are absent or fail are taken up by a catch-up visit.',
  ],
  'help.private': ['Data pribadi', 'Personal data'],
  'help.private.1': [
    'Kami hanya menyimpan yang diperlukan untuk perekaman. Kolom lain di berkas, seperti nama ibu atau alamat rumah, dibuang.',
    'Only what recording needs is kept. Other columns of the file, such as the mother’s name or the street address, are dropped.',
  ],
  'help.private.2': [
    'NIK ditampilkan tertutup. Hanya petugas yang dapat membukanya, dengan alasan yang dicatat.',
    'The NIK is shown masked. Only an officer can open it, for a reason that is recorded.',
  ],
  'help.private.3': ['Keluar dari akun bila memakai komputer bersama.', 'Sign out on a shared computer.'],
} satisfies Words;
