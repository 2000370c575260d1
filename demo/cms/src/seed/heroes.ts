import { VARIANT_KEYS } from './story';
import type { SeedContent, SeedVariant } from './variants';

const hero = (name: string, alt: string, content: Record<string, unknown>): SeedContent => ({
  template: 'hero',
  content: { ...content, image: { src: `/img/hero-${name}.svg`, alt, width: 1200, height: 600 } },
});

export const heroes: readonly SeedVariant[] = [
  {
    key: VARIANT_KEYS.heroDefault,
    name: 'Hero: everything for a clear head',
    slots: ['home_hero'],
    en: hero('default', 'A tidy desk under a wide sky', {
      eyebrow: 'Nimbus autumn collection',
      title: 'Everything for a clear head',
      text: 'Laptops, phones and sound that stay out of your way, so that the day is yours.',
      cta: { label: 'Browse laptops', href: '/c/laptops' },
      tone: 'plain',
    }),
    es: hero('default', 'Un escritorio ordenado bajo un cielo amplio', {
      eyebrow: 'Colección de otoño de Nimbus',
      title: 'Todo para tener la cabeza despejada',
      text: 'Portátiles, teléfonos y sonido que no estorban, para que el día sea suyo.',
      cta: { label: 'Ver portátiles', href: '/c/laptops' },
      tone: 'plain',
    }),
  },
  {
    key: VARIANT_KEYS.heroLaptops,
    name: 'Hero: laptops',
    slots: ['home_hero'],
    segments: ['laptop_shopper'],
    priority: 10,
    en: hero('laptops', 'Three Nimbus laptops, from thin to mighty', {
      eyebrow: 'Laptops',
      title: 'Find the laptop that keeps up with you',
      text: 'From the 1.1 kg Aero to the studio-class Nova: four machines, no fillers. Try any of them for 30 days.',
      cta: { label: 'See all four', href: '/c/laptops' },
      tone: 'accent',
    }),
    es: hero('laptops', 'Tres portátiles Nimbus, del más fino al más potente', {
      eyebrow: 'Portátiles',
      title: 'El portátil que le sigue el ritmo',
      text: 'Del Aero de 1,1 kg al Nova para estudio: cuatro equipos, ninguno de relleno. Pruebe cualquiera 30 días.',
      cta: { label: 'Ver los cuatro', href: '/c/laptops' },
      tone: 'accent',
    }),
  },
  {
    key: VARIANT_KEYS.heroCompare,
    name: 'Hero: side by side',
    slots: ['home_hero'],
    segments: ['spec_comparer'],
    priority: 20,
    en: hero('compare', 'Two laptops side by side with their figures', {
      eyebrow: 'Laptops, side by side',
      title: 'Weight, battery, screen: decide by the numbers',
      text: 'We measured all four ourselves. Put any two next to each other and see where they differ.',
      cta: { label: 'Compare laptops', href: '/compare/laptops' },
      tone: 'accent',
    }),
    es: hero('compare', 'Dos portátiles uno al lado del otro con sus cifras', {
      eyebrow: 'Portátiles, cara a cara',
      title: 'Peso, batería, pantalla: decida con números',
      text: 'Hemos medido los cuatro nosotros mismos. Ponga dos juntos y vea en qué se diferencian.',
      cta: { label: 'Comparar portátiles', href: '/compare/laptops' },
      tone: 'accent',
    }),
  },
  {
    key: VARIANT_KEYS.heroPrice,
    name: 'Hero: free delivery and price promise',
    slots: ['home_hero'],
    segments: ['price_sensitive'],
    priority: 30,
    en: hero('price', 'A price tag with a seal', {
      eyebrow: 'Our price promise',
      title: 'Free delivery and 30-day price promise',
      text: 'If a laptop you bought gets cheaper within 30 days, here or elsewhere, we pay you the difference.',
      cta: { label: 'See laptop prices', href: '/c/laptops' },
      tone: 'warm',
    }),
    es: hero('price', 'Una etiqueta de precio con un sello', {
      eyebrow: 'Nuestra garantía de precio',
      title: 'Envío gratis y garantía de precio de 30 días',
      text: 'Si el portátil que compró baja de precio en 30 días, aquí o en otra tienda, le devolvemos la diferencia.',
      cta: { label: 'Ver precios', href: '/c/laptops' },
      tone: 'warm',
    }),
  },
];
