import type { Rng } from '../rng.js';
import { firstName, fullName, surname } from './people.js';
import { city } from './places.js';
import { pseudoWord } from './products.js';

const BUYERS_F =
  'Ferretería;Clínica;Farmacia;Panadería;Escuela;Constructora;Cooperativa;Cafetería;Librería;Peluquería;Veterinaria;Fundación;Municipalidad;Cervecería;Pizzería;Carnicería;Óptica;Iglesia;Hostería;Hacienda;Finca;Granja;Minera;Asociación;Residencia;Pastelería;Heladería;Lavandería;Imprenta;Academia;Universidad;Parroquia;Comunidad;Florería;Tienda;Bodega;Quesería;Estancia;Guardería;Barbería;Agropecuaria;Rotisería;Tortillería;Joyería;Zapatería;Carpintería;Inmobiliaria;Alcaldía;Gobernación;Dirección de Salud;Unidad Educativa;Cámara de Comercio;Junta de Vecinos;Empresa;Textil;Avícola;Pesquera;Editorial;Verdulería;Frutería;Taquería;Casa de Retiros;Compañía;Pensión;Sastrería;Tapicería;Consultora;Distribuidora;Secretaría de Educación;Federación'.split(
    ';',
  );
const BUYERS_M =
  'Hotel;Restaurante;Colegio;Taller;Hospital;Bar;Gimnasio;Centro Médico;Minimarket;Supermercado;Instituto;Laboratorio;Consultorio;Vivero;Club;Almacén;Consorcio;Grupo;Ayuntamiento;Teatro;Museo;Comedor;Hostal;Café;Salón;Spa;Estudio;Autolavado;Rancho;Frigorífico;Liceo;Centro Deportivo;Edificio;Condominio;Camping;Colmado;Beneficio;Molino;Aserradero;Astillero;Estudio Contable;Jardín Infantil;Mercado;Minisúper;Local;Obrador;Gobierno Regional;Cuerpo de Bomberos;Comité;Sindicato;Puesto de Salud;Hogar de Ancianos;Parque;Mesón;Chiringuito;Merendero;Kiosko;Buffet;Centro de Eventos;Bodegón;Asadero;Kínder'.split(
    ';',
  );
const PLURAL_HEADS =
  'Transportes;Eventos;Instalaciones;Reformas;Servicios;Suministros;Construcciones;Muebles;Confecciones;Alimentos;Bodegas;Viñedos;Laboratorios;Autopartes;Maderas;Distribuciones;Industrias;Talleres;Limpiezas;Manufacturas;Electricidad;Fontanería;Agroservicios;Inversiones;Productos;Multiservicios;Textiles;Viajes;Jardines;Mudanzas;Hormigones;Pinturas;Lácteos;Uniformes;Cárnicos;Mariscos;Embutidos;Conservas'.split(
    ';',
  );
const SUPPLIERS =
  'Distribuidora;Ferretería;Suministros;Comercial;Importadora;Papelería;Químicos;Aceros;Agroinsumos;Droguería;Textiles;Repuestos;Depósito Dental;Envases;Maderas;Electrónica;Semillas;Lubricantes;Pinturas;Muebles;Insumos Médicos;Vidrios;Proveedora;Casa;Maquinaria;Uniformes;Imprenta;Cartones;Refrigeración;Herrajes;Vivero;Bazar;Almacenes;Corporación;Equipos;Plásticos;Tuberías;Distribuciones;Librería;Autopartes;Maquinados;Cerámicas;Gases;Hormigones;Alimentos Balanceados;Confecciones;Juguetería;Óptica;Talabartería;Pirotecnia;Recargas;Materiales;Eléctricos;Rodamientos;Empaques;Abarrotes;Carnes;Frutas'.split(
    ';',
  );
const PROPER =
  'San José;El Sol;La Esperanza;Santa Rosa;Los Andes;Central;del Sur;del Norte;Miramar;El Trébol;La Estrella;El Roble;Los Pinos;San Martín;Buena Vista;El Progreso;Nuevo Mundo;La Económica;Don Pepe;Doña Juana;El Buen Sabor;La Unión;Aurora;Primavera;Las Palmas;Monte Verde;Río Claro;Bella Vista;Santa Lucía;El Puente;La Merced;Los Cedros;Arcoíris;El Faro;Punta Brava;La Ceiba;El Mirador;Valle Verde;Bahía Azul;La Colmena;El Molino;Los Álamos;Alianza;Horizonte;Tres Hermanos;Virgen del Carmen;Quetzal;Cóndor;Tucán;El Ceibo;Ñandú;Tikal;Izalco;Guaraní;Mapuche;Inti;Maya;Azteca;Atlántico;Pacífico;Caribe;Mediterráneo;La Parada;El Rincón de Paco;Sol Naciente;Cruz Verde;Gota Azul;La Fortuna;Puerta del Sol;Nueva Era;El Yunque;Los Gemelos;Mundo Feliz;Vista Alegre;Agua Clara;El Cafetal;Las Delicias;La Espiga;Lúpulo;Alameda;El Nogal;Los Mezquites;Torre Norte;Costa Brava;Doce de Octubre;El Palomar;La Blanquita;Santísima Trinidad'.split(
    ';',
  );
