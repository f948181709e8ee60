import type { Rng } from '../rng.js';
import { pseudoWord } from './products.js';

const CITIES =
  'Madrid;Valencia;Sevilla;Zaragoza;Bilbao;Getafe;Huelva;Cieza;Basauri;Zamora;Oviedo;Murcia;Cádiz;Alcoi;Lugo;Girona;CDMX;Puebla;Monterrey;Guadalajara;Mérida;Querétaro;León;Oaxaca;Cancún;Apodaca;Toluca;Tijuana;Veracruz;Mazatlán;Ciudad de Guatemala;Cobán;Quetzaltenango;Escuintla;San Salvador;Santa Ana;San Miguel;Tegucigalpa;San Pedro Sula;Choluteca;Managua;Masaya;Estelí;San José;Heredia;Cartago;Upala;Ciudad de Panamá;David;Colón;Bogotá;Medellín;Cali;Barranquilla;Cúcuta;Tunja;Yopal;Pasto;Caracas;Maracay;Barquisimeto;Porlamar;Quito;Guayaquil;Cuenca;Loja;Manta;Ambato;Lima;Arequipa;Piura;Juliaca;Trujillo;Cusco;Huancayo;Ñuñoa;Santiago;Temuco;Concepción;La Serena;Calama;Puerto Montt;Talca;CABA;Rosario;Córdoba;Mendoza;Bariloche;Salta;Tres Arroyos;Junín;Montevideo;Salto;Paysandú;Maldonado;Asunción;Encarnación;Luque;Itauguá;Caaguazú;La Paz;El Alto;Cochabamba;Santa Cruz;Oruro;Sucre;Tarija;Santo Domingo;Santiago de los Caballeros;Baní;La Vega;Holguín;La Habana;Camagüey;San Juan;Ponce'.split(
    ';',
  );
const NAMES =
  'Juárez;Mayor;Hidalgo;San Martín;Bolívar;Morelos;Sucre;Libertad;Independencia;Reforma;Los Pinos;Las Flores;Real;Grau;Mitre;Balmes;Insurgentes;Corrientes;Serrano;Los Carrera;Arequipa;Italia;Colón;de la Paz;del Sol;Los Cedros;El Roble;Rivadavia;Artigas;España;Duarte;Los Álamos;San José;Cervantes;Goya;Benito Juárez;10 de Agosto;5 de Mayo;20 de Noviembre;9 de Julio;Santa Fe;Circunvalación;Costanera;Las Palmas;Amazonas;Pérez Galdós;Manuel Montt;Brasil;Los Próceres;Echeverría;Velázquez;de la Estación;Camino Real;Nataniel Cox;Cuauhtémoc;Lavalleja;Sarmiento;Ayacucho;Los Naranjos;La Marina;Carabobo;Miranda;Eloy Alfaro;Santander'.split(
    ';',
  );
const SITES_F =
  'bodega;planta;obra;finca;escuela;sucursal;casa;oficina;tienda;clínica;fábrica;granja;parroquia;hacienda;parcela;cocina;recepción;sede;terminal;plaza;estación;residencia;cooperativa;farmacia;portería;nave;vereda;aldea;iglesia;esquina'.split(
    ';',
  );
const SITES_M =
  'almacén;local;taller;hotel;colegio;restaurante;mercado;centro;depósito;galpón;puerto;rancho;hospital;laboratorio;polideportivo;muelle;edificio;salón;gimnasio;teatro;centro de distribución;campamento;beneficio;aeropuerto;parque;instituto;consultorio;patio de obra;estadio;recinto ferial'.split(
    ';',
  );

/** A town. */
export function city(rng: Rng): string {
  return rng.pick(CITIES);
}

function name(rng: Rng): string {
  if (rng.chance(0.1)) {
    const word = pseudoWord(rng);
    return word.charAt(0).toUpperCase() + word.slice(1);
  }
  return rng.pick(NAMES);
}

function n(rng: Rng, low: number, high: number): string {
  return String(rng.int(low, high));
}

