import { speaker, type Words } from '../../lib/i18n/speak.svelte.ts';

/** The dashboard: what it shows, what it asks, and the page of the people behind a figure. */
const words = {
  title: ['Angka', 'Figures'],
  'title.of': ['Angka {region}', 'Figures of {region}'],
  'as.of': ['Keadaan {day}', 'As of {day}'],
  'known.at': ['menurut yang diketahui {instant}', 'as it was known on {instant}'],
  'known.now': ['menurut yang diketahui sekarang', 'as it is known now'],
  'known.back': ['Kembali ke yang diketahui sekarang', 'Back to what is known now'],
  print: ['Cetak untuk meja bupati', 'Print for the regent’s desk'],
  'print.from': ['Dicetak {instant} dari Sweet Seventeen.', 'Printed {instant} from Sweet Seventeen.'],
  fix: ['Buat tautan tetap', 'Make a lasting link'],
  'fix.done': [
    'Alamat halaman ini kini menyebut hari dan jamnya: siapa pun yang membukanya membaca angka yang sama.',
    'The address now names its day and hour: whoever opens it reads the same figures.',
  ],

  'measure.cohort': ['Sudah direkam', 'Recorded so far'],
  'measure.in_year': ['Direkam dalam tahunnya', 'Recorded within its year'],
  'measure.choose': ['Ukuran', 'Measure'],
  'measure.meaning': ['Arti ukuran ini', 'What this measure means'],
  'measure.numerator': ['Pembilang', 'Numerator'],
  'measure.denominator': ['Penyebut', 'Denominator'],
  'measure.filter': ['Yang dihitung', 'Who is counted'],
  'measure.source': ['Sumber arti', 'Where it comes from'],
  'measure.version': ['Versi', 'Version'],
  choices: ['Kohor, hari, dan pengetahuan', 'Cohort, day, and knowledge'],
  'choose.region': ['Wilayah', 'Region'],
  'choose.region.up': ['↑ {region}', '↑ {region}'],
  'choose.cohort': ['Kohor (tahun berusia 17)', 'Cohort (year of turning 17)'],
  'choose.cohort.own': ['Tahun dari harinya', 'The year of the day'],
  'choose.day': ['Keadaan pada hari', 'As of the day'],
  'choose.known': ['Menurut yang diketahui pada', 'As it was known on'],
  'choose.known.hint': [
    'Kosong: sekarang. Koreksi sesudah saat itu tidak ikut.',
    'Empty: now. Later corrections stay out.',
  ],
  'choose.clear': ['Kembali ke hari ini', 'Back to today'],

  'head.title': ['Cakupan kohor {year}', 'Coverage of cohort {year}'],
  'head.none': ['Belum ada', 'None yet'],
  'head.none.hint': [
    'Belum ada wajib KTP pemula {year} yang terdaftar di sini: 0 dari 0 bukan cakupan.',
    'Nobody of cohort {year} is listed here: 0 of 0 is no coverage.',
  ],
  'head.recorded.cohort': [
    'dari {population} wajib KTP pemula {year} sudah direkam sampai {day}',
    'of {population} who turn 17 in {year} were recorded by {day}',
  ],
  'head.recorded.in_year': [
    'dari {population} wajib KTP pemula {year} direkam dalam tahun {year}, sampai {day}',
    'of {population} who turn 17 in {year} were recorded within {year}, by {day}',
  ],
  'head.source.registry': [
    'Penyebut: jumlah kohor menurut data kependudukan, tertanggal {day}.',
    'Denominator: the registry’s size of the cohort, dated {day}.',
  ],
  'head.source.lists': [
    'Penyebut: yang terdaftar, keadaan {day}; jumlah kohor dari data kependudukan belum diisi.',
    'Denominator: those listed as of {day}; the registry’s size of the cohort is not entered.',
  ],
  'head.entered': [
    'Jumlah yang direkam diisi dari sumber, maka tidak ada barisnya.',
    'The number recorded was entered from a source and has no rows.',
  ],
  'head.listed': ['{n} terdaftar', '{n} listed'],
  'head.rounded': [
    'Jumlah orang dibulatkan ke bawah ke kelipatan {n}: 0 berarti kurang dari {n}. Total kabupaten/kota tepat.',
    'Counts of people are rounded down to multiples of {n}: 0 means fewer than {n}. A regency’s total is exact.',
  ],
  'head.goal': ['Tujuan', 'Goal'],
  'head.goal.short': ['kurang {n} poin', '{n} points short'],
  'head.goal.reached': ['tercapai', 'reached'],
  'head.before': ['Hari yang sama, kohor {year}', 'Same day, cohort {year}'],
  'head.up': ['kini lebih tinggi {n} poin', 'now {n} points higher'],
  'head.down': ['kini lebih rendah {n} poin', 'now {n} points lower'],
  'head.even': ['sama', 'the same'],
  'head.base': [
    'Sebelum layanan ini, dengan ukuran “direkam dalam tahunnya”: {years}. Tidak dibandingkan dengan angka di atas.',
    'Before this service, by the measure “recorded within its year”: {years}. Not compared with the figure above.',
  ],
  'head.base.year': ['Kohor {year}', 'Cohort {year}'],

  'tile.eligible': ['Wajib rekam, belum direkam', 'Due and not recorded'],
  'tile.late': ['Berusia 17 sebelum terkunjungi', 'Turn 17 before a visit'],
  'tile.late.hint': ['sampai 90 hari ke depan, dan yang sudah 17', 'within 90 days, and those already 17'],
  'tile.soon': ['Menyusul dalam 90 hari', 'Due within 90 days'],
  'tile.handed': ['Kartu diserahkan, kohor {year}', 'Cards handed over, cohort {year}'],
  'tile.onTime': ['Kartu tepat pada usia 17', 'Cards by the 17th birthday'],

  'known.without': [
    'Dampak, pengaduan, survei, dan masalah data tidak ditampilkan: keempatnya hanya dapat ditanya menurut yang diketahui sekarang.',
    'Impact, complaints, survey and data issues are left out: they can only be asked as they are known now.',
  ],

  'time.title': ['Cakupan dari waktu ke waktu', 'Coverage over time'],
  'time.none': ['Belum ada perekaman untuk digambar', 'No recordings to draw yet'],
  'time.told': [
    '{measure}, kohor {year}: dari {first} pada {from} menjadi {last} pada {to}.',
    '{measure}, cohort {year}: from {first} on {from} to {last} on {to}.',
  ],
  'time.lists': [
    'Garis ini dihitung dari daftar siswa; angka utama diisi dari sumbernya.',
    'This line is counted from the lists; the main figure was entered from its source.',
  ],
  'time.goal': ['Tujuan {n}', 'Goal {n}'],
  'time.month': ['Sampai', 'By'],
  'time.recorded': ['Direkam', 'Recorded'],
  'time.soFar': ['Jumlah', 'In all'],
  'time.percent': ['Cakupan', 'Coverage'],
  table: ['Tampilkan sebagai tabel', 'Show as a table'],

  'funnel.title': ['Dari daftar sampai kartu di tangan', 'From the list to the card in hand'],
  'funnel.about': [
    'Setiap langkah berisi semua anggota kohor {year} yang sampai paling sedikit di situ.',
    'Each step holds all of cohort {year} who came at least so far.',
  ],
  'funnel.step': ['Langkah', 'Step'],
  'funnel.students': ['Orang', 'People'],
  'funnel.share': ['Dari yang terdaftar', 'Of those listed'],

  'schools.title': ['Sekolah dengan siswa yang akan terlewat', 'Schools whose pupils may miss their date'],
  'schools.about.late': [
    'Urut menurut siswa yang berusia 17 sebelum kunjungan terdekat, lalu yang belum direkam.',
    'Ordered by pupils who turn 17 before the next visit, then by those not recorded.',
  ],
  'schools.about': [
    'Urut menurut siswa yang wajib direkam dan belum direkam.',
    'Ordered by pupils due and not recorded.',
  ],
  'schools.name': ['Sekolah', 'School'],
  'schools.late': ['Akan terlewat', 'May miss it'],
  'schools.eligible': ['Belum direkam', 'Not recorded'],
  'schools.soon': ['Menyusul 90 hari', 'Due in 90 days'],
  'schools.cohort': ['Kohor direkam', 'Cohort recorded'],
  'schools.percent': ['Cakupan', 'Coverage'],
  'schools.none': ['Belum ada siswa yang terdaftar', 'Nobody is listed yet'],
  'schools.all': ['Tampilkan semua ({n})', 'Show all ({n})'],
  'schools.more': ['{n} yang pertama', 'The first {n}'],
  'schools.late.missing': [
    'Daftar tindakan tidak dapat dimuat, maka urutannya menurut yang belum direkam.',
    'The action list could not be loaded, so the order is by those not recorded.',
  ],
  'n.of': ['{n} dari {of}', '{n} of {of}'],

  'places.district': ['Menurut kecamatan', 'By district'],
  'places.region': ['Menurut kabupaten/kota', 'By regency or city'],
  'places.name': ['Wilayah', 'Region'],
  'places.none': ['Belum ada wilayah dengan kohor ini', 'No region with this cohort yet'],
  'places.complete': ['Kelengkapan daftar', 'List completeness'],

  'impact.title': ['Dampak', 'Impact'],
  'impact.about': [
    'Garis dari rendah sampai tinggi; kotak: kemungkinan terbesar.',
    'The line goes from low to high; the square is the most likely.',
  ],
  'impact.period': ['Kunjungan {from} sampai {to}.', 'Visits from {from} to {to}.'],
  'impact.range': ['antara {low} dan {high}', 'between {low} and {high}'],
  'impact.label': [
    '{label}: rendah {low}, kemungkinan terbesar {likely}, tinggi {high} {unit}',
    '{label}: low {low}, likely {likely}, high {high} {unit}',
  ],
  'impact.assumption': ['Anggapan terkuat', 'Strongest assumption'],
  'impact.formula': ['Rumus dan masukan', 'Formula and inputs'],
  'impact.input': ['{value}, sejak {day}', '{value}, since {day}'],
  'impact.input.assumed': ['{value} (asumsi), sejak {day}', '{value} (assumed), since {day}'],
  'unit.persons': ['orang', 'people'],
  'unit.visits': ['kunjungan', 'visits'],
  'unit.trips': ['perjalanan', 'trips'],
  'unit.lesson_hours': ['jam pelajaran', 'lesson hours'],
  'unit.kilometres': ['km', 'km'],
  'unit.minutes': ['menit', 'minutes'],
  'unit.rupiah': ['rupiah', 'rupiah'],
  'input.pupils': ['Siswa', 'Pupils'],
  'input.visits': ['Kunjungan', 'Visits'],
  'input.trips': ['Perjalanan tim', 'Trips of teams'],
  'input.unlocated': ['Jalannya tidak diketahui, tidak dihitung', 'Way not known, not counted'],

  'durations.title': ['Lama proses kartu', 'How long a card takes'],
  'durations.about': [
    'Hari sejak perekaman kami. Pusat tidak menjanjikan batas waktu.',
    'Days since our recording. The centre promises no deadline.',
  ],
  'durations.step': ['Sampai', 'Until'],
  'durations.students': ['Kartu', 'Cards'],
  'durations.median': ['Nilai tengah', 'Median'],
  'durations.p90': ['9 dari 10 dalam', '9 out of 10 within'],
  'durations.days': ['{n} hari', '{n} {n|day|days}'],
  'durations.none': ['Belum ada kartu yang sampai sejauh itu', 'No card came so far yet'],

  'quality.title': ['Mutu data', 'Quality of the data'],
  'quality.complete': ['Kelengkapan daftar terhadap data kependudukan', 'Lists against the registry’s total'],
  'quality.complete.none': ['jumlah kohor belum diisi', 'the cohort’s size is not entered'],
  'quality.unknown': ['Tanggal lahir tidak diketahui', 'Birth date not known'],
  'quality.issues': ['Masalah data yang terbuka', 'Open data issues'],

  'voice.title': ['Suara warga, tahun {year}', 'What people say, {year}'],
  'voice.complaints': ['Pengaduan diterima', 'Complaints received'],
  'voice.handled': ['Sudah ditangani', 'Handled'],
  'voice.onTime': ['Selesai tepat waktu', 'On time'],
  'voice.ikm': ['Indeks kepuasan (IKM)', 'Satisfaction index'],
  'voice.respondents': ['dari {n} jawaban', 'of {n} answers'],
  'voice.ikm.none': ['belum ada jawaban', 'no answers yet'],

  'file.csv': ['CSV', 'CSV'],
  'file.xlsx': ['XLSX', 'XLSX'],
  'file.of': ['{table}: unduh {format}', '{table}: download {format}'],

  'rows.title': ['Orang di balik angka', 'The people behind a figure'],
  'rows.back': ['Kembali ke angka', 'Back to the figures'],
  'rows.about': [
    'Tepat orang-orang yang dihitung oleh angka itu, dengan pertanyaan yang sama.',
    'Exactly the people whom the figure counts, by the same question.',
  ],
  'rows.none': ['Tidak ada orang di balik angka ini', 'Nobody is behind this figure'],
  'rows.none.hint': ['Angkanya nol.', 'The figure is zero.'],
  'rows.cohort': ['kohor {year}', 'cohort {year}'],
  'figure.listed': ['Terdaftar', 'Listed'],
  'figure.eligible': ['Wajib rekam, belum direkam', 'Due and not recorded'],
  'figure.age_unknown': ['Tanggal lahir tidak diketahui', 'Birth date not known'],
  'figure.becoming_eligible_90d': ['Menyusul dalam 90 hari', 'Due within 90 days'],
  'figure.of_age': ['Cukup umur untuk direkam', 'Old enough to be recorded'],
  'figure.scheduled': ['Terjadwal pada kunjungan', 'On the roster of a visit'],
  'figure.recorded': ['Sudah direkam', 'Recorded'],
  'figure.handed_over': ['Kartu diserahkan', 'Cards handed over'],
  'figure.on_time_17': ['Kartu tepat pada usia 17', 'Cards by the 17th birthday'],
  'figure.reached_ready': ['Siap cetak atau lebih jauh', 'Ready or further'],
  'figure.reached_printed': ['Dicetak atau lebih jauh', 'Printed or further'],
} as const satisfies Words;

export type Key = keyof typeof words;

export const say = speaker(words);

/** The words for a code that the service answers; the code itself when this page is older than the service. */
export function named(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in words ? say(key as Key) : code;
}
