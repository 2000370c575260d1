import { VARIANT_KEYS } from './story';
import type { SeedVariant } from './variants';

const item = (name: string, href: string, values: string[], highlight = false) => ({
  name,
  href,
  values,
  ...(highlight ? { highlight } : {}),
});

/** What somebody who studies specifications sees below them. */
export const comparison: readonly SeedVariant[] = [
  {
    key: VARIANT_KEYS.compareTable,
    name: 'Comparison: all laptops',
    slots: ['product_compare'],
    segments: ['spec_comparer'],
    priority: 10,
    en: {
      template: 'comparison',
      content: {
        title: 'All four laptops, measured by us',
        rows: ['Price', 'Weight', 'Battery, video', 'Screen', 'Memory'],
        items: [
          item('Slate 14', '/p/slate-14', ['€899', '1.4 kg', '10 h', '14″ 1920 × 1200', '16 GB']),
          item('Aero 13', '/p/aero-13', ['€1,199', '1.1 kg', '18 h', '13.4″ 2560 × 1600', '16 GB'], true),
          item('Forge 15', '/p/forge-15', ['€1,649', '1.9 kg', '11 h', '15.3″ 2880 × 1800', '32 GB']),
          item('Nova 16', '/p/nova-16', ['€2,099', '2.1 kg', '14 h', '16″ 3456 × 2160', '32 GB']),
        ],
      },
    },
    es: {
      template: 'comparison',
      content: {
        title: 'Los cuatro portátiles, medidos por nosotros',
        rows: ['Precio', 'Peso', 'Batería, vídeo', 'Pantalla', 'Memoria'],
        items: [
          item('Slate 14', '/p/slate-14', ['899 €', '1,4 kg', '10 h', '14″ 1920 × 1200', '16 GB']),
          item('Aero 13', '/p/aero-13', ['1.199 €', '1,1 kg', '18 h', '13,4″ 2560 × 1600', '16 GB'], true),
          item('Forge 15', '/p/forge-15', ['1.649 €', '1,9 kg', '11 h', '15,3″ 2880 × 1800', '32 GB']),
          item('Nova 16', '/p/nova-16', ['2.099 €', '2,1 kg', '14 h', '16″ 3456 × 2160', '32 GB']),
        ],
      },
    },
  },
];
