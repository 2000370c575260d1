import { type StorySettings, VARIANT_KEYS } from './story';
import type { SeedVariant } from './variants';

/** The hero slot has no `category`: the English title reads well without one, and Spanish does not use it. */
export const offers = ({ offerEnds }: StorySettings): readonly SeedVariant[] => [
  {
    key: VARIANT_KEYS.offer,
    name: 'Offer: 10 % off what is in the cart',
    slots: ['home_hero', 'product_banner'],
    segments: ['cart_abandoner'],
    priority: 40,
    en: {
      template: 'countdown',
      content: {
        title: '10 % off {{ params.category }} in your cart, kept for you',
        text: 'Your choice is still here. Order before the clock runs out and we take 10 % off at checkout.',
        ends: offerEnds.toISOString(),
        expired: 'This offer has ended; free delivery stays.',
        cta: { label: 'Back to my cart', href: '/cart' },
        tone: 'dark',
      },
    },
    es: {
      template: 'countdown',
      content: {
        title: '10 % de descuento en su cesta, reservado para usted',
        text: 'Su elección sigue aquí. Haga el pedido antes de que acabe el tiempo y descontamos el 10 % al pagar.',
        ends: offerEnds.toISOString(),
        expired: 'Esta oferta ha terminado; el envío gratis continúa.',
        cta: { label: 'Volver a mi cesta', href: '/cart' },
        tone: 'dark',
      },
    },
  },
  {
    key: VARIANT_KEYS.bannerDefault,
    name: 'Banner: delivery',
    slots: ['product_banner'],
    en: {
      template: 'banner',
      content: {
        title: 'Ordered before 17:00, at your door tomorrow',
        text: 'Free returns for 30 days.',
        tone: 'plain',
      },
    },
    es: {
      template: 'banner',
      content: {
        title: 'Pedido antes de las 17:00, mañana en su casa',
        text: 'Devoluciones gratis durante 30 días.',
        tone: 'plain',
      },
    },
  },
];
