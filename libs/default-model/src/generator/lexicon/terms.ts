import { toWords } from '../numbers.js';
import type { Rng } from '../rng.js';
import { modelNumber } from './products.js';

/** A way to pay and the words that lead to it ("por transferencia", "a 30 días"). */
export interface Payment {
  text: string;
  lead: 'por' | 'con' | 'a' | 'de' | '' | 'al' | 'en';
}

const TRANSFER = [
  'transferencia',
  'transferencia',
  'transferencia bancaria',
  'transferencia',
  'depósito bancario',
  'depósito',
  'Bizum',
  'Yape',
  'Nequi',
  'Zelle',
  'SPEI',
  'pago móvil',
  'SINPE Móvil',
  'QR',
  'Mercado Pago',
  'giro bancario',
  'domiciliación bancaria',
  'PayPal',
  'ACH',
  'Plin',
  'Daviplata',
  'tigo money',
  'Sinpe',
  'wire transfer',
  'recibo domiciliado',
  'Yappy',
  'transferencia BAC',
  'transferencia Bancolombia',
  'domiciliación',
];
const INSTRUMENTS = [
  'tarjeta',
  'tarjeta de crédito',
  'cheque',
  'cheque',
  'tarjeta de débito',
  'carta de crédito',
  'cheque diferido',
  'tarjeta corporativa',
  'cheque certificado',
  'pagaré',
  'letra',
  'giro',
  'confirming',
  'e-cheq',
  'cheque al día',
  'cheque de gerencia',
  'cheque posfechado',
];
const PLAIN = [
  'contra entrega',
  'contra entrega',
  'contado',
  'efectivo',
  'efectivo contra entrega',
  'contra factura',
  'contra reembolso',
  'contado contra entrega',
  'pago anticipado',
  'anticipado',
  'cuenta corriente',
  'fin de mes',
  'consignación',
  'leasing',
  'contra embarque',
  'prepago',
  'a la vista',
];
const SPLITS = [
  'anticipo y # contra entrega',
  'de anticipo y # contra entrega',
  'adelanto y # a la entrega',
  'al pedido y # a 30 días',
  'ahora y # al recibir',
  'a la firma y # a 60 días',
  'por adelantado y el resto al recibir',
  'anticipo, # contra entrega',
  'de anticipo',
  'adelantado',
  'anticipo y saldo a 30 días',
];

function days(rng: Rng, words: boolean): string {
  const n = rng.pick([7, 8, 10, 15, 15, 20, 30, 30, 30, 30, 45, 60, 60, 90, 120]);
  return `${words || rng.chance(0.06) ? toWords(n) : String(n)} días`;
}

/** A way to pay. */
export function payment(rng: Rng, words = false): Payment {
  const roll = rng.next();
  if (roll < 0.26) return { text: withTerm(rng, rng.pick(TRANSFER), words), lead: 'por' };
  if (roll < 0.4) return { text: withTerm(rng, rng.pick(INSTRUMENTS), words), lead: 'con' };
  if (roll < 0.6) {
    const text = rng.pick(PLAIN);
    return {
      text,
      lead: text === 'contado' ? rng.pick(['de', 'al', 'al', '']) : text.startsWith('efectivo') ? 'en' : '',
    };
  }
  if (roll < 0.74)
    return {
      text: `${rng.pick(['crédito a', 'crédito a', 'crédito', 'crédito de', 'a crédito de'])} ${days(rng, words)}`.replace(
        /^a /,
        '',
      ),
      lead: 'a',
    };
  if (roll < 0.86)
    return {
      text: `${days(rng, words)}${rng.chance(0.2) ? rng.pick([' fecha de factura', ' netos', ' de crédito', ' fecha factura', ' después de la entrega']) : ''}`,
      lead: 'a',
    };
  if (roll < 0.89)
    return {
      text: rng.pick([
        '30/60 días',
        '30-60-90',
        '30, 60 y 90 días',
        '3 cuotas con tarjeta',
        'dos pagos',
        '2 cheques',
        'Net 30',
        'tres cuotas',
        '12 MSI con tarjeta',
        'la mitad ahora y la mitad al recibir',
        'mitad y mitad',
        'mitad anticipo, mitad contra entrega',
      ]),
      lead: '',
    };
  const share = rng.pick([50, 50, 30, 40, 60, 70, 25, 20]);
  const space = rng.pick(['', '', ' ']);
  const text = `${String(share)}${space}% ${rng.pick(SPLITS).replace('#', `${String(100 - share)}${space}%`)}`;
  return { text, lead: '' };
}

