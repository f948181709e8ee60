import type { OrderRecord } from '@ordena/dataset';
import { parseOrder } from '@ordena/orders';

const record = (id: string, text: string, order: unknown): OrderRecord => ({
  id,
  text,
  order: parseOrder(order),
});

/** Orders for tests that together hold what is easily broken: separators, names, short values, sizes, corrections. */
export const TEST_ORDERS: readonly OrderRecord[] = [
  record('plain', 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.', {
    producto: 'A',
    cantidad: 100,
    precio_unitario: 50,
    urgente: true,
  }),
  record(
    'hotel',
    'Buenas, somos Hotel Miramar. Mándennos 20 cajas de guantes de nitrilo talla M a 8,50 euros la caja y 5 bidones de cloro (ref. CL-20) a 12 €, entrega en C/ Mayor 4, Gandía, antes del 15 de marzo. Pago por transferencia. Urge.',
    {
      items: [
        { producto: 'guantes de nitrilo talla M', cantidad: 20, unidad: 'caja', precio_unitario: 8.5 },
        { producto: 'cloro', codigo: 'CL-20', cantidad: 5, unidad: 'bidón', precio_unitario: 12 },
      ],
      moneda: 'EUR',
      cliente: 'Hotel Miramar',
      direccion_entrega: 'C/ Mayor 4, Gandía',
      fecha_entrega: '15 de marzo',
      forma_pago: 'transferencia',
      urgente: true,
    },
  ),
  record(
    'cement',
    'Requerimos mil quinientos sacos de cemento gris 42,5 kg a L 5,350.00 cada uno, 3 mil varillas de 3/8 y 1.200 m de cable. Total $1.200.000. Tel. 2550 1234 / 98765432.',
    {
      items: [
        { producto: 'cemento gris 42,5 kg', cantidad: 1500, unidad: 'saco', precio_unitario: 5350 },
        { producto: 'varillas de 3/8', cantidad: 3000 },
        { producto: 'cable', cantidad: 1200, unidad: 'm' },
      ],
      moneda: 'HNL',
      total: 1200000,
    },
  ),
  record(
    'pharmacy',
    'Hola, ponme 30 cajas de guantes talla 30, perdón, mejor 25. Entregar en Av. 30 de Junio 1250, local 25, el 15/03/2026 a las 8:30. Orden 0250. Gracias',
    {
      producto: 'guantes talla 30',
      cantidad: 25,
      unidad: 'caja',
      direccion_entrega: 'Av. 30 de Junio 1250, local 25',
      fecha_entrega: '2026-03-15',
      referencia: '0250',
    },
  ),
  record(
    'tiles',
    'Solicitamos 2.500 tejas 40x20 a S/ 1.250,50 el millar y 12,5 kg de estaño 60/40. Pago mediante cheque. Entregar en Jr. Lima 210. Es urgente. Tejados Sur S.A.C.',
    {
      items: [
        { producto: 'tejas 40x20', cantidad: 2500, precio_unitario: 1250.5 },
        { producto: 'estaño 60/40', cantidad: 12.5, unidad: 'kg' },
      ],
      moneda: 'PEN',
      cliente: 'Tejados Sur S.A.C.',
      direccion_entrega: 'Jr. Lima 210',
      forma_pago: 'cheque',
      urgente: true,
    },
  ),
  record(
    'list',
    'Pedido 118\n- 6 bobinas de film 50 cm\n- 40 unidades de piezas de repuesto X-9\n- dos mil etiquetas\nPara bar La Parada, pagan contado, mañana, con 10 % de descuento',
    {
      items: [
        { producto: 'film 50 cm', cantidad: 6, unidad: 'bobina' },
        { producto: 'piezas de repuesto X-9', cantidad: 40 },
        { producto: 'etiquetas', cantidad: 2000 },
      ],
      descuento: 10,
      cliente: 'bar La Parada',
      fecha_entrega: 'mañana',
      forma_pago: 'contado',
      referencia: '118',
    },
  ),
  record(
    'bolts',
    'Buenos días. Necesitamos 1.000 pernos M12 a 1,075 € la unidad, total 1.075,00 €. Pago por transferencia. Talleres Iturbe S.L.',
    {
      producto: 'pernos M12',
      cantidad: 1000,
      precio_unitario: 1.075,
      moneda: 'EUR',
      total: 1075,
      cliente: 'Talleres Iturbe S.L.',
      forma_pago: 'transferencia',
    },
  ),
  record(
    'shouted',
    'SOLICITO 10 TONELADAS DE ARENA GRUESA Y 5 M3 DE RIPIO CHANCADO. ENTREGA EN CALLE SUCRE 55, ORURO. TOTAL 4200 BOLIVIANOS',
    {
      items: [
        { producto: 'ARENA GRUESA', cantidad: 10, unidad: 't' },
        { producto: 'RIPIO CHANCADO', cantidad: 5, unidad: 'm3' },
      ],
      moneda: 'BOB',
      total: 4200,
      direccion_entrega: 'CALLE SUCRE 55, ORURO',
    },
  ),
  record(
    'halves',
    'hola, ponme kilo y medio de jamón cocido, 2,5 kilos de queso curado y medio kilo de olivas, lo recojo mañana',
    {
      items: [
        { producto: 'jamón cocido', cantidad: 1.5, unidad: 'kg' },
        { producto: 'queso curado', cantidad: 2.5, unidad: 'kg' },
        { producto: 'olivas', cantidad: 0.5, unidad: 'kg' },
      ],
      fecha_entrega: 'mañana',
    },
  ),
  record(
    'signs',
    'Buenas, necesito 40 galones de pintura látex a S/4.50, 12 brochas 2" a S/ 3,90 c/u y 3 l de thinner, por favor.',
    {
      items: [
        { producto: 'pintura látex', cantidad: 40, unidad: 'galón', precio_unitario: 4.5 },
        { producto: 'brochas 2"', cantidad: 12, precio_unitario: 3.9 },
        { producto: 'thinner', cantidad: 3, unidad: 'l' },
      ],
      moneda: 'PEN',
    },
  ),
  record(
    'lempiras',
    'Favor enviar 25 quintales de frijol rojo a L 1,150 el quintal y 8 l de miel a L. 90. Entregar en Gracias, Lempira. Muchas gracias.',
    {
      items: [
        { producto: 'frijol rojo', cantidad: 25, unidad: 'quintal', precio_unitario: 1150 },
        { producto: 'miel', cantidad: 8, unidad: 'l', precio_unitario: 90 },
      ],
      moneda: 'HNL',
      direccion_entrega: 'Gracias, Lempira',
    },
  ),
  record(
    'words',
    'Necesito ciento veinte cajas de marcos alza, treinta y dos rollos de cera estampada y mil doscientas etiquetas para el jueves. Es urgente.',
    {
      items: [
        { producto: 'marcos alza', cantidad: 120, unidad: 'caja' },
        { producto: 'cera estampada', cantidad: 32, unidad: 'rollo' },
        { producto: 'etiquetas', cantidad: 1200 },
      ],
      fecha_entrega: 'jueves',
      urgente: true,
    },
  ),
  record(
    'table',
    'Pedido 2026/09\nmetabisulfito potásico / 25 kg / 3,10 €/kg\nplacas filtrantes K-100 40x40 / 100 / 1,05 €\nácido tartárico / 50 kg / 5,60 €/kg\nBodegas Arnelas',
    {
      items: [
        { producto: 'metabisulfito potásico', cantidad: 25, unidad: 'kg', precio_unitario: 3.1 },
        { producto: 'placas filtrantes K-100 40x40', cantidad: 100, precio_unitario: 1.05 },
        { producto: 'ácido tartárico', cantidad: 50, unidad: 'kg', precio_unitario: 5.6 },
      ],
      moneda: 'EUR',
      cliente: 'Bodegas Arnelas',
      referencia: '2026/09',
    },
  ),
  record(
    'correction',
    'Mándenme 8 rollos de lona front 440 g blanca. No, mejor 6. Los 8 vasos cancelados. Pago de contado. Gráfica Lunares',
    {
      producto: 'lona front 440 g blanca',
      cantidad: 6,
      unidad: 'rollo',
      cliente: 'Gráfica Lunares',
      forma_pago: 'contado',
    },
  ),
  record(
    'thousands',
    'Requerimos 40 bultos de cemento gris 42.5R a $29.500 cada uno, serían $1.180.000 en total. Pago contra entrega en la obra de Chía.',
    {
      producto: 'cemento gris 42.5R',
      cantidad: 40,
      unidad: 'bulto',
      precio_unitario: 29500,
      total: 1180000,
      direccion_entrega: 'la obra de Chía',
      forma_pago: 'contra entrega',
    },
  ),
  record(
    'english',
    'Quisiera comprar 2 switches TP-Link TL-SG108 y 1,200 metros de cable UTP cat 6. Shipping to: Depósito 3, RNC 1-31-02345-6, tel. 809-555-0142.',
    {
      items: [
        { producto: 'switches TP-Link TL-SG108', cantidad: 2 },
        { producto: 'cable UTP cat 6', cantidad: 1200, unidad: 'm' },
      ],
      direccion_entrega: 'Depósito 3',
    },
  ),
  record(
    'codes',
    'Requiero 15 unidades de filtro de aceite, código W 712/75, EAN 4011558000011, y 30 piezas ref. 0986AF1041 a 12,90 euros cada una, lo antes posible.',
    {
      items: [
        { producto: 'filtro de aceite', codigo: 'W 712/75', cantidad: 15 },
        { codigo: '0986AF1041', cantidad: 30, precio_unitario: 12.9 },
      ],
      moneda: 'EUR',
      urgente: true,
    },
  ),
  record(
    'chat',
    'Hola buen día 👋 me mandas 15 bolsas de croquetas Pedigree adulto 20 kg porfa, a $890 c/u quedamos. Es pa la veterinaria Patitas Felices 🐶',
    {
      producto: 'croquetas Pedigree adulto 20 kg',
      cantidad: 15,
      unidad: 'bolsa',
      precio_unitario: 890,
      cliente: 'veterinaria Patitas Felices',
    },
  ),
  record(
    'mixed',
    'Solicitamos 2 mil 350 volantes a 0,35 dólares, 3 mil sobres y 1.5 toneladas de papel bond. Total USD 4,944.50. Pagamos con cheque.',
    {
      items: [
        { producto: 'volantes', cantidad: 2350, precio_unitario: 0.35 },
        { producto: 'sobres', cantidad: 3000 },
        { producto: 'papel bond', cantidad: 1.5, unidad: 't' },
      ],
      moneda: 'USD',
      total: 4944.5,
      forma_pago: 'cheque',
    },
  ),
  record(
    'product-a',
    'A Comercial A le pido 20 unidades de A y 20 de B, precio 20 cada uno. Entregar a las 20:00 en Calle A 20.',
    {
      items: [
        { producto: 'A', cantidad: 20, precio_unitario: 20 },
        { producto: 'B', cantidad: 20, precio_unitario: 20 },
      ],
      proveedor: 'Comercial A',
      direccion_entrega: 'Calle A 20',
    },
  ),
  record(
    'percent',
    'Necesito 60 pallets de agua mineral 600 cc con 10 % de descuento y 24 latas de energizante al 5%. IVA 21 %. Pago: 50% anticipo y 50% a 30 días.',
    {
      items: [
        { producto: 'agua mineral 600 cc', cantidad: 60, unidad: 'pallet', descuento: 10 },
        { producto: 'energizante', cantidad: 24, unidad: 'lata', descuento: 5 },
      ],
      forma_pago: '50% anticipo y 50% a 30 días',
    },
  ),
  record(
    'like-phrases',
    'Quiero comprar 40 kilos de harina Por Favor, 12 piezas de ajedrez Saludos y 7 kg de Kilos Light. Hotel Gracias a Dios. Por favor, cuanto antes.',
    {
      items: [
        { producto: 'harina Por Favor', cantidad: 40, unidad: 'kg' },
        { producto: 'piezas de ajedrez Saludos', cantidad: 12 },
        { producto: 'Kilos Light', cantidad: 7, unidad: 'kg' },
      ],
      cliente: 'Hotel Gracias a Dios',
      urgente: true,
    },
  ),
  record(
    'unknown-separators',
    "Se requieren 1'250 bolsas kraft N° 5 y 3 000 bolsas kraft N° 8 para la panadería La Espiga, a más tardar el 30/06/2026, factura A-0001-00345.",
    {
      items: [
        { producto: 'bolsas kraft N° 5', cantidad: 1250 },
        { producto: 'bolsas kraft N° 8', cantidad: 3000 },
      ],
      cliente: 'panadería La Espiga',
      fecha_entrega: '2026-06-30',
    },
  ),
  record(
    'fractions',
    'Hola, necesito 2 1/2 kilos de clavos 3/4, 1/2 galón de cola y 3 tubos PVC 1 1/2". Enviar a C/ 8 # 12-40. Saludos.',
    {
      items: [
        { producto: 'clavos 3/4', cantidad: 2.5, unidad: 'kg' },
        { producto: 'cola', cantidad: 0.5, unidad: 'galón' },
        { producto: 'tubos PVC 1 1/2"', cantidad: 3 },
      ],
      direccion_entrega: 'C/ 8 # 12-40',
    },
  ),
  record(
    'unaccented',
    'nesecito 4 neumaticos 175/70 R13 y 2 camaras para moto aro 17 porfavor, soy Don Beto del taller La 40, mandar hoy mismo',
    {
      items: [
        { producto: 'neumaticos 175/70 R13', cantidad: 4 },
        { producto: 'camaras para moto aro 17', cantidad: 2 },
      ],
      cliente: 'Don Beto del taller La 40',
      fecha_entrega: 'hoy mismo',
    },
  ),
];
