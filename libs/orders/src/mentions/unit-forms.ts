import type { Unit } from '../fields.js';

/** How one canonical unit is written. */
export interface UnitForms {
  unit: Unit;
  gender: 'm' | 'f';
  singular: string[];
  plural: string[];
  /** Forms of both numbers, as in lists ("kg", "cj"). */
  short: string[];
}

function forms(unit: Unit, gender: 'm' | 'f', singular: string, plural: string, short = ''): UnitForms {
  const list = (text: string): string[] => text.split(' ; ').filter((item) => item !== '');
  return { unit, gender, singular: list(singular), plural: list(plural), short: list(short) };
}

/** Written forms of every canonical unit; the first of each list is the usual one. */
export const UNIT_FORMS: readonly UnitForms[] = [
  forms('kg', 'm', 'kilo ; kilogramo', 'kilos ; kilogramos ; kilitos', 'kg ; kg. ; Kg ; kgs ; KG ; k'),
  forms('g', 'm', 'gramo', 'gramos', 'g ; gr ; grs ; gr.'),
  forms('l', 'm', 'litro', 'litros', 'l ; L ; lts ; lt ; lts. ; ltrs'),
  forms('ml', 'm', 'mililitro', 'mililitros', 'ml ; mL ; cc'),
  forms('m', 'm', 'metro', 'metros', 'm ; mts ; mt ; m. ; mts. ; metros lineales ; ml.'),
  forms('cm', 'm', 'centímetro', 'centímetros', 'cm'),
  forms('m2', 'm', 'metro cuadrado', 'metros cuadrados', 'm2 ; m² ; mts2 ; mt2'),
  forms('m3', 'm', 'metro cúbico', 'metros cúbicos ; cubos', 'm3 ; m³ ; mts3'),
  forms('t', 'f', 'tonelada', 'toneladas', 't ; tn ; ton ; TN ; tons ; ton. ; Tm'),
  forms(
    'caja',
    'f',
    'caja ; cajita',
    'cajas ; cajitas',
    'cj ; cja ; cjs ; cajas ; caj ; cx ; cajs ; CJ ; c/',
  ),
  forms('paquete', 'm', 'paquete', 'paquetes', 'paq ; pq ; paqs ; paq. ; pqt ; pkt'),
  forms('bolsa', 'f', 'bolsa', 'bolsas', 'bls ; bol ; bolsas ; bsa'),
  forms('saco', 'm', 'saco', 'sacos', 'sc ; sco ; sacos ; sac'),
  forms('bulto', 'm', 'bulto', 'bultos', 'bto ; bultos ; blt'),
  forms('costal', 'm', 'costal', 'costales', ''),
  forms('rollo', 'm', 'rollo', 'rollos', 'rll ; rol ; rllo ; rollos'),
  forms('par', 'm', 'par', 'pares', 'par ; pr ; prs ; pares'),
  forms('docena', 'f', 'docena', 'docenas', 'doc ; dz ; docenas ; dna ; doc.'),
  forms('resma', 'f', 'resma', 'resmas', 'rsm ; resmas'),
  forms('bidón', 'm', 'bidón', 'bidones', 'bid ; bidones'),
  forms('botella', 'f', 'botella', 'botellas', 'bot ; btl ; bot.'),
  forms('lata', 'f', 'lata', 'latas', 'latas'),
  forms('frasco', 'm', 'frasco ; frasquito', 'frascos', 'fco ; fcos ; fco. ; frs'),
  forms('galón', 'm', 'galón', 'galones', 'gal ; gl ; gln ; gal. ; galones'),
  forms('tambor', 'm', 'tambor', 'tambores', 'tam ; tambores ; tamb'),
  forms('cubeta', 'f', 'cubeta', 'cubetas', 'cub ; cubetas'),
  forms('cubo', 'm', 'cubo', 'cubos', 'cubos'),
  forms('pallet', 'm', 'pallet ; palet ; palé', 'pallets ; palets ; palés ; tarimas', 'pallets ; plt ; pal'),
  forms('juego', 'm', 'juego', 'juegos', 'jgo ; jgos ; jg'),
  forms('kit', 'm', 'kit', 'kits', 'kit ; kits'),
  forms('quintal', 'm', 'quintal', 'quintales', 'qq ; qq. ; quintales ; q'),
  forms('arroba', 'f', 'arroba', 'arrobas', '@ ; arrobas ; arr'),
  forms('bandeja', 'f', 'bandeja', 'bandejas', 'bdj ; bandejas ; band'),
  forms('barril', 'm', 'barril', 'barriles', 'brl ; barriles'),
  forms('blíster', 'm', 'blíster ; blister', 'blísteres ; blisters', 'blister'),
  forms('bobina', 'f', 'bobina', 'bobinas', 'bob ; bobinas'),
  forms('carrete', 'm', 'carrete', 'carretes', 'carretes'),
  forms('cartón', 'm', 'cartón', 'cartones', 'cartones ; ctn'),
  forms('cesta', 'f', 'cesta', 'cestas', ''),
  forms('garrafa', 'f', 'garrafa', 'garrafas', 'grf ; garrafas'),
  forms('garrafón', 'm', 'garrafón', 'garrafones', ''),
  forms('hoja', 'f', 'hoja', 'hojas', 'hojas ; hjs'),
  forms('lámina', 'f', 'lámina', 'láminas', 'lam ; láminas ; lám'),
  forms('libra', 'f', 'libra', 'libras', 'lb ; lbs ; lb. ; libras'),
  forms('manojo', 'm', 'manojo', 'manojos', 'mjo ; manojos'),
  forms('placa', 'f', 'placa', 'placas', 'placas ; plc'),
  forms('plancha', 'f', 'plancha', 'planchas', 'pl ; planchas'),
  forms('sobre', 'm', 'sobre', 'sobres', 'sobres ; sbr'),
  forms('tira', 'f', 'tira', 'tiras', ''),
  forms('tubo', 'm', 'tubo', 'tubos', 'tubos ; tub'),
  forms('varilla', 'f', 'varilla', 'varillas', 'varillas'),
  forms('vial', 'm', 'vial', 'viales', 'viales'),
];
