/** Phrases that stand for each other in an order without touching its annotation. */
export interface SynonymGroup {
  readonly phrases: readonly string[];
  /** What must stand before and after, as regular expressions; default: anything but a letter or digit. */
  readonly before?: string;
  readonly after?: string;
}

const AFTER_NUMBER = String.raw`\d\s`;

export const SYNONYMS: readonly SynonymGroup[] = [
  // Plain pieces carry no unit, whatever they are called.
  { phrases: ['unidades', 'uds', 'piezas', 'pzas'], before: AFTER_NUMBER, after: String.raw`\sde\s` },
  { phrases: ['kilos', 'kg', 'kilogramos'], before: AFTER_NUMBER },
  { phrases: ['litros', 'lts'], before: AFTER_NUMBER },
  {
    phrases: ['metros', 'mts'],
    before: AFTER_NUMBER,
    after: String.raw`(?!\s*(?:cuadrad|c[úu]bic|lineal|²|³))`,
  },
  { phrases: ['toneladas', 'ton'], before: AFTER_NUMBER },
  { phrases: ['palés', 'palets', 'pallets'], before: AFTER_NUMBER },
  // The wish itself. "que" after it would ask for another mood of the verb.
  { phrases: ['necesito', 'requiero', 'quisiera'], after: String.raw`(?!\s+(?:que|de|urgente))` },
  { phrases: ['necesitamos', 'requerimos', 'quisiéramos'], after: String.raw`(?!\s+(?:que|de|urgente))` },
  { phrases: ['quiero comprar', 'deseo comprar', 'necesito comprar'] },
  { phrases: ['quiero pedir', 'quería pedir', 'quisiera pedir'] },
  { phrases: ['mándenme', 'envíenme'] },
  { phrases: ['mándame', 'envíame'] },
  { phrases: ['mándennos', 'envíennos'] },
  { phrases: ['me mandan', 'me envían'] },
  { phrases: ['nos mandan', 'nos envían'] },
  { phrases: ['me manda', 'me envía'] },
  { phrases: ['mandar', 'enviar'] },
  { phrases: ['mandarme', 'enviarme'] },
  { phrases: ['mandarnos', 'enviarnos'] },
  // Courtesy.
  { phrases: ['por favor', 'porfa', 'porfavor', 'x favor'] },
  { phrases: ['hola', 'buenas'], before: String.raw`(?:^|\n)\s*`, after: String.raw`\s*[,.!]` },
  { phrases: ['buenos días', 'buen día'] },
  // Closed in by marks on both sides: Gracias is also a town in Honduras.
  {
    phrases: ['muchas gracias', 'gracias'],
    before: String.raw`[.!;\n]\s*`,
    after: String.raw`\s*(?:[.!\n]|$)`,
  },
  { phrases: ['quedo atento', 'quedo a la espera', 'quedo pendiente'] },
  {
    phrases: ['saludos', 'un saludo', 'saludos cordiales'],
    before: String.raw`[.,!;\n]\s*`,
    after: String.raw`\s*(?:[.,!\n]|$)`,
  },
  // Price of one unit.
  { phrases: ['cada uno', 'c/u'] },
  { phrases: ['al precio de', 'a un precio de'], after: String.raw`\s` },
  // Haste: all of them make the order urgent.
  { phrases: ['lo antes posible', 'cuanto antes', 'a la brevedad posible'] },
  // How it is paid: the preposition is not part of the value.
  {
    phrases: ['pago por', 'pago con', 'pago mediante'],
    after: String.raw`\s+(?:transferencia|tarjeta|cheque|dep[óo]sito)`,
  },
  {
    phrases: ['pagamos por', 'pagamos con', 'pagamos mediante'],
    after: String.raw`\s+(?:transferencia|tarjeta|cheque|dep[óo]sito)`,
  },
  // Where to: the preposition is not part of the value.
  { phrases: ['entregar en', 'entrega en', 'favor de entregar en'], before: String.raw`(?:^|[.;\n]\s*)` },
];