const ADJECTIVES =
  'Andina;Austral;Industrial;Moderna;Global;Integral;Tropical;Ibérica;Nacional;Popular;Norte;Sur;del Valle;del Pacífico;del Bajío;del Litoral;Express;y Asociados;e Hijos;Hnos.;y Cía.;Digital;Verde;Plus;XXI;2000'.split(
    ';',
  );
const SUFFIXES =
  'S.A.;S.L.;S.A. de C.V.;SAC;S.A.C.;SRL;S.R.L.;Ltda.;SpA;S.A.S.;SAS;EIRL;E.I.R.L.;C.A.;S.L.U.;Cía. Ltda.;SA;S. de R.L.;S.Coop.;SL;LTDA'.split(
    ';',
  );

/** A company's name and the gender of its article. */
export interface Company {
  name: string;
  gender: 'm' | 'f' | undefined;
  /** A person rather than a company. */
  person?: boolean;
}

function proper(rng: Rng): string {
  const roll = rng.next();
  if (roll < 0.45) return rng.pick(PROPER);
  if (roll < 0.62) return surname(rng);
  if (roll < 0.7)
    return `${surname(rng)} ${rng.pick(['e Hijos', 'Hnos.', 'y Asociados', surname(rng), 'y Cía.'])}`;
  if (roll < 0.84) {
    const word = pseudoWord(rng);
    return word.charAt(0).toUpperCase() + word.slice(1);
  }
  if (roll < 0.92) return `${rng.pick(PROPER)} ${rng.pick(ADJECTIVES)}`;
  return rng.pick(['de ', 'de ', '']) + city(rng);
}

function suffix(rng: Rng, formal: boolean): string {
  if (!rng.chance(formal ? 0.45 : 0.12)) return '';
  return `${rng.pick([', ', ' ', ' '])}${rng.pick(SUFFIXES)}`;
}

/** Someone who buys. */
export function buyer(rng: Rng, formal: boolean): Company {
  const roll = rng.next();
  if (roll < 0.36)
    return {
      name: `${common(rng, rng.pick(BUYERS_F), formal)} ${proper(rng)}${suffix(rng, formal)}`,
      gender: 'f',
    };
  if (roll < 0.72)
    return {
      name: `${common(rng, rng.pick(BUYERS_M), formal)} ${proper(rng)}${suffix(rng, formal)}`,
      gender: 'm',
    };
  if (roll < 0.9)
    return { name: `${rng.pick(PLURAL_HEADS)} ${proper(rng)}${suffix(rng, formal)}`, gender: undefined };
  return brandName(rng, formal);
}

/** In chats the common noun is often not capitalised ("bar La Parada"). */
function common(rng: Rng, noun: string, formal: boolean): string {
  return !formal && rng.chance(0.35) ? noun.toLowerCase() : noun;
}

function brandName(rng: Rng, formal: boolean): Company {
  const a = pseudoWord(rng);
  const stem = a.charAt(0).toUpperCase() + a.slice(1);
  const word = rng.pick([
    stem,
    `${stem}${rng.pick(['tec', 'sur', 'mar', 'plast', 'med', 'agro', 'pack', 'net'])}`,
    `Agro${a}`,
    `Ferre${a}`,
    `Electro ${stem}`,
    a.slice(0, 4).toUpperCase(),
    `Grupo ${stem}`,
    `Inversiones ${stem}`,
  ]);
  return { name: `${word}${suffix(rng, formal)}`, gender: undefined };
}

/** Someone who supplies. */
export function supplier(rng: Rng, formal: boolean): Company {
  if (rng.chance(0.12)) return brandName(rng, formal);
  return { name: `${rng.pick(SUPPLIERS)} ${proper(rng)}${suffix(rng, formal)}`, gender: undefined };
}

/** A person who buys in his own name. */
export function privateBuyer(rng: Rng): Company {
  return { name: rng.chance(0.2) ? firstName(rng) : fullName(rng), gender: undefined, person: true };
}