function withTerm(rng: Rng, text: string, words: boolean): string {
  if (!rng.chance(0.24)) return text;
  return `${text} ${rng.pick([`a ${days(rng, words)}`, `a ${days(rng, words)}`, 'al recibir', 'contra entrega', 'anticipada', 'a la entrega', 'contra factura', 'a 30 días'])}`;
}

const PREFIXES = [
  'OC',
  'PO',
  'RQ',
  'REQ',
  'PED',
  'SC',
  'NP',
  'CT',
  'COT',
  'P',
  'C',
  'OP',
  'Q',
  'E',
  'LP',
  'CM',
  'QT',
  'PV',
  'OS',
  'PC',
  'FV',
  'EXP',
  'PR',
  'SUM',
  'AG',
  'A',
  'T',
];

/** Number of an order, quote, contract or requisition. */
export function reference(rng: Rng): string {
  const number = rng.pick([
    rng.int(10, 99),
    rng.int(100, 999),
    rng.int(1000, 9999),
    rng.int(1000, 9999),
    rng.int(10_000, 99_999),
  ]);
  const padded = String(number).padStart(rng.pick([0, 4, 4, 5]), '0');
  const year = rng.pick(['2026', '2026', '2025', '26', '2027']);
  return rng.pick([
    () => padded,
    () => padded,
    () => String(number),
    () => `${rng.pick(PREFIXES)}-${padded}`,
    () => `${rng.pick(PREFIXES)}-${padded}`,
    () => `${year}-${padded}`,
    () => `${year}/${padded}`,
    () => `${padded}/${year}`,
    () => `${padded}-${year}`,
    () => `${rng.pick(PREFIXES)}-${year}-${padded}`,
    () => `${rng.pick(PREFIXES)}${padded}`,
    () => `${padded}-${rng.pick(['A', 'B', 'C', 'M', 'T', 'MX', 'LP', 'N', 'SE26'])}`,
    () => `${rng.pick(PREFIXES)}/${year}/${padded}`,
    () => `${String(rng.int(1, 99))}-${padded}`,
    () => `45000${String(rng.int(10_000, 99_999))}`,
    () => `000${String(rng.int(1, 9))}-${String(rng.int(10_000, 99_999)).padStart(8, '0')}`,
    () => `${padded}-${String(rng.int(10, 99))}-${rng.pick(['LE26', 'SE25', 'LP26', 'CM26'])}`,
    () => `${padded} de ${rng.pick(['2025', '2026'])}`,
  ])();
}

/** SKU, part or catalogue number. */
export function articleCode(rng: Rng): string {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => rng.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ'])).join('');
  const digits = (count: number): string =>
    Array.from({ length: count }, () => String(rng.int(0, 9))).join('');
  return rng.pick([
    () => modelNumber(rng).replace(' ', '-'),
    () => `${letters(2)}-${digits(rng.int(2, 4))}`,
    () => `${letters(2)}-${digits(rng.int(2, 4))}`,
    () => `${letters(3)}-${digits(3)}`,
    () => `${letters(rng.int(2, 3))}${digits(rng.int(2, 5))}`,
    () => `${digits(2)}-${digits(3)}`,
    () => digits(rng.int(4, 6)).replace(/^0/, '1'),
    () => `${digits(4)}-${letters(1)}`.replace(/^0/, '2'),
    () => `${letters(2)}-${digits(2)}${letters(1)}`,
    () => `${letters(2)}-${digits(2)}/${digits(2)}`,
    () => `${letters(1)}${digits(3)}-${digits(1)}`,
    () => `${letters(3)}-${letters(2)}-${digits(2)}`,
    () => `${digits(5)}-${letters(1)}${digits(4)}`.replace(/^0/, '4'),
    () => `978-${digits(2)}-${digits(4)}-${digits(3)}-${digits(1)}`,
    () => `84${digits(11)}`,
    () => `${digits(2)}.${digits(3)}`.replace(/^0/, '1'),
    () => `${letters(2)}${digits(1)}${letters(1)}-${digits(3)}`,
  ])();
}
