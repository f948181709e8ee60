/** Lower case without accents (ñ stays), for comparing words. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[áàä]/g, 'a')
    .replaceAll(/[éèë]/g, 'e')
    .replaceAll(/[íìï]/g, 'i')
    .replaceAll(/[óòö]/g, 'o')
    .replaceAll(/[úùü]/g, 'u');
}