const STREETS: readonly ((rng: Rng) => string)[] = [
  (r) => `${r.pick(['Av.', 'Avenida', 'Av', 'avenida', 'Avda.', 'av.'])} ${name(r)} ${n(r, 10, 4900)}`,
  (r) => `${r.pick(['calle', 'Calle', 'C/', 'c/', 'calle', 'C.'])} ${name(r)} ${n(r, 1, 980)}`,
  (r) =>
    `${r.pick(['calle', 'Calle', 'C/', 'Calle'])} ${name(r)} ${r.pick(['n.º ', '#', 'nº ', 'No. ', 'núm. ', ', '])}${n(r, 1, 980)}`.replace(
      ' , ',
      ', ',
    ),
  (r) => `${name(r)} ${n(r, 100, 4900)}`,
  (r) => `${r.pick(['Jr.', 'jr.', 'jirón', 'Jirón', 'Psje.'])} ${name(r)} ${n(r, 100, 1200)}`,
  (r) =>
    `${r.pick(['Calle', 'calle', 'Carrera', 'Cra.', 'Cll.', 'Cra', 'Transversal', 'Diagonal'])} ${n(r, 1, 120)}${r.pick(['', '', 'A', ' Sur'])} ${r.pick(['#', '# ', 'No. ', 'con '])}${n(r, 1, 90)}-${n(r, 2, 99)}`,
  (r) =>
    `${n(r, 1, 20)}${r.pick(['a', 'ª', 'a.'])} ${r.pick(['avenida', 'calle', 'av.', 'Avenida'])} ${n(r, 1, 30)}-${n(r, 10, 99)}, zona ${n(r, 1, 21)}`,
  (r) =>
    `${r.pick(['Blvd.', 'Boulevard', 'Calz.', 'Calzada', 'Paseo', 'paseo', 'Malecón', 'Alameda'])} ${name(r)} ${n(r, 10, 5000)}`,
  (r) =>
    `${r.pick(['carretera', 'Carretera', 'ctra.', 'Carr.', 'Ruta', 'ruta', 'Autopista', 'Ctra.', 'camino', 'Camino'])} ${r.pick([`a ${city(r)}`, n(r, 1, 90), name(r), `N-${n(r, 2, 600)}`])} km ${n(r, 1, 400)}${r.chance(0.2) ? r.pick(['.5', ',5', '½']) : ''}`,
  (r) =>
    `${r.pick(['km', 'Km', 'kilómetro'])} ${n(r, 2, 90)} ${r.pick(['carretera a', 'vía a', 'ruta a', 'camino a', 'autopista'])} ${city(r)}`,
  (r) =>
    `${r.pick(['Polígono', 'Pol. Ind.', 'polígono', 'Polígono Industrial', 'P.I.'])} ${name(r)}, ${r.pick(['nave', 'parcela', 'calle'])} ${n(r, 1, 90)}`,
  (r) =>
    `${r.pick(['Parque Industrial', 'Zona Franca', 'Zona Industrial', 'parque industrial'])} ${name(r)}, ${r.pick(['bodega', 'nave', 'lote', 'galpón'])} ${n(r, 1, 60)}`,
  (r) =>
    `${r.pick(['Bodega', 'Almacén', 'Local', 'Depósito', 'bodega', 'galpón', 'local', 'Planta'])} ${n(r, 1, 40)}${r.pick([' ', ', '])}${r.pick(['Mercado Central', 'zona industrial', `parque ${name(r)}`, `centro comercial ${name(r)}`, 'terminal terrestre', 'puerto seco'])}`,
  (r) =>
    `${r.pick(['Barrio', 'barrio', 'Colonia', 'Urbanización', 'Urb.', 'Residencial', 'sector'])} ${name(r)}, ${r.pick(['casa', 'manzana', 'bloque', 'lote', 'mz.', 'calle'])} ${n(r, 1, 40)}${r.chance(0.3) ? `, ${r.pick(['casa', 'lote', 'lt.'])} ${n(r, 1, 30)}` : ''}`,
  (r) =>
    `${r.pick(['Plaza', 'plaza', 'Centro Comercial', 'Edificio', 'Torre', 'edificio', 'Mercado'])} ${name(r)}, ${r.pick(['local', 'piso', 'oficina', 'of.', 'puesto'])} ${n(r, 1, 200)}`,
  (r) =>
    `${r.pick(['Finca', 'finca', 'Rancho', 'rancho', 'Hacienda', 'fundo', 'Fundo', 'Estancia', 'granja', 'Parcela'])} ${r.pick(['La', 'El', 'Los'])} ${name(r)}${r.chance(0.6) ? `, ${city(r)}` : ''}`,
  (r) =>
    `${r.pick(['de la iglesia', 'del parque', 'de la escuela', 'del estadio', 'de la gasolinera'])} ${n(r, 1, 4)}00 ${r.pick(['m norte', 'metros sur', 'm este', 'oeste'])}`,
  (r) => `${name(r)} s/n`,
];

