import type { Rng } from '../rng.js';
import { pseudoWord } from './products.js';

const FEMALE =
  'María;Ana;Lucía;Carmen;Rosa;Laura;Patricia;Sofía;Elena;Gloria;Yolanda;Marta;Claudia;Verónica;Silvia;Andrea;Paola;Carolina;Liliana;Beatriz;Nuria;Begoña;Yessenia;Maritza;Rocío;Ximena;Fabiola;Neyza;Zulema;Dolores;Elvira;Graciela;Mirtha;Noelia;Cindy;Karla;Wendy;Ingrid;Teresa;Isabel'.split(
    ';',
  );
const MALE =
  'José;Juan;Luis;Carlos;Pedro;Miguel;Jorge;Ramón;Julio;Andrés;Fernando;Ricardo;Hernán;Aníbal;Wilfredo;Julián;Marcos;Aitor;Óscar;Esteban;Rubén;Sergio;Tomás;Víctor;Raúl;Iván;Mauricio;Gustavo;Diego;Pablo;Édgar;Nelson;Freddy;Walter;Osvaldo;Beto;Chepe;Paco;Manolo;Rodrigo'.split(
    ';',
  );
const SURNAMES =
  'García;López;Pérez;Rodríguez;Mamani;Quispe;Flores;Rojas;Vargas;Herrera;Mejía;Castillo;Benítez;Giménez;Ortega;Ramírez;Solís;Oyarzún;Ibarra;Cotes;Lasheras;Núñez;Alvarado;Zúñiga;Chávez;Peña;Duarte;Caballero;Montalbán;Iribarren;Valcárcel;Barrientos;Escobar;Paredes;Muñoz;Bravo;Cabrera;Salinas;Figueroa;Contreras;Sosa;Medina;Aguilar;Cárdenas;Guerrero;Villalba;Acosta;Ledesma;Ferreyra;Choque;Condori;Huamán;Tejada;Batista;Ovalle;Quirós;Arce'.split(
    ';',
  );

/** A first name. */
export function firstName(rng: Rng): string {
  return rng.pick(rng.chance(0.5) ? FEMALE : MALE);
}

/** A family name, now and then one that no one has. */
export function surname(rng: Rng): string {
  if (rng.chance(0.08)) {
    const word = pseudoWord(rng);
    return word.charAt(0).toUpperCase() + word.slice(1);
  }
  return rng.pick(SURNAMES);
}

/** First name and one or two family names. */
export function fullName(rng: Rng): string {
  const first = rng.chance(0.12) ? `${firstName(rng)} ${firstName(rng)}` : firstName(rng);
  return rng.chance(0.35) ? `${first} ${surname(rng)} ${surname(rng)}` : `${first} ${surname(rng)}`;
}

/** How someone is addressed in a greeting ("don Julio", "Estimada Carola"). */
export function addressee(rng: Rng): string {
  const name = firstName(rng);
  return rng.pick([
    `don ${rng.pick(MALE)}`,
    `doña ${rng.pick(FEMALE)}`,
    `Don ${rng.pick(MALE)}`,
    name,
    name,
    `Sr. ${surname(rng)}`,
    `Sra. ${surname(rng)}`,
    `señor ${surname(rng)}`,
    `ingeniero ${surname(rng)}`,
    'vecino',
    'jefe',
    'inge',
    'amigo',
    'estimado',
    `licenciada ${surname(rng)}`,
    'profe',
    'maestro',
    'mi estimado',
    'compañero',
    'joven',
    'señora',
    'veci',
    'jefa',
    'mijo',
    'primo',
    'guapa',
    'socio',
    'ingeniera',
  ]);
}
