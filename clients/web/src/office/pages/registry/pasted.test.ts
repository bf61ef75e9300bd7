import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pasted } from './pasted.ts';

test('lines with commas, semicolons or tabs are read, headings and empty lines passed over', () => {
  const text = [
    'dari,sampai,jenis,nama,dasar',
    '2027-03-20,2027-03-21,libur nasional,Idulfitri,"SKB 3 Menteri, 2026"',
    '',
    '22/03/2027;24/03/2027;Cuti Bersama;Idulfitri;SKB',
    '2027-06-07\t2027-06-12\texam\tUjian akhir\tSurat edaran',
  ].join('\n');
  const { lines, faults } = pasted(text, '63.11');
  assert.deepEqual(faults, []);
  assert.deepEqual(
    lines.map((line) => [line.date_from, line.date_to, line.kind, line.source]),
    [
      ['2027-03-20', '2027-03-21', 'national_holiday', 'SKB 3 Menteri, 2026'],
      ['2027-03-22', '2027-03-24', 'joint_leave', 'SKB'],
      ['2027-06-07', '2027-06-12', 'exam', 'Surat edaran'],
    ],
  );
});

test('a fault names its line, and the others are still read', () => {
  const text = [
    '2027-02-30,2027-03-01,ujian,a,b',
    '2027-03-02,2027-03-01,ujian,a,b',
    '2027-03-01,2027-03-02,pesta,a,b',
    '2027-03-01,2027-03-02,ujian,,b',
    '2027-03-01',
    '2027-03-01,,ujian,a,b',
  ].join('\n');
  const { lines, faults } = pasted(text, '63.11');
  assert.deepEqual(
    faults.map((fault) => [fault.code, fault.values['line']]),
    [
      ['day', 1],
      ['order', 2],
      ['kind', 3],
      ['empty', 4],
      ['columns', 5],
    ],
  );
  assert.equal(lines[0]?.date_to, '2027-03-01');
});