const DETAILS: readonly ((rng: Rng) => string)[] = [
  (r) => `piso ${n(r, 1, 20)}`,
  (r) => `local ${n(r, 1, 90)}`,
  (r) => `${n(r, 1, 9)}º ${r.pick(['A', 'B', 'izq.', 'dcha.'])}`,
  (r) => `Col. ${name(r)}`,
  (r) => `depto ${n(r, 1, 99)}`,
  (r) => `of. ${n(r, 100, 1900)}`,
  (r) => `bodega ${n(r, 1, 30)}`,
  (r) =>
    r.pick([
      'frente al parque',
      'al lado del banco',
      'esquina',
      'entre Sucre y Bolívar',
      'portón azul',
      'sótano',
      'muelle norte',
      'frente a la escuela',
      'nave 3',
      'puerta 4',
      'bajo',
      'entresuelo',
      'recepción',
    ]),
];

/** A delivery address; `article` tells that it begins with "la" or "el", or neither. */
export function address(rng: Rng): string {
  const roll = rng.next();
  if (roll < 0.24) return site(rng);
  if (roll < 0.27) return city(rng);
  let text = rng.pick(STREETS)(rng);
  if (rng.chance(0.2)) text += `, ${rng.pick(DETAILS)(rng)}`;
  if (rng.chance(0.55) && !/, [A-ZÑ][\p{L} ]+$/u.test(text))
    text += rng.chance(0.08) ? ` (${city(rng)})` : `${rng.pick([', ', ', ', ', ', ' de '])}${city(rng)}`;
  if (rng.chance(0.08))
    text = `${rng.pick(['la calle', 'la avenida', 'la carretera'])} ${name(rng)} ${n(rng, 1, 900)}`;
  return text;
}

/** A place told by what it is ("la bodega de Marcala", "el local 12 del Mercado Central"). */
export function site(rng: Rng): string {
  const feminine = rng.chance(0.5);
  const noun = rng.pick(feminine ? SITES_F : SITES_M);
  const tail = rng.pick([
    () => ` de ${city(rng)}`,
    () =>
      ` ${rng.pick(['central', 'principal', 'municipal', 'norte', 'sur', 'nuev' + (feminine ? 'a' : 'o'), 'general'])}${rng.chance(0.5) ? `, ${rng.pick(STREETS)(rng)}` : rng.chance(0.4) ? ` de ${city(rng)}` : ''}`,
    () => ` ${name(rng)}${rng.chance(0.4) ? `, ${city(rng)}` : ''}`,
    () => ` de ${rng.pick(['calle', 'la calle', 'la avenida'])} ${name(rng)} ${n(rng, 1, 900)}`,
    () => `, ${rng.pick(STREETS)(rng)}`,
    () => ` ${n(rng, 1, 12)}${rng.chance(0.5) ? `, ${city(rng)}` : ''}`,
    () => '',
  ])();
  const bare = rng.chance(0.3);
  const head = bare
    ? rng.chance(0.5)
      ? noun.charAt(0).toUpperCase() + noun.slice(1)
      : noun
    : `${feminine ? 'la' : 'el'} ${noun}`;
  return `${head}${tail}`;
}
